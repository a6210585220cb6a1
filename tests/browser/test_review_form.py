"""The form of the review page in a real browser: filled by keys, kept, saved."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.review_form import decide, press, save, write_note, write_page
from builders.reviewed import HOSTILE
from playwright.sync_api import BrowserContext, Page, expect

from kit.signoff import saved_digest

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CELL = "t3.granted.total"
CLAIMED = 10


@pytest.fixture
def page(form_page: Page) -> Page:
    """Return the page whose form is filled in."""
    return form_page


def test_a_return_is_filled_in_and_saved_by_keys_alone(
    page: Page, tmp_path: Path, review: dict[str, Any]
) -> None:
    """Ticks, notes on a finding, a cell and a paragraph; the file is what the kit can take in."""
    press(page, "jj2")
    write_note(page, "请按台账改")
    press(page, "j1")
    page.locator(f'td[id="{CELL}"]').focus()
    write_note(page, "与上年差得多")
    page.locator("#s1 .para").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    write_note(page, "与去年一样")
    press(page, "d")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("张三")
    page.get_by_label("日期").fill("2025-01-20")
    page.get_by_label("意见").fill("第一行\n第二行")
    page.locator("#decide-title").focus()
    saved = save(page, tmp_path)
    shown = {found["key"]: found for found in review["findings"]}
    assert (saved.year, saved.agency, saved.name) == (2024, review["agency"], review["name"])
    assert saved.seen == review["seen"]["report"]
    assert (saved.findings_seen, saved.before) == (review["findings_seen"], review["before"])
    assert (saved.decision, saved.by, saved.on) == ("return", "张三", "2025-01-20")
    assert saved.note == "第一行\n第二行"
    said = [(shown[each.key]["rule"], each.state, each.note) for each in saved.findings]
    assert said == [("R3", "must_fix", "请按台账改"), ("R5", "seen", "")]
    cell, words = saved.notes
    assert (cell.cell, cell.note) == (CELL, "与上年差得多")
    assert words.section == 1
    assert words.quote.startswith("我们完善制度")
    expect(page.locator("#saved")).to_contain_text(f"审核-2024-{review['agency']}.json")


def test_what_is_missing_is_said_before_saving(page: Page) -> None:
    """A decision, a name, an opinion where there must be one; claims not confirmed are named."""
    page.get_by_label("日期").fill("2025-01-20")
    page.locator("#decide-title").focus()
    page.keyboard.press("s")
    lacks = page.locator(".lacks")
    expect(lacks).to_contain_text("还没有选通过或退回")
    expect(lacks).to_contain_text("还没有写审核人")
    expect(page.get_by_label("通过", exact=True)).to_be_focused()
    decide(page, "退回")
    expect(lacks).to_have_text("退回要写明意见，或写备注。")
    decide(page, "通过")
    expect(lacks).to_contain_text("有 8 处错误（✕1、✕2")
    expect(lacks).to_contain_text(f"还没有核定（◆{CLAIMED}")
    page.keyboard.press("s")
    expect(page.get_by_label("意见")).to_be_focused()


def test_claims_are_confirmed_one_by_one_or_all_at_once(page: Page, tmp_path: Path) -> None:
    """What is confirmed is in the file; what must be mended cannot be confirmed too."""
    decide(page, "通过")
    page.get_by_label("意见").fill("情况属实")
    page.locator(".lacks").get_by_role("button", name="全部核定").click()
    group = page.locator(f"#f{CLAIMED}")
    expect(group.get_by_role("button", name="核定")).to_have_attribute("aria-pressed", "true")
    page.locator("#decide-title").focus()
    saved = save(page, tmp_path)
    assert list(saved.confirmed) == [group.get_attribute("data-key")]
    group.get_by_role("button", name="须改").click()
    expect(group.get_by_role("button", name="核定")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#saved")).to_have_text("保存之后又有改动，请再保存一次。")
    # What must be mended is not confirmed, and approving all the same wants a reason.
    expect(page.locator(".lacks")).to_contain_text(f"还没有核定（◆{CLAIMED}")
    group.focus()
    press(page, "3")
    expect(group.get_by_role("button", name="须改")).to_have_attribute("aria-pressed", "false")
    page.locator("#decide-title").focus()
    assert len(save(page, tmp_path).confirmed) == 1


def test_the_digest_is_the_one_that_the_kit_counts(page: Page) -> None:
    """Words of every length up to some blocks, signs that JSON escapes, lists and no value."""
    script = files("kit.export").joinpath("templates/kit_review/digest.js").read_text("utf-8")
    said: list[dict[str, Any]] = [{"note": "审a" * number} for number in range(64)]
    said += [{"b": ['\u2028\t\n\x7f"\\', 12, None, True], "a": {"数": "𠮷", "A": {}}, "": []}]
    counted = page.evaluate(
        f"said => {{ {script} return said.map(each => sha256(canonical(each))); }}", said
    )
    assert counted == [saved_digest(each) for each in said]


def test_markup_in_a_note_is_only_words(page: Page, tmp_path: Path) -> None:
    """Whatever is typed stays text on the page, on paper, in the draft and in the file."""
    press(page, "j")
    write_note(page, HOSTILE)
    page.locator(f'td[id="{CELL}"]').focus()
    write_note(page, HOSTILE)
    decide(page, "退回", by=HOSTILE[:40])
    page.get_by_label("意见").fill(f"{HOSTILE}\u200b")
    page.locator("#decide-title").focus()
    saved = save(page, tmp_path)
    assert saved.note == HOSTILE
    page.reload()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#f1 .noted")).to_have_text(HOSTILE)
    assert page.locator("img, #decide script, #sheet script, #findings script").count() == 0


def test_the_draft_outlives_a_reload_and_goes_when_it_is_cleared(page: Page) -> None:
    """Every stroke is kept at once, half a note too; clearing asks first."""
    press(page, "j2n")
    page.keyboard.insert_text("写到一半")
    page.reload()
    expect(page.locator("#f1 .noted")).to_have_text("写到一半")
    page.get_by_label("意见").fill("退回重报")
    page.reload()
    expect(page.get_by_label("意见")).to_have_value("退回重报")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#decide .more summary").click()
    page.get_by_role("button", name="清除草稿").click()
    expect(page.get_by_label("意见")).to_have_value("")
    page.reload()
    expect(page.locator("#f1 .noted")).to_be_hidden()


def test_two_windows_of_one_report_keep_what_both_say(offline: BrowserContext, page: Page) -> None:
    """What is written in one window is there in the other before it writes."""
    other = offline.new_page()
    other.goto(page.url)
    press(page, "j2")
    expect(other.locator("#f1 [data-state=must_fix]")).to_have_attribute("aria-pressed", "true")
    other.get_by_label("意见").fill("另一个窗口")
    expect(page.get_by_label("意见")).to_have_value("另一个窗口")
    other.reload()
    expect(other.locator("#f1 [data-state=must_fix]")).to_have_attribute("aria-pressed", "true")


def test_a_draft_of_an_older_page_is_offered(
    page: Page, tmp_path: Path, review: dict[str, Any]
) -> None:
    """Notes come along, what was of findings now gone stays to be read; a decision does not."""
    press(page, "j2")
    write_note(page, "第一处")
    press(page, "j")
    write_note(page, "第二处")
    decide(page, "退回")
    gone = page.locator("#f2").get_attribute("data-key")
    left = [found for found in review["findings"] if found["key"] != gone]
    newer = review | {"seen": review["seen"] | {"report": "e" * 64}, "findings": left}
    page.goto(write_page(tmp_path, newer).as_uri())
    expect(page.locator("#older")).to_contain_text("2 处")
    expect(page.locator("#f1 .noted")).to_be_hidden()
    page.reload()
    page.get_by_role("button", name="带过来").click()
    expect(page.locator("#older")).to_be_hidden()
    expect(page.locator("#f1 .noted")).to_have_text("第一处")
    expect(page.locator("#notes summary")).to_contain_text("旧稿留下的 1 条")
    page.locator("#notes summary").click()
    expect(page.locator("#notes .left")).to_contain_text("第二处")
    expect(page.get_by_label("退回", exact=True)).not_to_be_checked()
    page.reload()
    expect(page.locator("#older")).to_be_hidden()
    expect(page.locator("#notes .left")).to_have_count(1)


def test_keys_do_nothing_while_someone_types(page: Page) -> None:
    """Letters are letters in a field; elsewhere they act until they are switched off."""
    page.get_by_label("意见").click()
    page.keyboard.type("jk2sdn?")
    expect(page.get_by_label("意见")).to_have_value("jk2sdn?")
    expect(page.locator("#note")).to_be_hidden()
    page.uncheck("#keys")
    press(page, "n")
    expect(page.locator("#note")).to_be_hidden()


def test_a_cell_takes_a_note_by_mouse_and_words_that_are_selected(page: Page) -> None:
    """The card of a figure offers it; of selected words just those are quoted."""
    page.locator(f'td[id="{CELL}"]').hover()
    page.locator("#card").get_by_role("button", name="备注").click()
    expect(page.locator("#note-title")).to_have_text("备注：表三 （一）予以公开·总计")
    page.keyboard.press("Escape")
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('#s1 a.said[href*=closed]'))"
    )
    page.keyboard.press("n")
    expect(page.locator("#note-title")).to_have_text("备注：“办结3521件”")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_form_meets_wcag_2_2_at_level_aa(page: Page, width: int) -> None:
    """No violation with everything open: notes, what is missing, keys, the note being written."""
    page.set_viewport_size({"width": width, "height": 900})
    press(page, "j2")
    write_note(page, "备注")
    page.locator(f'td[id="{CELL}"]').focus()
    write_note(page, "备注")
    decide(page, "通过")
    for summary in page.locator("#decide summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page, "#findings, #decide, #s1") == ""
    press(page, "n")
    expect(page.locator("#note")).to_be_visible()
    assert violations(page, "#note") == ""


def violations(page: Page, parts: str) -> str:
    """Return what axe finds wrong in *parts* of the page; the rest of it has tests of its own."""
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    results = Axe().run(page, context=parts, options=options)
    assert len(results.response["passes"]) > 5
    return results.generate_report() if results.violations_count else ""


def test_a_browser_that_keeps_nothing_says_so(page: Page) -> None:
    """Where no draft can be kept the form works on, and tells to save before it is closed."""
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page.reload()
    press(page, "j2")
    expect(page.locator("#f1 [data-state=must_fix]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#kept")).to_have_text("这个浏览器不存草稿，关闭前请保存决定")

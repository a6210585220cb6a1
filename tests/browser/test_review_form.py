"""The form of the review page in a real browser: filled by keys, kept, saved, printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.reviewed import HOSTILE, faulty_report, parts_of
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from kit.export.review import render_review
from kit.signoff.saved import SavedDecision, read_saved

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CELL = "t3.granted.total"
CLAIMED = 10


@pytest.fixture(scope="module")
def review() -> dict[str, Any]:
    """Return the reviewers' data of a report with eight errors, a warning and a claim."""
    return parts_of(faulty_report())[1]


def write_page(folder: Path, review: dict[str, Any]) -> Path:
    """Write the page that shows *review*."""
    path = folder / "review.html"
    parts, _ = parts_of(faulty_report())
    path.write_text(render_review(parts, review_json=json.dumps(review).encode()), "utf-8")
    return path


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, review: dict[str, Any]) -> Path:
    """Write the page once for all."""
    return write_page(tmp_path_factory.mktemp("form"), review)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser of its own, with nothing kept and no network."""
    made = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, file: Path) -> Iterator[Page]:
    """Open the page; nothing may be asked for nor said on the console."""
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(file.as_uri())
    yield opened
    assert said == []


def press(page: Page, keys: str) -> None:
    """Press single keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def write_note(page: Page, words: str) -> None:
    """Write a note on what has the focus, by keys alone."""
    page.keyboard.press("n")
    expect(page.locator("#note")).to_be_visible()
    page.keyboard.insert_text(words)
    page.keyboard.press("Escape")
    expect(page.locator("#note")).to_be_hidden()


def save(page: Page, folder: Path) -> SavedDecision:
    """Save the decision by its key, and read the file as whoever takes it in does."""
    with page.expect_download() as waiting:
        page.keyboard.press("s")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return read_saved(path)


def decide(page: Page, choice: str, *, by: str = "张三") -> None:
    """Choose and sign, and leave the fields so that keys are keys again."""
    page.get_by_label(choice, exact=True).check()
    page.get_by_label("审核人").fill(by)
    page.get_by_label("日期").fill("2025-01-20")
    page.locator("#decide-title").focus()


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
    group.focus()
    press(page, "3")
    expect(group.get_by_role("button", name="须改")).to_have_attribute("aria-pressed", "false")
    page.locator("#decide-title").focus()
    assert len(save(page, tmp_path).confirmed) == 1


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


def test_two_windows_of_one_report_keep_what_both_say(context: BrowserContext, page: Page) -> None:
    """What is written in one window is there in the other before it writes."""
    other = context.new_page()
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


def printed(page: Page) -> list[str]:
    """Return the words of each printed sheet, without blanks, radicals as signs."""
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return ["".join(normalize("NFKC", sheet.extract_text()).split()) for sheet in sheets]


def test_what_is_printed_is_one_sheet_to_sign(page: Page) -> None:
    """Agency, year, decision, findings with ticks and notes, opinion, claims, a place to sign."""
    press(page, "j2")
    write_note(page, "请按台账改")
    decide(page, "退回")
    page.get_by_label("意见").fill("表三总计有误。")
    [sheet] = printed(page)
    for said in ("审核单", "宿迁市", "2024年", "☑退回", "□通过", "须改", "请按台账改"):
        assert said in sheet
    for said in ("表三总计有误。", "待核定", "审核人(签字)张三", "2025-01-20", "≠"):
        assert said in sheet
    page.check("#print-all")
    both = printed(page)
    assert len(both) > 4
    assert "审核人(签字)" in both[-1]


def test_a_long_list_is_cut_and_what_was_said_stays(
    page: Page, tmp_path: Path, review: dict[str, Any]
) -> None:
    """Of two hundred findings and a long opinion there is still one sheet; the rest is counted."""
    first = review["findings"][0]
    many = [
        first | {"key": f"{number:012x}", "message": f"{number}号" * 30} for number in range(200)
    ]
    page.goto(write_page(tmp_path, review | {"findings": many}).as_uri())
    press(page, "k2")
    write_note(page, "最后一处" * 40)
    decide(page, "退回")
    page.get_by_label("意见").fill("意见很长。\n" * 20 + "字" * 1700)
    [sheet] = printed(page)
    assert "最后一处" in sheet
    assert "其余" in sheet
    assert "审核人(签字)张三" in sheet


def test_a_finding_stands_beside_its_place_on_a_wide_screen(page: Page) -> None:
    """Going to a finding brings its place beside it; scrolling the report brings the finding."""
    press(page, "jjj")
    boxes = [page.locator(each).bounding_box() for each in ("#f3", ".here")]
    finding, place = boxes
    assert finding
    assert place
    assert finding["x"] > place["x"] + place["width"]
    assert abs(finding["y"] - place["y"]) < finding["height"]
    page.locator("#decide-title").focus()
    page.mouse.move(300, 500)
    page.wait_for_timeout(450)
    page.evaluate(
        "document.querySelector('a.flag[href=\"#f10\"]').scrollIntoView({block: 'center'})"
    )
    expect(page.locator("#f10")).to_be_in_viewport()


def test_the_index_hands_over_the_way(page: Page, review: dict[str, Any]) -> None:
    """The next and the previous report are those of the list that was chosen, in its order."""
    expect(page.locator("#to-after")).to_be_hidden()
    handed = {"filter": "s=errors", "agencies": ["a-bureau", review["agency"], "b-bureau"]}
    page.evaluate("said => localStorage.setItem('ogi-review.list.2024', said)", json.dumps(handed))
    page.reload()
    expect(page.locator("#standing")).to_have_text("第 2 份，共 3 份")
    expect(page.locator("#to-before")).to_have_attribute("href", "../a-bureau/review.html")
    expect(page.locator("#to-after")).to_have_attribute("href", "../b-bureau/review.html")
    index = page.locator("#to-index").get_attribute("href")
    assert index == f"../index.html#s=errors&a={review['agency']}"

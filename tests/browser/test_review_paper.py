"""The review page on paper, on a wide screen, and on the way to the next report."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from builders.province import YEAR
from builders.review_form import decide, press, write_note, write_page
from builders.years import kept_review, make_year
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from kit.review import review_year

pytestmark = pytest.mark.browser


@pytest.fixture
def page(form_page: Page) -> Page:
    """Return the page whose form is filled in."""
    return form_page


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


def test_the_index_hands_over_the_way(page: Page, tmp_path: Path, review: dict[str, Any]) -> None:
    """Next, previous and back: the reports of the state that was clicked, and no others."""
    expect(page.locator("#to-after")).to_be_hidden()
    workspace = make_year(tmp_path, agencies=30)
    index = review_year(workspace, year=YEAR, judge=kept_review).path
    page.goto(index.as_uri())
    page.locator('[data-state="errors"]').click()
    rows = page.locator(".list tbody:not([hidden])")
    listed = [str(row.get_attribute("id")).removeprefix("a-") for row in rows.all()]
    for agency in listed:
        write_page(index.parent / agency, review | {"year": YEAR, "agency": agency})
    rows.first.get_by_role("link", name="审核页").click()
    for number, agency in enumerate(listed, start=1):
        page.wait_for_url(f"**/{agency}/review.html")
        expect(page.locator("#standing")).to_have_text(f"第 {number} 份，共 {len(listed)} 份")
        page.keyboard.press("l")
    page.keyboard.press("h")
    page.wait_for_url(f"**/{listed[-2]}/review.html")
    page.get_by_role("link", name="总览").click()
    expect(page.locator(f"#a-{listed[-2]}")).to_be_in_viewport()
    expect(rows).to_have_count(len(listed))


def test_a_browser_that_hands_nothing_over_goes_on_from_the_index(
    page: Page, tmp_path: Path, review: dict[str, Any]
) -> None:
    """Each file may have a storage of its own: the way back stops at the agency's row."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw 1; }})")
    workspace = make_year(tmp_path, agencies=6)
    index = review_year(workspace, year=YEAR, judge=kept_review).path
    one = min(folder.name for folder in index.parent.iterdir() if folder.is_dir())
    write_page(index.parent / one, review | {"year": YEAR, "agency": one})
    page.goto((index.parent / one / "review.html").as_uri())
    expect(page.locator("#to-after")).to_be_hidden()
    page.keyboard.press("l")
    page.wait_for_url("**/index.html#a=*")
    expect(page.locator(f"#a-{one} th button")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#a-{one} th button")).not_to_be_focused()

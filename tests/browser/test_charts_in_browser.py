"""Pictures on the public page in a real browser: phone and desk, keyboard, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.charts import page_with_charts, years_of
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WIDTHS = [360, 768, 1280]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MOST_BYTES = 80 * 1024


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open a page with all pictures from its file, offline."""
    file = tmp_path / "report.html"
    file.write_text(page_with_charts(years_of("suqian-2024", 2988, 3120, None, 3511)), "utf-8")
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.goto(file.as_uri())
    yield opened
    context.close()


def test_a_page_with_all_pictures_is_small() -> None:
    """It keeps to the size of a public page."""
    assert len(page_with_charts(years_of("suqian-2024", 2988, 3120, 1, 3511)).encode()) < MOST_BYTES


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (768, "light"), (1280, "light"), (360, "dark")]
)
def test_pictures_meet_wcag_2_2_at_level_aa(
    page: Page, width: int, scheme: Literal["light", "dark"]
) -> None:
    """No violation is found, the tables behind them open."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_never_make_the_page_scroll_sideways(page: Page, width: int) -> None:
    """Not even with their tables open."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
def test_words_can_be_read_and_stay_inside(page: Page, width: int) -> None:
    """They are 10.5 pixels high or more, inside their picture, and none lies on another."""
    page.set_viewport_size({"width": width, "height": 800})
    boxes = page.eval_on_selector_all(
        ".chart svg",
        """pictures => pictures.map(p => ({
            right: p.getBoundingClientRect().right,
            size: p.getBoundingClientRect().width / p.viewBox.baseVal.width * 12,
            words: [...p.querySelectorAll('text')].map(t => {
              const b = t.getBoundingClientRect()
              return [b.left, b.top + b.height * .25, b.right, b.bottom - b.height * .25]
            })}))""",
    )
    assert len(boxes) == 4
    for picture in boxes:
        assert picture["size"] >= 10.5
        words = picture["words"]
        assert max(right for _, _, right, _ in words) <= picture["right"] + 1
        for at, (left, top, right, bottom) in enumerate(words):
            for x, y, to_x, to_y in words[at + 1 :]:
                assert right <= x or to_x <= left or bottom <= y or to_y <= top


def test_a_picture_is_named_and_described(page: Page) -> None:
    """The browser's own tree has it as an image with its title."""
    image = page.get_by_role("img", name="2024年政府信息公开申请办理结果（单位：件）")
    assert image.count() == 1


def test_the_table_behind_a_picture_opens_by_keyboard(page: Page) -> None:
    """Enter on the summary shows the numbers."""
    table = page.locator("#chart-disputes table")
    assert not table.is_visible()
    page.locator("#chart-disputes summary").focus()
    page.keyboard.press("Enter")
    assert table.is_visible()
    assert table.get_by_role("rowheader", name="行政复议").count() == 1


def test_paper_has_pictures_whole_and_no_closed_summary(page: Page) -> None:
    """A picture is not broken across pages; what cannot be opened is not printed."""
    page.emulate_media(media="print")
    inside = "figures => figures.map(f => getComputedStyle(f).breakInside)"
    assert set(page.eval_on_selector_all(".chart", inside)) == {"avoid"}
    assert not page.locator("summary").first.is_visible()

"""The public page in a real browser: phone and desk, keyboard, paper, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.pages import sample_page
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WIDTHS = [360, 768, 1280]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: What A4 leaves inside the margins of the print style, in CSS pixels.
PAPER = {"width": 612, "height": 933}


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open the public page of a published report from its file, offline."""
    file = tmp_path / "report.html"
    file.write_text(sample_page("suqian-2023"), "utf-8")
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.goto(file.as_uri())
    yield opened
    context.close()


def _overflow(page: Page, selector: str) -> list[int]:
    """How many pixels each element's content is wider than the element."""
    script = "elements => elements.map(e => e.scrollWidth - e.clientWidth)"
    return page.eval_on_selector_all(selector, script)


@pytest.mark.parametrize("width", WIDTHS)
def test_page_never_scrolls_sideways(page: Page, width: int) -> None:
    """At the width of a phone, a tablet and a desk, only frames of tables are wider inside."""
    page.set_viewport_size({"width": width, "height": 800})
    assert _overflow(page, "html") == [0]
    outside = "elements => elements.filter(e => !e.closest('.table-frame') && "
    outside += "e.getBoundingClientRect().right > innerWidth).map(e => e.tagName)"
    assert page.eval_on_selector_all("body *", outside) == []


def test_wide_tables_scroll_in_their_own_frames_on_a_phone(page: Page) -> None:
    """Tables three and four are wider than a phone, table two is not."""
    page.set_viewport_size({"width": 360, "height": 800})
    two, three, four = _overflow(page, ".table-frame")
    assert two == 0
    assert three > 0
    assert four > 0


@pytest.mark.parametrize("width", WIDTHS[1:])
def test_no_table_scrolls_at_a_desk(page: Page, width: int) -> None:
    """On a tablet and a desk, every table is seen whole."""
    page.set_viewport_size({"width": width, "height": 800})
    assert _overflow(page, ".table-frame") == [0, 0, 0]


def test_a_frame_scrolls_by_keyboard(page: Page) -> None:
    """Whoever has no mouse reaches the frame of a table and scrolls it with the arrow keys."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_role("region", name="表三").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


@pytest.mark.parametrize("width", WIDTHS)
def test_page_meets_wcag_2_2_at_level_aa(page: Page, width: int) -> None:
    """No violation of WCAG 2.2, levels A and AA, is found on the whole page by axe."""
    page.set_viewport_size({"width": width, "height": 800})
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert len(results.response["passes"]) > 15
    assert results.violations_count == 0, results.generate_report()


def test_contrasts_can_be_measured(page: Page) -> None:
    """At a desk axe can judge every contrast but those of merged cells, which span rows."""
    page.set_viewport_size({"width": 1280, "height": 800})
    options = {"runOnly": ["color-contrast"]}
    unjudged = Axe().run(page, options=options).response["incomplete"]
    nodes = [node["html"] for rule in unjudged for node in rule["nodes"]]
    assert all(" rowspan=" in node for node in nodes)


def test_page_asks_for_nothing_and_reports_nothing(browser: Browser, tmp_path: Path) -> None:
    """Opening the page makes one request, for itself, and no message on the console."""
    file = tmp_path / "report.html"
    file.write_text(sample_page("suqian-2023"), "utf-8")
    page = browser.new_page()
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(file.as_uri(), wait_until="networkidle")
    page.close()
    assert requests == [file.as_uri()]
    assert messages == []


def test_a_cell_is_named_by_its_headers(page: Page) -> None:
    """The browser's own tree of accessible names has the rows and columns of table three."""
    region = page.get_by_role("region", name="表三")
    assert region.get_by_role("columnheader", name="科研机构").count() == 1
    assert region.get_by_role("rowheader", name="1.属于国家秘密").count() == 1
    assert region.get_by_role("cell").count() == 175


def test_statutory_tables_fit_on_one_sheet_of_paper(page: Page) -> None:
    """Each table with its caption is lower than an A4 page and is not broken across two."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    script = "frames => frames.map(f => [f.offsetHeight, getComputedStyle(f).breakInside])"
    frames = page.eval_on_selector_all(".table-frame", script)
    assert all(height < PAPER["height"] - 60 for height, _ in frames)
    assert {inside for _, inside in frames} == {"avoid"}
    assert _overflow(page, "html") == [0]


def test_headers_repeat_and_rows_are_not_cut_on_paper(page: Page) -> None:
    """A long table of the text repeats its header rows, and no row is cut in two."""
    page.emulate_media(media="print")
    display = "heads => heads.map(h => getComputedStyle(h).display)"
    assert set(page.eval_on_selector_all("thead", display)) == {"table-header-group"}
    inside = "rows => rows.map(r => getComputedStyle(r).breakInside)"
    assert set(page.eval_on_selector_all("tr", inside)) == {"avoid"}


def test_lines_are_of_a_readable_length(page: Page) -> None:
    """A full line at a desk has 38 to 42 characters."""
    page.set_viewport_size({"width": 1280, "height": 800})
    script = "p => p.clientWidth / parseFloat(getComputedStyle(p).fontSize)"
    assert 38 <= page.eval_on_selector(".ogi-report section p", script) <= 42

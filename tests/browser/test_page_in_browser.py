"""The public page in a real browser: phone and desk, keyboard, paper, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.filings import form
from builders.html_tables import read_tables
from builders.pages import FACTS, sample_page
from playwright.sync_api import Browser, Page

from kit.export.addresses import mark_addresses
from kit.export.frames import frame_tables
from kit.export.page import render_page
from kit.narrative import render_markdown

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


@pytest.mark.parametrize("width", [320, *WIDTHS, 640])
def test_no_statutory_table_scrolls(page: Page, width: int) -> None:
    """On a phone, at twice the size, on a tablet and a desk, every table is seen whole."""
    page.set_viewport_size({"width": width, "height": 800})
    assert _overflow(page, ".table-frame") == [0, 0, 0]
    assert set(_overflow(page, ".table-frame td")) == {0}


@pytest.mark.parametrize("width", [360, 640, 768])
def test_every_number_stands_under_its_labels(page: Page, width: int) -> None:
    """Headings of a column are above a number, the label of its row above or left of it."""
    page.set_viewport_size({"width": width, "height": 800})
    script = """cells => cells.flatMap(cell => {
        const at = cell.getBoundingClientRect(), middle = (at.left + at.right) / 2;
        return cell.getAttribute('headers').split(' ').filter(id => {
            const head = document.getElementById(id), box = head.getBoundingClientRect();
            const isAbove = box.left - 1 <= middle && middle <= box.right + 1 && box.top < at.top;
            const isBeside = box.right <= at.left + 1 && box.top < at.bottom;
            return !(isAbove || (head.scope.startsWith('row') && isBeside));
        }).map(id => cell.dataset.cell + ' ' + id);
    })"""
    assert page.eval_on_selector_all("td[headers]", script) == []


def test_headings_of_columns_stay_on_a_phones_screen(page: Page) -> None:
    """Far down in table three the names of its columns stand at the top of the screen."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator('[data-cell="t3.carried_out.total"]').scroll_into_view_if_needed()
    tops = "heads => heads.map(h => h.getBoundingClientRect()).map(b => [b.top, b.bottom])"
    columns = page.eval_on_selector_all("#t3 thead tr:nth-child(n+2) th", tops)
    assert len(columns) == 8
    assert all(-2 <= top < bottom < 120 for top, bottom in columns)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_copied_table_keeps_its_merges(page: Page, width: int) -> None:
    """What a spreadsheet program gets from the clipboard has the form's cells and spans."""
    page.set_viewport_size({"width": width, "height": 800})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#t3').parentElement)")
    page.keyboard.press("Control+c")
    into = page.context.new_page()
    into.set_content("<textarea></textarea>")
    listen = "addEventListener('paste', e => { got = e.clipboardData.getData('text/html') })"
    into.evaluate(f"() => {{ {listen} }}")
    into.focus("textarea")
    into.keyboard.press("Control+v")
    into.wait_for_function("window.got !== undefined")
    copied = read_tables(into.evaluate("window.got"))["t3"]
    spans = {(c.row, c.column, c.rowspan, c.colspan) for c in copied.cells}
    slots = form().tables["t3"].slots
    assert spans == {(s.row, s.column, s.rowspan, s.colspan) for s in slots}


def test_a_wide_table_of_the_text_scrolls_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    """It stays in a frame of its own; whoever has no mouse reaches it with the arrow keys."""
    heads, cells = ("|".join([text] * 12) for text in ("季度数据", "1234567"))
    table = frame_tables(render_markdown(f"|{heads}|\n|{'-|' * 12}\n|{cells}|"))
    file = tmp_path / "wide.html"
    file.write_text(render_page(FACTS, preface_html="", sections=[table]), "utf-8")
    opened = browser.new_page(viewport={"width": 360, "height": 800})
    opened.goto(file.as_uri())
    assert _overflow(opened, "html") == [0]
    opened.get_by_role("region", name="表：季度数据").focus()
    opened.keyboard.press("ArrowRight")
    opened.wait_for_function("document.activeElement.scrollLeft > 0")
    opened.close()


def test_nothing_is_torn_at_its_marks(browser: Browser, tmp_path: Path) -> None:
    """Telephone numbers, dates and short addresses stay on one line; a long one stretches none."""
    words = "".join(
        f"<p>{'本' * lead}电话：0571-89535442，2023-01-28发至zwgk@qt-district.hz.gov.cn，"
        f'<a href="https://a.cn">www.qiantang.gov.cn/x-y/</a>，http://a.cn/{"col/" * 30}。</p>'
        for lead in range(20)
    )
    file = tmp_path / "words.html"
    file.write_text(render_page(FACTS, preface_html=mark_addresses(words), sections=[]), "utf-8")
    opened = browser.new_page(viewport={"width": 360, "height": 800})
    opened.goto(file.as_uri())
    lines = "all => all.map(e => e.getClientRects().length)"
    assert set(opened.eval_on_selector_all(".whole", lines)) == {1}
    assert min(opened.eval_on_selector_all(".long", lines)) > 1
    assert opened.eval_on_selector("p", "p => getComputedStyle(p).textAlign") == "start"
    assert _overflow(opened, "html") == [0]
    opened.close()


def test_a_block_of_data_is_no_script(browser: Browser, tmp_path: Path) -> None:
    """A policy that allows no script has nothing to say against it."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    file = tmp_path / "strict.html"
    file.write_text(sample_page().replace("<title>", f"{head}\n<title>"), "utf-8")
    opened = browser.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(file.as_uri(), wait_until="networkidle")
    assert opened.locator("script").count() == 1
    opened.close()
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_page_meets_wcag_2_2_at_level_aa(
    page: Page, width: int, scheme: Literal["light", "dark"]
) -> None:
    """No violation of WCAG 2.2, levels A and AA, is found on the whole page by axe."""
    page.emulate_media(color_scheme=scheme)
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


def test_paper_is_white_whatever_the_screen(page: Page) -> None:
    """Where the screen is dark the page is; what is printed has black words on white."""
    page.emulate_media(color_scheme="dark")
    colour = "b => getComputedStyle(b).backgroundColor"
    assert page.eval_on_selector("body", colour) == "rgb(22, 24, 28)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.eval_on_selector("body", colour) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_cell_is_named_by_its_headers(page: Page, width: int) -> None:
    """The browser's own tree of accessible names has the rows and columns of table three."""
    page.set_viewport_size({"width": width, "height": 800})
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

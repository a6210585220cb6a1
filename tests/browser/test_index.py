"""The year's index in a real browser: found, filtered, sorted, opened, by keyboard too, printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.province import YEAR
from builders.years import kept_review, make_year
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from kit.review import review_year

pytestmark = pytest.mark.browser
WIDTHS = [360, 768, 1280]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the index of fifty made-up agencies, some with errors."""
    workspace = make_year(tmp_path_factory.mktemp("year"), agencies=50)
    return review_year(workspace, year=YEAR, judge=kept_review).path


@pytest.fixture
def page(browser: Browser, index: Path) -> Iterator[Page]:
    """Open it offline; nothing may be said on the console nor asked for."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url))
    own = index.as_uri()
    opened.goto(index.as_uri())
    yield opened
    assert [each for each in said if each != own and not each.startswith(f"{own}#")] == []
    context.close()


def shown(page: Page) -> int:
    """Count the agencies that are listed."""
    return page.locator(".list tbody:not([hidden])").count()


def unfold(page: Page) -> None:
    """Open every panel, and look through the whole page once."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    # A row is as high as one guesses until it came near the screen.
    page.evaluate("""async () => {
        for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
            scrollTo(0, y);
            await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)));
        }
        scrollTo(0, 0);
    }""")


@pytest.mark.parametrize("width", WIDTHS)
def test_index_meets_wcag_and_never_scrolls_sideways(page: Page, width: int) -> None:
    """At a phone, a tablet and a desk, with every panel and one agency opened."""
    page.set_viewport_size({"width": width, "height": 900})
    page.locator(".list tbody th button").first.click()
    unfold(page)
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert len(results.response["passes"]) > 15
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_no_words_are_cut_off_or_lie_on_others(page: Page, width: int) -> None:
    """Panels and rows are whole inside the page; nothing but a frame is wider than it shows."""
    page.set_viewport_size({"width": width, "height": 900})
    page.add_style_tag(content=".list tbody { content-visibility: visible !important }")
    unfold(page)
    cut = """all => all.filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1
        && getComputedStyle(e).display !== 'inline').map(e => e.outerHTML.slice(0, 90))"""
    assert page.eval_on_selector_all("main :not(.list caption, svg, svg *)", cut) == []
    apart = """rows => rows.flatMap(row => {
        const boxes = [...row.cells].map(c => c.getBoundingClientRect()).filter(b => b.width);
        return boxes.flatMap((a, at) => boxes.slice(at + 1).filter(b =>
            a.right > b.left + 1 && b.right > a.left + 1
            && a.bottom > b.top + 1 && b.bottom > a.top + 1)).map(() => row.textContent);
    })"""
    covered = page.eval_on_selector_all(".list tbody tr:first-child", apart)
    assert covered == []


def test_a_height_that_is_guessed_is_about_what_it_becomes(page: Page) -> None:
    """Rows not yet laid out are as high as most of them will be: the list does not jump."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()
        guessed = page.locator(".list").evaluate("e => e.offsetHeight")
        page.add_style_tag(content=".list tbody { content-visibility: visible !important }")
        assert guessed == pytest.approx(page.locator(".list").evaluate("e => e.offsetHeight"), 0.15)


def printed(page: Page) -> list[str]:
    """Return the words on each sheet, written with no sign of the radicals that fonts put in."""
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [normalize("NFKC", sheet.extract_text()) for sheet in pdf.pages]


def test_the_list_can_be_printed(page: Page) -> None:
    """Every sheet has the heads of the columns, and no agency is left out."""
    sheets = printed(page)
    assert 2 <= len(sheets) <= 5
    assert all("新收申请" in sheet and "供审核使用" in sheet for sheet in sheets)
    # A long name is broken, and the words of other columns stand between its lines.
    names = [n for n in page.locator(".list tbody th button").all_text_contents() if len(n) < 8]
    # Two radicals are no other sign's form to Unicode.
    words = "".join("".join(sheets).split()).translate(str.maketrans("⻘⺠", "青民"))
    assert len(names) > 20
    assert all(name in words for name in names)


def test_paper_says_what_was_filtered_and_every_reason(page: Page) -> None:
    """What cannot be opened on paper is told: all findings of what must go back."""
    page.locator('[data-state="errors"]').click()
    sheet = "".join(printed(page))
    assert "列出机关 5 / 50" in sheet
    assert "检查 有错误" in sheet
    assert "规则 全部" not in sheet
    assert sheet.count("tables.xlsx 表三 K5") == sheet.count("narrative.md 第 12 行") == 3
    assert "按规则看发现" not in sheet
    page.locator("summary", has_text="按规则看发现").click()
    assert "R1 收办平衡" in "".join(printed(page))


def test_a_wrong_figure_is_found_in_two_clicks(page: Page) -> None:
    """State, agency: the file, the sheet and the cell stand there."""
    page.locator('[data-state="errors"]').click()
    assert shown(page) < 50
    expect(page.get_by_role("status")).to_have_text(f"{shown(page)} / 50")
    page.locator(".list tbody:not([hidden]) th button").first.click()
    expect(page.get_by_text("tables.xlsx 表三 K5").first).to_be_visible()


def test_a_link_keeps_filter_order_and_agency(page: Page, index: Path) -> None:
    """What the address says is what another reader sees."""
    page.locator('[data-state="errors"]').click()
    page.locator('[data-sort="received"]').click()
    page.locator(".list tbody:not([hidden]) th button").first.click()
    address, count = page.url, shown(page)
    first = page.locator(".list tbody:not([hidden])").first.get_attribute("id")
    page.reload()
    assert address.startswith(f"{index.as_uri()}#s=errors&o=-received&a=")
    assert shown(page) == count
    assert page.locator(".list tbody:not([hidden])").first.get_attribute("id") == first
    assert page.locator("tbody.open").count() == 1


def test_sorting_says_its_direction(page: Page) -> None:
    """A second press turns the order round."""
    head = page.locator('th:has([data-sort="closed"])')
    values = "bodies => bodies.map(b => +b.rows[0].cells[5].dataset.v).filter(v => v >= 0)"
    for direction in ("descending", "ascending"):
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == direction
        found = page.eval_on_selector_all(".list tbody", values)
        assert found == sorted(found, reverse=direction == "descending")


def test_the_keyboard_is_enough(page: Page) -> None:
    """Reach the first state by Tab, press it, reach an agency, open it."""
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert shown(page) < 50
    page.locator('[name="q"]').focus()
    page.keyboard.type("县")
    expect(page).to_have_url(re.compile("q=%"))
    page.locator(".list tbody:not([hidden]) th button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tbody.open")).to_have_count(1)


def test_without_script_everything_can_be_read(browser: Browser, index: Path) -> None:
    """Every agency and its findings stand open; what needs a script is not there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(index.as_uri())
    expect(page.get_by_text("tables.xlsx 表三 K5").first).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()
    context.close()

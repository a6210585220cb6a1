"""The review page in a real browser: keyboard, mouse, touch, widths, paper, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.reviewed import (
    CARRIED,
    COUNTED,
    added_report,
    counted_report,
    faulty_report,
    review_page,
)
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
WIDTHS = [360, 768, 1280]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TOTAL = "t3.received.total"
#: What A4 leaves inside the margins of the print style, in CSS pixels.
PAPER = {"width": 612, "height": 933}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of a report with faults."""
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_text(review_page(faulty_report()), "utf-8")
    return path


def _open(browser: Browser, file: Path, **options: Any) -> Iterator[Page]:
    """Open the page offline; nothing may be asked for nor said on the console."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900}, **options)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url.partition("#")[0]))
    page.goto(file.as_uri())
    yield page
    assert set(said) == {file.as_uri()}
    context.close()


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """Open the page at a desk."""
    yield from _open(browser, file)


@pytest.fixture
def phone(browser: Browser, file: Path) -> Iterator[Page]:
    """Open the page on a screen that is touched."""
    yield from _open(browser, file, has_touch=True)


@pytest.fixture
def plain(browser: Browser, file: Path) -> Iterator[Page]:
    """Open the page where no script runs."""
    yield from _open(browser, file, java_script_enabled=False)


def cell(page: Page, address: str = TOTAL) -> Locator:
    """Return the cell of a figure."""
    return page.locator(f'td[id="{address}"]')


def focused(page: Page) -> str:
    """Return the id of what has the focus."""
    found: str = page.evaluate("document.activeElement.id")
    return found


def is_apart(page: Page, address: str = TOTAL) -> bool:
    """Whether the card is whole on the screen and covers nothing of its own figure."""
    script = """([id]) => {
        const [a, b] = [document.getElementById(id), document.getElementById("card")]
            .map((element) => element.getBoundingClientRect());
        const isOnScreen = b.left >= 0 && b.top >= 0 && b.right <= innerWidth
            && b.bottom <= innerHeight;
        const isApart = b.top >= a.bottom || b.bottom <= a.top;
        return isOnScreen && isApart;
    }"""
    found: bool = page.evaluate(script, [address])
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_page_meets_wcag_2_2_at_level_aa(page: Page, width: int) -> None:
    """No violation is found by axe, with a card and last year's values shown."""
    page.set_viewport_size({"width": width, "height": 900})
    page.check("#show-last")
    cell(page).focus()
    expect(page.locator("#card")).to_be_visible()
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert len(results.response["passes"]) > 15
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_page_never_scrolls_sideways(page: Page, width: int) -> None:
    """At the width of a phone, a tablet and a desk, only frames of tables are wider inside."""
    page.set_viewport_size({"width": width, "height": 800})
    page.check("#show-last")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", [TOTAL, "t2.rules.issued", "t4.reconsideration.upheld"])
def test_a_card_never_covers_its_figure(page: Page, width: int, address: str) -> None:
    """Wherever the figure stands, the card is whole on the screen beside it."""
    page.set_viewport_size({"width": width, "height": 640})
    for block in ("start", "center", "end"):
        cell(page, address).evaluate(f"e => e.scrollIntoView({{block: '{block}'}})")
        cell(page, address).focus()
        expect(page.locator("#card")).to_be_visible()
        page.wait_for_function("document.activeElement.getAttribute('aria-describedby')")
        assert is_apart(page, address)
        page.keyboard.press("Escape")
        expect(page.locator("#card")).to_be_hidden()
        page.evaluate("document.activeElement.blur()")


def test_a_card_tells_where_the_figure_came_from(page: Page) -> None:
    """Value, file, sheet and cell, rules with their sums, last year and the difference."""
    cell(page).focus()
    card = page.locator("#card")
    for words in (
        "3526",
        "tables.xlsx 表三 J4",
        "R3 申请人分类合计：不成立",
        "3511",
        "+15（+0.43%）",
    ):
        expect(card).to_contain_text(words)
    expect(card).to_contain_text("3526 ≠ 3525（6 项之和），差 1")


def reach(page: Page, address: str) -> Locator:
    """Go to the cell of a figure by keys alone: Tab to its table, arrows in it."""
    table = address.partition(".")[0]
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"!!document.activeElement.closest('#{table} td.figure')"):
            break
    for key, part in (("ArrowDown", 1), ("ArrowRight", 2)):
        for _ in range(12):
            if focused(page).split(".")[part] != address.split(".")[part]:
                page.keyboard.press(key)
    assert focused(page) == address
    card = page.locator("#card")
    expect(card).to_be_visible()
    assert is_apart(page, address)
    return card


@pytest.mark.parametrize("width", WIDTHS)
def test_the_card_of_a_counted_figure_has_its_rows_and_the_sum(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    """Each file and sheet with its rows, neighbours as a stretch."""
    file = tmp_path / "review.html"
    file.write_text(review_page(counted_report()), "utf-8")
    for page in _open(browser, file):
        page.set_viewport_size({"width": width, "height": 800})
        card = reach(page, COUNTED)
        expect(card).to_contain_text("台账合计 3525：ledger.xlsx 申请 A2–A3501")
        expect(card).to_contain_text("窗口.xlsx 窗口 B4、B9、B11–B33")
        page.keyboard.press("ArrowDown")
        assert focused(page) == CARRIED
        expect(card).to_contain_text("台账合计 2：ledger.xlsx 申请 A2、A7")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_card_of_a_roll_up_has_its_parts(browser: Browser, tmp_path: Path, width: int) -> None:
    """The largest parts by name, how many others there are, what they come to, what lacks."""
    file = tmp_path / "review.html"
    file.write_text(review_page(added_report()), "utf-8")
    for page in _open(browser, file):
        page.set_viewport_size({"width": width, "height": 800})
        card = reach(page, COUNTED)
        expect(card).to_contain_text("合计 1505（不全）：某市第14区 114、某市第13区 113")
        expect(card).to_contain_text("另有 2 个见 rollup.json")
        expect(card).to_contain_text("收办平衡")
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert results.violations_count == 0, results.generate_report()
        page.keyboard.press("ArrowDown")
        expect(card).to_contain_text("各部分合计 0（不全）")


def test_a_long_card_is_read_to_its_end_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    """PageDown and PageUp turn the card, the figure keeps the focus, the page stays."""
    file = tmp_path / "review.html"
    file.write_text(review_page(added_report()), "utf-8")
    for page in _open(browser, file):
        page.set_viewport_size({"width": 360, "height": 500})
        card = reach(page, COUNTED)
        top = page.evaluate("scrollY")
        for key, end in (
            ("PageDown", "scrollTop + clientHeight >= scrollHeight - 1"),
            ("PageUp", "scrollTop === 0"),
        ):
            for _ in range(8):
                page.keyboard.press(key)
            assert card.evaluate(f"({{scrollTop, clientHeight, scrollHeight}}) => {end}")
        assert focused(page) == COUNTED
        assert page.evaluate("scrollY") == top


def test_a_card_is_shown_by_the_mouse_and_can_be_entered(page: Page) -> None:
    """The card stays while the mouse is on it, and goes when the mouse leaves."""
    cell(page).scroll_into_view_if_needed()
    cell(page).hover()
    card = page.locator("#card")
    expect(card).to_be_visible()
    card.hover()
    expect(card).to_be_visible()
    page.mouse.move(5, 400)
    expect(card).to_be_hidden()


def test_a_card_is_shown_by_touch(phone: Page) -> None:
    """A tap on a figure shows its card, a tap beside it hides it."""
    phone.set_viewport_size({"width": 360, "height": 740})
    cell(phone, "t2.rules.issued").tap()
    expect(phone.locator("#card")).to_contain_text("规章·本年制发件数")
    assert is_apart(phone, "t2.rules.issued")
    phone.locator("#report-title").tap()
    expect(phone.locator("#card")).to_be_hidden()


def test_arrow_keys_move_in_the_grid(page: Page) -> None:
    """A table is one stop of the Tab key; arrows move in it, over merged cells too."""
    cell(page).focus()
    moves = {
        "ArrowLeft": "t3.received.other",
        "ArrowDown": "t3.carried_in.other",
        "ArrowRight": "t3.carried_in.total",
        "ArrowUp": TOTAL,
    }
    for key, address in moves.items():
        page.keyboard.press(key)
        assert focused(page) == address
        expect(page.locator("#card")).to_be_visible()
    stops = page.locator("#t3 td.figure[tabindex='0']")
    expect(stops).to_have_count(1)


def test_findings_are_reached_by_keyboard_there_and_back(page: Page) -> None:
    """From the first key to the cell of a finding, and from the cell back to it."""
    page.keyboard.press("j")
    assert focused(page) == "f1"
    page.keyboard.press("j")
    assert focused(page) == "f2"
    page.keyboard.press("k")
    assert focused(page) == "f1"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.activeElement.id === '{TOTAL}'")
    expect(cell(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'f2'")


def test_keys_can_be_turned_off(page: Page) -> None:
    """Single keys do nothing when their switch is off (WCAG 2.1.4)."""
    page.uncheck("#keys")
    page.keyboard.press("j")
    assert focused(page) == "keys"
    page.get_by_role("button", name="下一处").click()
    assert focused(page) == "f1"


def test_the_skip_link_is_first(page: Page) -> None:
    """The first stop of the Tab key leads over the navigation to the verdict, and is seen."""
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到结论")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_be_focused()


def test_words_show_their_cells_and_lead_there(page: Page) -> None:
    """A number of the text shows the card of its cell, and Enter leads to the cell."""
    link = page.locator("a.said", has_text="办结3521件")
    link.focus()
    expect(page.locator("#card")).to_contain_text("（七）总计·总计")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 't3.closed_total.total'")


def test_words_of_a_finding_are_seen(page: Page) -> None:
    """The link of a finding leads to its words, marked otherwise than by colour alone."""
    page.locator(".finding a", has_text="申请3528件").click()
    mark = page.locator("mark.error").first
    expect(mark).to_be_in_viewport()
    line = mark.evaluate("e => getComputedStyle(e).textDecorationStyle")
    assert line == "wavy"


def test_last_years_values_come_and_go(page: Page) -> None:
    """One switch shows last year's value in every cell, and the merges stay."""
    last = cell(page).locator(".last")
    expect(last).to_be_hidden()
    page.check("#show-last")
    expect(last).to_have_text("上年 3511+15")
    expect(page.locator("#t3 td.figure")).to_have_count(175)
    page.uncheck("#show-last")
    expect(last).to_be_hidden()


def test_a_link_from_elsewhere_opens_at_its_finding(page: Page, file: Path) -> None:
    """The index links a finding by its number: it has the focus when the page opens."""
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#f2")
    page.wait_for_function("document.activeElement.id === 'f2'")
    expect(page.locator("#f2")).to_be_in_viewport()


def test_page_reads_without_script(plain: Page) -> None:
    """Findings, marks, last year and sources are there where no script runs."""
    expect(plain.locator("#verdict")).to_contain_text("不能签发")
    expect(plain.locator(".tools")).to_be_hidden()
    expect(cell(plain).locator(".last")).to_be_visible()
    expect(cell(plain)).to_have_attribute("title", "tables.xlsx 表三 J4")
    expect(plain.locator(f'tr[id="from-{TOTAL}"]')).to_contain_text("tables.xlsx 表三 J4")
    plain.locator(".finding .go").first.click()
    assert "#t3." in plain.url


def test_paper_has_all_of_it_and_lines_to_sign_on(page: Page) -> None:
    """When all is printed there is no bar, every fold is open, and the reviewer can sign."""
    page.check("#print-all")
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("#sheet .signing")).to_be_visible()
    expect(page.locator(".outcomes table")).to_be_visible()
    expect(page.locator("#sources table").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    heights = page.eval_on_selector_all(".table-frame", "all => all.map(e => e.offsetHeight)")
    assert max(heights) < PAPER["height"] - 40
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".outcomes")).not_to_have_attribute("open", "")


def test_paper_is_a_few_pages_long(page: Page) -> None:
    """The whole copy, sources included, is printed on at most 20 sheets."""
    page.check("#print-all")
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert 4 <= printed.count(b"/Type /Page\n") <= 20

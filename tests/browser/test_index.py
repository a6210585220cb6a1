"""The year's index in a real browser: found, filtered, sorted, opened, by keyboard too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.province import YEAR
from builders.years import make_year
from playwright.sync_api import Browser, Page, expect

from kit.review import review_year

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the index of fifty made-up agencies, some with errors."""
    workspace = make_year(tmp_path_factory.mktemp("year"), agencies=50)
    return review_year(workspace, year=YEAR).path


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


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_index_meets_wcag_and_never_scrolls_sideways(page: Page, width: int) -> None:
    """At a phone, a tablet and a desk, with one agency opened."""
    page.set_viewport_size({"width": width, "height": 900})
    page.locator(".list tbody th button").first.click()
    # Rows are laid out when they come near the screen; while axe scrolls they move under it.
    page.add_style_tag(content=".list tbody { content-visibility: visible !important }")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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
    values = "bodies => bodies.map(b => +b.rows[0].cells[4].dataset.v).filter(v => v >= 0)"
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

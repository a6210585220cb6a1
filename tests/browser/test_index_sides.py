"""The index in a real browser: two sides, each a filter; who copied; the way to the next report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from builders.province import YEAR
from builders.years import kept_review, make_year
from playwright.sync_api import Browser, Page, expect

from kit.compare import YearCopies
from kit.report import Copied
from kit.review import review_year

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the index of fifty made-up agencies, four of which have one text."""
    workspace = make_year(tmp_path_factory.mktemp("sides"), agencies=50)
    known = list(workspace.agencies().values())
    cluster = tuple(agency.id for agency in known[1:5])
    one = Copied(
        section=5,
        percent=92,
        is_over=True,
        closest=known[2].name,
        agencies=tuple(agency.name for agency in known[2:5]),
        sentences=(),
    )
    copied = {id_: replace(one, percent=92 - n) for n, id_ in enumerate(cluster)}
    copies = YearCopies(clusters=(cluster,), copied=copied)
    return review_year(workspace, year=YEAR, judge=kept_review, copies=copies).path


@pytest.fixture
def page(browser: Browser, index: Path) -> Iterator[Page]:
    """Open it offline."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(index.as_uri())
    yield opened
    context.close()


def listed(page: Page) -> list[str]:
    """Return the agencies that are listed, in their order."""
    ids: list[str] = page.eval_on_selector_all(
        ".list tbody:not([hidden])", "all => all.map(e => e.id.slice(2))"
    )
    return ids


def test_each_side_is_a_filter_of_its_own(page: Page) -> None:
    """Approved, and of these what the checks still say; the address keeps both."""
    page.locator('[data-decision="unsigned"]').click()
    unsigned = listed(page)
    page.locator('[data-state="errors"]').click()
    both = listed(page)
    assert 0 < len(both) < len(unsigned) < 50
    assert "s=errors&d=unsigned" in page.url
    cells = page.locator(".list tbody:not([hidden]) tr:first-child")
    for row in cells.all():
        expect(row.locator("td").nth(0)).to_have_text("有错误")
        expect(row.locator("td").nth(1)).to_have_text("未审")
    page.reload()
    assert listed(page) == both


def test_the_keyboard_reaches_both_sides(page: Page) -> None:
    """Tab goes through the states of one side to those of the other; Space picks."""
    page.locator('[data-decision="approved"]').focus()
    page.keyboard.press("Space")
    approved = listed(page)
    assert len(approved) == 4
    expect(page.locator('[data-decision="approved"]')).to_have_attribute("aria-pressed", "true")


def test_without_script_both_sides_are_read(browser: Browser, index: Path) -> None:
    """Two columns with heads, words and no codes."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(index.as_uri())
    heads = page.locator(".list thead th").all_text_contents()
    assert [head.strip() for head in heads[:4]] == ["机关", "检查", "审核", "发现"]
    expect(page.get_by_text("逾期 109 天").first).to_be_visible()
    assert page.locator(".list").get_by_text("✕").count() == 0
    context.close()


def test_most_agencies_take_one_line(page: Page) -> None:
    """At a desk twenty agencies without errors are seen where there were ten."""
    page.add_style_tag(content=".list tbody { content-visibility: visible !important }")
    page.locator('[data-state="clean"]').click()
    heights = page.eval_on_selector_all(
        ".list tbody:not([hidden])", "all => all.map(e => e.offsetHeight)"
    )
    assert sorted(heights)[len(heights) // 2] <= 36


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_who_copied_is_one_cluster(page: Page, width: int) -> None:
    """All four stand together, most alike first; each leads to the sentences side by side."""
    page.set_viewport_size({"width": width, "height": 900})
    panel = page.locator("#alike")
    panel.locator("summary").first.click()
    panel.get_by_text("4 个机关：").click()
    shares = panel.locator("li b").all_text_contents()
    assert shares == ["92%", "91%", "90%", "89%"]
    link = panel.get_by_role("link", name="对照").first
    assert str(link.get_attribute("href")).endswith("review.html#copied")
    # A row that is guessed lies for a moment where another will be.
    page.add_style_tag(content=".list tbody { content-visibility: visible !important }")
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_choice_is_handed_to_the_review_pages(page: Page) -> None:
    """What is chosen, in its order, is kept for whoever goes on from there."""
    page.locator('[data-state="errors"]').click()
    page.locator('[data-sort="received"]').click()
    chosen = listed(page)
    page.locator(".list tbody:not([hidden])").first.get_by_role("link", name="审核页").click()
    page.wait_for_url("**/review.html")
    handed = json.loads(page.evaluate(f"localStorage.getItem('ogi-review.list.{YEAR}')"))
    assert handed["agencies"] == chosen
    assert "s=errors" in handed["filter"]


def test_rows_are_walked_and_opened_by_keys(page: Page) -> None:
    """Down and up from agency to agency of what is chosen; o opens the review page."""
    page.locator('[data-state="errors"]').click()
    chosen = listed(page)
    page.locator(f"#a-{chosen[0]} th button").focus()
    for key, at in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1)):
        page.keyboard.press(key)
        expect(page.locator(f"#a-{chosen[at]} th button")).to_be_focused()
    page.keyboard.press("o")
    page.wait_for_url(f"**/{chosen[1]}/review.html")

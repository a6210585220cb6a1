"""The fragment inside a portal's page, as it is and as editors of portals leave it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import bleach
import pytest
from axe_playwright_python.sync_playwright import Axe
from bleach.css_sanitizer import CSSSanitizer
from builders.corrections import CORRECTION
from builders.pages import sample_page
from playwright.sync_api import Browser, Page

from kit.export.fragment import render_fragment

pytestmark = pytest.mark.browser
Show = Callable[[str, int], Page]
#: A portal's page: a title of its own, type of its own, a column of 1000 px.
PORTAL = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title>'
    '<meta name="viewport" content="width=device-width"><style>body { margin: 0; font: 14px/1.5 '
    "sans-serif } .column { max-width: 1000px; margin: 0 auto }</style></head>"
    '<body><main class="column">{}</main></body></html>'
)
TAGS = {"div", "p", "h1", "h2", "h3", "h4", "strong", "em", "a", "br", "ul", "ol", "li"}
TAGS |= {"blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"}
SPANS = ["rowspan", "colspan", "scope", "border", "align", "width", "href"]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Open a fragment in the portal's page, offline, at a width."""
    context = browser.new_context(offline=True)

    def opened(fragment: str, width: int) -> Page:
        file = tmp_path / "portal.html"
        file.write_text(PORTAL.replace("{}", fragment), "utf-8")
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(file.as_uri())
        return page

    yield opened
    context.close()


def fragment() -> str:
    """Return the fragment of a published report that was corrected."""
    return render_fragment(sample_page(correction=CORRECTION))


def cleaned(*, attributes: list[str]) -> str:
    """Return the fragment as an editor leaves it that keeps these attributes."""
    checked = CSSSanitizer()
    return bleach.clean(
        fragment(), tags=TAGS, attributes=attributes, css_sanitizer=checked, strip=True
    )


def edges(page: Page) -> set[str]:
    """Return how the edges of number cells are drawn."""
    script = "cells => cells.map(c => getComputedStyle(c).borderTopStyle)"
    return set(page.eval_on_selector_all("td", script))


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_fits_the_column(show: Show, width: int) -> None:
    """Only frames of tables are wider inside; the portal's page never scrolls sideways."""
    page = show(fragment(), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert edges(page) == {"solid"}


@pytest.mark.parametrize("column", [680, 1000])
def test_a_portals_column_shows_every_table_whole(show: Show, column: int) -> None:
    """Fifteen columns need no scrolling; a short header stays on one line."""
    page = show(f'<div style="width: {column}px">{fragment()}</div>', 1280)
    wider = "frames => frames.filter(f => f.scrollWidth > f.clientWidth).length"
    assert page.eval_on_selector_all("[role=region]", wider) == 0
    lines = (
        "cells => cells.filter(c => c.textContent == '自然人').map(c => c.clientWidth >= 3 * 14)"
    )
    assert page.eval_on_selector_all("th", lines) == [True]


@pytest.mark.parametrize("attributes", [SPANS, [*SPANS, "style"]])
def test_tables_keep_their_borders_after_an_editor(show: Show, attributes: list[str]) -> None:
    """With tags alone, and with the styles a usual editor lets through."""
    page = show(cleaned(attributes=attributes), 1280)
    assert edges(page) <= {"solid", "inset"}
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_it_brings_no_barrier_into_the_portal(show: Show) -> None:
    """axe-core finds nothing against WCAG 2.2 A and AA."""
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(show(fragment(), 1280), options={"runOnly": rules})
    assert found.response["violations"] == []

"""The fragment for portals: the page's words and tables, every tag with its own look."""

from __future__ import annotations

import re

import bleach
import pytest
from bleach.css_sanitizer import CSSSanitizer
from builders.articles import article
from builders.corrections import CHART
from builders.filings import form, real_filing
from builders.html_tables import read_figures
from builders.pages import sample_page
from lxml.etree import HTML, _Element

from kit.errors import ExportError
from kit.export.fragment import render_fragment

NAMES = ("suqian-2023", "shanghai-office-2019")
#: What editors of portals keep, the strict and the usual ones.
WORDS = ["div", "p", "h1", "h2", "h3", "h4", "strong", "em", "a", "br", "ul", "ol", "li"]
TAGS = {*WORDS, "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"}
SPANS = ["rowspan", "colspan", "scope"]
ATTRIBUTES = [*SPANS, "border", "align", "width", "cellpadding", "cellspacing", "href"]


def body(html: str) -> _Element:
    """Return the parsed body of a fragment."""
    return HTML(html).find("body")


def figures_of(html: str, name: str) -> dict[str, str]:
    """Return the figures of the statutory tables, found by place since a fragment has no ids."""
    of = form(real_filing(name).edition)
    tables = [table for table in body(html).iter("table") if table.find("caption") is not None]
    found: dict[str, str] = {}
    for table, shown in zip(of.tables.values(), tables, strict=True):
        cells = ["".join(cell.itertext()) for cell in shown.iter("th", "td")]
        found |= {
            slot.cell.address: text
            for slot, text in zip(table.slots, cells, strict=True)
            if slot.cell
        }
    return found


def test_it_is_no_page_of_its_own() -> None:
    """One element, without what a portal's page has already or its editor takes away."""
    html = render_fragment(sample_page())
    assert [child.tag for child in body(html)] == ["div"]
    assert not re.search(r"<(html|head|meta|style|script|article|section|header|main)\b", html)
    assert not re.search(r"\s(class|id|headers|aria-labelledby|on\w+)=", html)


@pytest.mark.parametrize("name", NAMES)
def test_it_has_the_figures_and_merges_of_the_page(name: str) -> None:
    """Cell by cell: spans, scope and text."""
    page = sample_page(name)
    html = render_fragment(page)
    shown = read_figures(page, form=form(real_filing(name).edition))
    assert figures_of(html, name) == shown
    spans = [
        [[cell.get(key) for key in SPANS] for cell in body(source).iter("th", "td")]
        for source in (page, html)
    ]
    assert spans[0] == spans[1]


def test_every_tag_with_words_has_its_look() -> None:
    """No paragraph, heading or cell relies on the portal's own style."""
    bare = [
        element.tag
        for element in body(render_fragment(sample_page())).iter("p", "h1", "h2", "th", "td", "a")
        if not element.get("style")
    ]
    assert bare == []


def test_styles_need_nothing_from_elsewhere() -> None:
    """No variable, no address, no rule that a style of one element cannot have."""
    styles = " ".join(re.findall(r'style="([^"]*)"', render_fragment(sample_page())))
    assert not re.search(r"var\(|url\(|@|!important|expression", styles)


@pytest.mark.parametrize("name", NAMES)
def test_tables_survive_an_editor_that_keeps_tags_alone(name: str) -> None:
    """Borders, widths and alignment are there as attributes; no figure is lost."""
    html = bleach.clean(
        render_fragment(sample_page(name)), tags=TAGS, attributes=ATTRIBUTES, strip=True
    )
    tables = list(body(html).iter("table"))
    assert all(table.get("border") == "1" and table.get("width") == "100%" for table in tables)
    assert {cell.get("align") for cell in body(html).iter("td")} == {"center"}
    assert figures_of(html, name) == figures_of(render_fragment(sample_page(name)), name)


def test_styles_survive_an_editor_that_checks_them() -> None:
    """What a usual list of properties lets through still draws the table."""
    html = bleach.clean(
        render_fragment(sample_page()),
        tags=TAGS,
        attributes=[*ATTRIBUTES, "style"],
        css_sanitizer=CSSSanitizer(),
        strip=True,
    )
    cell = next(body(html).iter("td"))
    table = next(body(html).iter("table"))
    assert "border-collapse: collapse" in table.get("style")
    assert "text-align: center" in cell.get("style")


def test_a_frame_that_scrolls_names_itself() -> None:
    """Without ids a region is named by words; it is reached by keyboard."""
    frames = [
        div for div in body(render_fragment(sample_page())).iter("div") if div.get("tabindex")
    ]
    assert [frame.get("aria-label").split()[0] for frame in frames] == ["表二", "表三", "表四"]
    assert all("overflow-x: auto" in frame.get("style") for frame in frames)


def test_a_picture_is_the_table_behind_it() -> None:
    """Editors drop pictures and keep their words: the table says it better."""
    html = render_fragment(article(f"<p>见图。</p>{CHART}<p>下文。</p>"))
    assert not re.search(r"<(svg|figure|details|summary)\b", html)
    assert "画里的字" not in html
    words = "".join(body(html).itertext())
    places = [words.index(said) for said in ("见图", "历年收到的申请", "15", "下文")]
    assert places == sorted(places)


def test_the_same_page_gives_the_same_bytes() -> None:
    """Nothing depends on order or chance."""
    assert render_fragment(sample_page()) == render_fragment(sample_page())


def test_what_is_no_page_is_refused() -> None:
    """Without an article there is nothing to paste."""
    for html in ("", "<p>不是报告</p>"):
        with pytest.raises(ExportError, match="article"):
            render_fragment(html)

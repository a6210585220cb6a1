"""The pictures of a report in its PDF: words that are words, and a table for each."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.articles import PAGE, article
from builders.charts import page_with_charts, table_numbers, texts, years_of
from builders.pdfs import needs_poppler, read_pages, read_tables, read_text
from pypdf import PdfReader

from kit.charts import chart_html, charts_of
from kit.errors import ExportError
from kit.export.pdf import render_pdf

FILINGS = years_of("suqian-2024", 2988, 3120, None, 3511)
CHARTS = charts_of(FILINGS)
PITCH = 28.95


def _set(html: str) -> bytes:
    return render_pdf(html, page=PAGE, report_json=b"{}")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Set the whole report with all its pictures."""
    return _set(page_with_charts(FILINGS))


def _tagged(node: Any, tag: str) -> Iterator[Any]:
    """Yield the elements of a PDF's structure that have a *tag*."""
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            yield from _tagged(kid, tag)
    elif isinstance(node, dict):
        if node.get("/S") == tag:
            yield node
        yield from _tagged(node.get("/K", []), tag) if "/K" in node else ()


def test_each_picture_tells_what_it_shows(pdf: bytes) -> None:
    """Its alternative text has the title and every number that is not 0."""
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    told = [str(figure["/Alt"]) for figure in _tagged(root, "/Figure") if "/Alt" in figure]
    assert told == [f"{chart.title}。{chart.description}" for chart in CHARTS]


@needs_poppler
def test_the_words_of_a_picture_can_be_read_and_copied(pdf: bytes, tmp_path: Path) -> None:
    """Each label and number of each picture is text."""
    said = read_text(pdf, folder=tmp_path)
    for chart in CHARTS:
        assert re.sub(r"\s", "", chart.title) in said
        assert all("".join(text.split()) in said for text in texts(chart))


def test_the_fonts_are_embedded(pdf: bytes) -> None:
    """Pictures are set in the page's own fonts, and none has a file missing."""
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]: font.get_object()
        for page in PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    hands = {"NotoSerifCJKsc", "NotoSansSC", "FandolKai", "FandolFang", "NotoSerifSC"}
    assert {name.split("-")[0] for name in fonts} == hands
    for font in fonts.values():
        (descendant,) = font["/DescendantFonts"]
        assert "/FontFile3" in descendant.get_object()["/FontDescriptor"]


@needs_poppler
def test_the_table_behind_each_picture_is_a_table(pdf: bytes, tmp_path: Path) -> None:
    """Its header cells are headers, its numbers the picture's."""
    tables = read_tables(pdf, folder=tmp_path)
    for chart, table in zip(CHARTS, [*tables[-5:-2], tables[-1]], strict=True):
        numbers = [cell.text for cell in table if cell.tag == "TD"]
        assert [n for n in numbers if n in table_numbers(chart)]
        assert "".join(table_numbers(chart)) in "".join(
            n for n in numbers if re.fullmatch(r"[0-9—]+", n)
        )
        assert table[0].tag == "TH"


@needs_poppler
def test_a_picture_stands_on_one_page_with_its_table(pdf: bytes, tmp_path: Path) -> None:
    """So do the caption and the numbers; two share a page where they fit."""
    pages = ["".join(line.text for line in page) for page in read_pages(pdf, folder=tmp_path)]
    at = [next(n for n, page in enumerate(pages) if chart.title in page) for chart in CHARTS]
    for page, chart in zip(at, CHARTS, strict=True):
        assert f"数据：{chart.title.partition('年')[2]}" in pages[page]
        assert pages[page].count(table_numbers(chart)[-1]) >= 1
    assert at[0] == at[1]


@needs_poppler
def test_lines_after_a_picture_are_in_step(tmp_path: Path) -> None:
    """It takes a whole number of lines."""
    html = article("<p>前</p>", chart_html(CHARTS[1]), "<p>后</p>")
    lines = read_pages(_set(html), folder=tmp_path)[0]
    steps = (lines[-2].top - lines[1].top) / PITCH
    assert lines[-2].text == "后"
    assert steps == pytest.approx(round(steps), abs=0.01)


def test_the_same_pictures_give_the_same_bytes(pdf: bytes) -> None:
    """Ids inside the file depend on nothing but the words."""
    assert _set(page_with_charts(FILINGS)) == pdf


def test_a_picture_that_is_none_of_ours_is_refused() -> None:
    """An SVG outside a figure cannot be set, nor an image."""
    for html in (
        "<p><svg></svg></p>",
        "<img src='x.png' alt=''>",
        '<figure><img src="x"></figure>',
    ):
        with pytest.raises(ExportError, match="能排的标签"):
            _set(article(html))

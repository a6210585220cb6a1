"""Pictures on a page, and the numbers that a reader finds in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml.etree import XMLParser, _Element, fromstring

from builders.filings import form, real_filing
from builders.pages import FACTS, PREFACE, sections_html
from kit.charts import Chart, chart_html, charts_of
from kit.export.page import render_page
from kit.source.filing import Filing

SVG = "{http://www.w3.org/2000/svg}"


def years_of(name: str, *received: int | None) -> list[Filing]:
    """Return a published filing with years before it that received other numbers, ascending."""
    last = real_filing(name)
    address = "t3.received.total"
    figure = last.figures[address]
    earlier = [
        replace(
            last,
            year=last.year - len(received) + at,
            figures={**last.figures, address: replace(figure, value=value, text=str(value))},
        )
        for at, value in enumerate(received)
    ]
    return [*earlier, last]


def page_with_charts(filings: Sequence[Filing]) -> str:
    """Return the public page of the last of *filings* with all its pictures in place."""
    filing = filings[-1]
    sections = sections_html(filing)
    for chart in charts_of(filings):
        at = [section.number for section in form(filing.edition).sections].index(chart.section)
        sections[at] += chart_html(chart)
    return render_page(FACTS, preface_html=PREFACE, sections=sections)


def drawn(chart: Chart) -> _Element:
    """Read a picture strictly, as XML."""
    return fromstring(chart.svg.encode(), XMLParser(recover=False))


def texts(chart: Chart) -> list[str]:
    """Return the words of a picture, in order."""
    return [text.text or "" for text in drawn(chart).iter(f"{SVG}text")]


def widths(chart: Chart) -> list[float]:
    """Return how long each bar looks: the edge of a hatched one stands half outside."""
    return [
        float(bar.get("width", 0)) + (1 if bar.get("stroke") else 0)
        for bar in drawn(chart).iter(f"{SVG}rect")
    ]


def table_numbers(chart: Chart) -> list[str]:
    """Return what stands in the cells of the table behind a picture."""
    return re.findall(r"<td>(.*?)</td>", chart.table)

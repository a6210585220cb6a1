"""Digits of neighbours run together anywhere: an import is exact or leaves open, by name."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from builders.lawful import Lawful, lawful_filings
from builders.portals import Article, slot_rows, slot_text, small_article, table_of
from builders.published import read
from builders.spreadsheets import figures_read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.form.model import Slot

_SLOW = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.data_too_large],
)


def glued_row(row: Sequence[Slot], *, article: Article, data: st.DataObject) -> str:
    """Write a row as a line: labels, then its figures, spaces between some of them."""
    line, is_figure = "", False
    for slot in row:
        between = " " if slot.cell and is_figure and data.draw(st.booleans()) else ""
        line += between + slot_text(slot, article.filing)
        is_figure = slot.cell is not None
    return line


def as_glued_text(article: Article, *, data: st.DataObject) -> str:
    """Write the report as text that lost what parted the cells of its tables."""
    lines = [article.title, *article.preface]
    for section in article.form.sections:
        above, below = article.sections[section.number]
        table = table_of(article, section.number)
        rows = slot_rows(table) if table else []
        lines += [section.heading, *above]
        lines += [glued_row(row, article=article, data=data) for row in rows]
        lines += below
    return "\n".join(line for line in lines if line)


@_SLOW
@given(lawful=lawful_filings(), data=st.data())
def test_no_figure_is_read_otherwise_than_it_is(lawful: Lawful, data: st.DataObject) -> None:
    """Each cell holds the true figure, or none and is named in what is to be looked at."""
    filing = lawful.filing()
    article = small_article(filing.year, filing=filing)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(as_glued_text(article, data=data), "utf-8")
        found = read(path, year=filing.year)
    true = figures_read(filing)
    named = {
        address
        for entry in found.imported
        for pattern in entry.at.split("、")
        for address in article.form.match(pattern)
    }
    for address, (value, text) in figures_read(found.filing).items():
        if (value, text) != true[address]:
            assert (value, address in named) == (None, True)

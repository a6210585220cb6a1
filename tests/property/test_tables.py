"""Whatever stands in the cells, the page shows it in its place and nothing else."""

from __future__ import annotations

import re

from builders.filings import filing_of, form
from builders.html_tables import read_figures
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.form import load_forms
from kit.source.values import Raw
from kit.tables import build_table, fill_table, render_table

TABLES = [(edition, table) for edition, of in load_forms().items() for table in of.tables]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TAGS = {"div", "table", "caption", "colgroup", "thead", "tbody", "tr", "th", "td"}


def _markup(edition: str, table: str, values: dict[str, Raw]) -> str:
    of = form(edition)
    filing = filing_of(of, values)
    return fill_table(filing, form=of, table=table)


@settings(max_examples=30)
@given(data=st.data(), of=st.sampled_from(TABLES))
def test_counts_read_back(data: st.DataObject, of: tuple[str, str]) -> None:
    """Any counts, up to very large ones, are read back from the HTML as they were filed."""
    edition, table = of
    addresses = form(edition).tables[table].cells
    counts = st.integers(0, 10**12)
    values = data.draw(st.fixed_dictionaries(dict.fromkeys(addresses, counts)))
    read = read_figures(_markup(edition, table, dict(values)), form=form(edition))
    assert read == {address: str(value) for address, value in values.items()}


@settings(max_examples=25)
@given(data=st.data(), of=st.sampled_from(TABLES), text=TEXT)
def test_any_text_is_shown_and_never_markup(
    data: st.DataObject, of: tuple[str, str], text: str
) -> None:
    """Text of any characters shows in its own cell only, on one line, and adds no element."""
    edition, table = of
    address = data.draw(st.sampled_from(sorted(form(edition).tables[table].cells)))
    markup = _markup(edition, table, {address: f"件{text}"})
    shown = read_figures(markup, form=form(edition))
    line = " ".join(f"件{text}".split())
    marked = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)
    assert shown.pop(address) == marked
    assert set(shown.values()) == {"0"}
    assert set(re.findall(r"<([a-z][^\s>]*)", markup)) <= TAGS


@settings(max_examples=30)
@given(data=st.data(), of=st.sampled_from(TABLES))
def test_filled_is_the_same_as_rendered(data: st.DataObject, of: tuple[str, str]) -> None:
    """A table filled in is, byte for byte, what great-tables gives for the same filing."""
    edition, table = of
    addresses = st.sampled_from(sorted(form(edition).tables[table].cells))
    values = data.draw(st.dictionaries(addresses, st.none() | st.integers(-9, 10**6) | TEXT))
    filing = filing_of(form(edition), dict(values))
    gt = build_table(filing, form=form(edition), table=table)
    rendered = render_table(gt, table=form(edition).tables[table])
    assert fill_table(filing, form=form(edition), table=table) == rendered

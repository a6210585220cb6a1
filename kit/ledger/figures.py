"""The figures of a report, from what was filled in and what its ledgers come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from kit.form import Cell, Form, Table
from kit.form.kinds import Equal
from kit.ledger.model import Count, Ledger
from kit.source.filing import Figure, Filing
from kit.source.values import shortest

_UNCOUNTED = "台账里数不出这一格，请在工作簿里填写；没有请填 0。"


def filing_of_ledger(ledger: Ledger, *, form: Form, agency: str, year: int) -> Filing:
    """Return the filing that the ledger alone gives; a cell it does not cover is blank."""
    figures = {address: _blank(address) for address in form.cells}
    figures |= dict(_counted(ledger.counts, cells=form.cells))
    return Filing(agency=agency, year=year, edition=form.edition, figures=figures)


def complete_filing(filing: Filing, *, ledger: Ledger, form: Form) -> Filing:
    """Return *filing* with its blank cells counted from the ledger; what was filled in stays.

    A table in which only sums stand was not filled in: a workbook's formulas make
    zeros of nothing.
    """
    unfilled = {
        address
        for table in form.tables.values()
        if _is_unfilled(table, filing=filing, form=form)
        for address in table.cells
    }
    counted = {
        address: figure
        for address, figure in _counted(ledger.counts, cells=form.cells)
        if address in unfilled or _is_blank(filing.figures.get(address))
    }
    return replace(filing, figures=dict(filing.figures) | counted)


def _counted(
    counts: Mapping[str, Count], *, cells: Mapping[str, Cell]
) -> Iterator[tuple[str, Figure]]:
    for address, count in counts.items():
        value = count.value
        if cells[address].type == "count":
            value = int(value)
        text = shortest(value) if isinstance(value, Decimal) else str(value)
        value = Decimal(text) if cells[address].type != "count" else value
        yield address, Figure(address=address, value=value, text=text, raw="", rows=count.rows)


def _blank(address: str) -> Figure:
    return Figure(address=address, value=None, text="", raw="", fault="空白", cure=_UNCOUNTED)


def _is_blank(figure: Figure | None) -> bool:
    return figure is None or (figure.value is None and not figure.raw)


def _is_unfilled(table: Table, *, filing: Filing, form: Form) -> bool:
    """Whether nothing stands in the cells that people fill in, and no more than 0 in the sums."""
    sums = {
        address
        for rule in form.rules.values()
        if isinstance(rule.kind, Equal) and rule.kind.fills
        for pattern in rule.kind.left
        for address in form.match(pattern)
    }
    figures = {address: filing.figures.get(address) for address in table.cells}
    return all(_is_blank(f) for a, f in figures.items() if a not in sums) and all(
        f is None or not f.value for a, f in figures.items() if a in sums
    )

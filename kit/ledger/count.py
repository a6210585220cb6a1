"""The one entry: all ledgers of one report, counted."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kit.errors import SourceError
from kit.form import Form
from kit.ledger.cases import count_cases
from kit.ledger.deadlines import find_late
from kit.ledger.decisions import count_decisions, count_monthly
from kit.ledger.documents import count_documents
from kit.ledger.fees import count_fees
from kit.ledger.headings import OwnColumns
from kit.ledger.model import Count, Ledger, LedgerSheet
from kit.ledger.read import read_sheets_of
from kit.ledger.requests import count_requests, read_requests
from kit.ledger.tally import Refusals


def read_ledger(
    paths: Sequence[Path], *, form: Form, year: int, columns: OwnColumns | None = None
) -> Ledger:
    """Count the ledgers in *paths* into the cells of *form*, for *year*.

    Parameters
    ----------
    columns
        The agency's own headings, by kind and column.

    Raises
    ------
    SourceError
        If a file cannot be opened or its columns located, or if rows cannot be
        counted: all of them, by cell, what stands in them never repeated.
    """
    with _uncollected():
        return _counted(read_sheets_of(paths, own=columns or {}), form=form, year=year)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make millions of cells without looking among them for garbage: all stay to the end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _counted(sheets: Sequence[LedgerSheet], *, form: Form, year: int) -> Ledger:
    of = {kind: [s for s in sheets if s.kind.id == kind] for kind in _KINDS}
    refusals, notes = Refusals(), list(_total_notes(sheets))
    requests = read_requests(of["requests"], form=form, year=year, refusals=refusals)
    tallies = (
        count_requests(requests, sheets=of["requests"], form=form, year=year),
        count_cases(of["cases"], form=form, year=year, refusals=refusals, notes=notes),
        count_documents(of["documents"], form=form, year=year, refusals=refusals),
        count_decisions(of["decisions"], form=form, year=year, refusals=refusals),
        count_monthly(of["monthly"], form=form, year=year, refusals=refusals),
        count_fees(of["fees"], form=form, year=year, refusals=refusals, notes=notes),
    )
    if faults := refusals.faults():
        raise SourceError(*faults)
    late, unjudged = find_late(requests, year=year)
    return Ledger(
        counts=_joined((tally.counts() for tally in tallies), form=form),
        late=late,
        notes=(*notes, *unjudged),
        has_requests=bool(of["requests"]),
    )


_KINDS = ("requests", "cases", "documents", "decisions", "monthly", "fees")


def _joined(counts: Iterable[Mapping[str, Count]], *, form: Form) -> dict[str, Count]:
    """Return all counts in the form's order; what two kinds of ledger tell about is added up."""
    joined: dict[str, Count] = {}
    for counted in counts:
        for address, count in counted.items():
            before = joined.get(address)
            joined[address] = (
                Count(value=before.value + count.value, rows=(*before.rows, *count.rows))
                if before
                else count
            )
    return {address: joined[address] for address in form.cells if address in joined}


def _total_notes(sheets: Iterable[LedgerSheet]) -> Iterator[str]:
    for sheet in sheets:
        if rows := sheet.total_rows():
            yield f"{sheet.named(rows).spoken()}：是合计行，没有计入。"

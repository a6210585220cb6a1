"""The one entry: all ledgers of one report, counted."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kit.errors import Fault, SourceError
from kit.form import Cell, Form
from kit.ledger.cases import count_cases
from kit.ledger.deadlines import find_late
from kit.ledger.decisions import count_decisions, count_monthly
from kit.ledger.documents import count_documents
from kit.ledger.duplicates import copied_faults, refuse_duplicates
from kit.ledger.fees import count_fees
from kit.ledger.headed import OwnColumns
from kit.ledger.model import Count, Ledger, LedgerSheet
from kit.ledger.own import OwnWordings, own_notes, own_vocabularies
from kit.ledger.read import read_sheets_of
from kit.ledger.requests import count_requests, read_requests
from kit.ledger.tally import Refusals, Tally


def read_ledger(
    paths: Sequence[Path],
    *,
    form: Form,
    year: int,
    columns: OwnColumns | None = None,
    wordings: OwnWordings | None = None,
) -> Ledger:
    """Count the ledgers in *paths* into the cells of *form*, for *year*.

    Parameters
    ----------
    columns
        The agency's own headings, by kind and column.
    wordings
        The agency's own wordings, by vocabulary, and what it says they mean.

    Raises
    ------
    ParameterError
        If a wording of its own means nothing there is, or something else to all.
    SourceError
        If a file cannot be opened or its columns located, or if rows cannot be
        counted: all of them, by cell, what stands in them never repeated.
    """
    with _uncollected():
        own = own_vocabularies(wordings or {}, form=form)
        # Headings over nothing may be a form nobody filled in: they make no zeros.
        read = read_sheets_of(paths, own=columns or {})
        told = [replace(sheet, vocabularies=own) for sheet in read.sheets if sheet.is_told]
        ledger = _counted(told, form=form, year=year)
        return replace(ledger, notes=(*read.notes, *ledger.notes))


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
    refusals, notes = Refusals(), list(_aside_notes(sheets))
    requests = read_requests(of["requests"], form=form, year=year, refusals=refusals)
    tallies = (
        count_requests(requests, sheets=of["requests"], form=form, year=year),
        count_cases(of["cases"], form=form, year=year, refusals=refusals, notes=notes),
        count_documents(of["documents"], form=form, year=year, refusals=refusals),
        count_decisions(of["decisions"], form=form, year=year, refusals=refusals),
        count_monthly(of["monthly"], form=form, year=year, refusals=refusals),
        count_fees(of["fees"], form=form, year=year, refusals=refusals, notes=notes),
    )
    refuse_duplicates(sheets, refusals=refusals)
    if faults := (*refusals.faults(), *copied_faults(sheets)):
        raise SourceError(*faults)
    late, unjudged = find_late(requests, year=year)
    counts = _joined(tallies, form=form)
    own = own_notes(sheets, counts=counts)
    return Ledger(
        counts=counts,
        late=late,
        notes=(*notes, *own, *_other_years(sheets, counts=counts, year=year), *unjudged),
        has_requests=bool(of["requests"]),
    )


_KINDS = ("requests", "cases", "documents", "decisions", "monthly", "fees")


def _joined(tallies: Iterable[Tally], *, form: Form) -> dict[str, Count]:
    """Return all counts in the form's order.

    Raises
    ------
    SourceError
        If two kinds of ledger tell about one cell: whether the one sums up the
        other or goes on from it cannot be known.
    """
    joined: dict[str, Count] = {}
    faults: list[Fault] = []
    for address, count in (pair for tally in tallies for pair in tally.counts().items()):
        before = joined.setdefault(address, count)
        if before.value and before is not count and count.value:
            faults.append(_told_twice(form.cells[address], before=before, count=count))
        elif not before.value:
            rows = (*before.rows, *count.rows) if before is not count else count.rows
            joined[address] = Count(value=count.value, rows=rows)
    if faults:
        raise SourceError(*faults)
    return {address: joined[address] for address in form.cells if address in joined}


def _told_twice(cell: Cell, *, before: Count, count: Count) -> Fault:
    where = "、".join(f"{rows.file} {rows.sheet}" for rows in (*before.rows, *count.rows))
    wanted = f"{cell.row_labels[-1].text}只记在一种台账里"
    return Fault(where, wanted, "逐件的和按月的都有", "请只留一种，以免重复计数。")


def _aside_notes(sheets: Iterable[LedgerSheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.is_hidden:
            yield f"{sheet.spoken}：其中的行也已计入。不该计的，请删去这张工作表。"
        if sheet.joined:
            said = "与上一行合并，没有别的内容，和上一行算作一件。不是一件的，请取消合并。"
            yield f"{sheet.named(sheet.joined).spoken()}：{said}"
        for aside, rows in sheet.aside_rows.items():
            if not aside.tells:
                yield f"{sheet.named(rows).spoken()}：{aside.said}，没有计入。"


def _other_years(
    sheets: Iterable[LedgerSheet], *, counts: Mapping[str, Count], year: int
) -> Iterator[str]:
    """Say which sheets have rows, and none that counts in *year*: they may be another year's."""
    counted = {(r.file, r.sheet) for count in counts.values() for r in count.rows if len(r.numbers)}
    for sheet in sheets:
        if sheet.has_rows and (sheet.file, sheet.name) not in counted:
            yield f"{sheet.spoken}：没有一行计入 {year} 年，请核对是不是这一年的台账。"

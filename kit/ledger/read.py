"""Ledgers read from their files, sheet by sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.errors import Fault, SourceError
from kit.ledger.dates import is_dated
from kit.ledger.headed import OwnColumns
from kit.ledger.headings import locate_ledger
from kit.ledger.lacking import seen_headings
from kit.ledger.load import load_kinds, load_usage
from kit.ledger.model import LedgerSheet
from kit.ledger.uncomputed import uncomputed_faults
from kit.source.grids import Sheet, is_number, read_csv, read_sheets
from kit.source.guard import open_source
from kit.source.refusals import LEDGERS

#: So many days below each other may be those of a ledger.
_DAYS = 2
_NOT_READ = (
    "{}：标题不像台账，没有计入。是台账的，请改正标题，或在 report.yaml 的 ledger.columns 写明。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheets:
    """The sheets that are ledgers, and notes on those that are none and may have been."""

    sheets: tuple[LedgerSheet, ...]
    notes: tuple[str, ...] = ()


def read_sheets_of(paths: Sequence[Path], *, own: OwnColumns) -> ReadSheets:
    """Read every sheet of *paths* that is a ledger; a file without one is refused.

    Raises
    ------
    SourceError
        If a file cannot be opened, has no ledger, or its columns cannot be located.
    """
    faults: list[Fault] = []
    sheets: list[LedgerSheet] = []
    notes: list[str] = []
    for path in paths:
        try:
            read = _read_file(path, own=own)
            sheets.extend(read.sheets)
            notes.extend(read.notes)
        except SourceError as error:
            faults.extend(error.faults)
    if faults:
        raise SourceError(*faults)
    return ReadSheets(sheets=tuple(sheets), notes=tuple(notes))


def is_like_ledger(grid: Sheet, *, file: str, own: OwnColumns) -> bool:
    """Whether a sheet is a ledger, or one that something is wrong with."""
    try:
        return locate_ledger(grid, file=file, own=own) is not None
    except SourceError:
        return True


def _read_file(path: Path, *, own: OwnColumns) -> ReadSheets:
    if not path.is_file():
        cure = "请把台账放在这里，或改正 report.yaml 的 sources.ledgers。"
        raise SourceError(Fault(path.name, "台账文件", "没有这个文件", cure))
    source = open_source(path, limits=LEDGERS)
    grids = (
        read_csv(source.content, path=path, limits=LEDGERS)
        if source.kind == "csv"
        else read_sheets(source.content, path=path)
    )
    faults: list[Fault] = []
    found: list[LedgerSheet] = []
    notes: list[str] = []
    for grid in grids:
        try:
            located = locate_ledger(grid, file=path.name, own=own)
        except SourceError as error:
            faults.extend(error.faults)
            continue
        if located:
            found.append(located)
        elif grid.name not in load_usage().explaining and _has_days(grid):
            notes.append(_NOT_READ.format(f"{path.name} {grid.spoken}"))
    if source.kind == "xlsx" and source.has_formulas:
        faults.extend(uncomputed_faults(source.content, sheets=found))
    if not found and not faults:
        faults.append(_no_ledger(path, grids=grids, own=own))
    if faults:
        raise SourceError(*faults)
    return ReadSheets(sheets=tuple(found), notes=tuple(notes))


def _has_days(grid: Sheet) -> bool:
    """Whether days stand below each other, as in a ledger that nobody recognised."""
    days = Counter(
        at
        for row in grid.rows
        for at, value in enumerate(row)
        if not is_number(value) and is_dated(value)
    )
    return max(days.values(), default=0) >= _DAYS


def _no_ledger(path: Path, *, grids: Sequence[Sheet], own: OwnColumns) -> Fault:
    kinds = "；".join(_spoken_kinds())
    seen = ((grid.spoken, seen_headings(grid, own=own)) for grid in grids)
    known = "".join(f"{name} {said}" for name, said in seen if said)
    cure = f"{known}能读的有：{kinds}。列名不同的，请在 report.yaml 的 ledger.columns 写明。"
    return Fault(path.name, "有一张台账", "没有一张工作表的标题像台账", cure)


def _spoken_kinds() -> Iterator[str]:
    for kind in load_kinds().values():
        columns = "、".join(c.names[0] for c in kind.columns.values() if c.required)
        yield f"{kind.name}（{columns}）"

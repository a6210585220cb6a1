"""Ledgers read from their files, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kit.errors import Fault, SourceError
from kit.ledger.headed import OwnColumns
from kit.ledger.headings import locate_ledger
from kit.ledger.load import load_kinds
from kit.ledger.model import LedgerSheet
from kit.ledger.uncomputed import uncomputed_faults
from kit.source.grids import read_csv, read_sheets
from kit.source.guard import open_source
from kit.source.refusals import LEDGERS


def read_sheets_of(paths: Sequence[Path], *, own: OwnColumns) -> tuple[LedgerSheet, ...]:
    """Read every sheet of *paths* that is a ledger; a file without one is refused.

    Raises
    ------
    SourceError
        If a file cannot be opened, has no ledger, or its columns cannot be located.
    """
    faults: list[Fault] = []
    sheets: list[LedgerSheet] = []
    for path in paths:
        try:
            sheets.extend(_read_file(path, own=own))
        except SourceError as error:
            faults.extend(error.faults)
    if faults:
        raise SourceError(*faults)
    return tuple(sheets)


def _read_file(path: Path, *, own: OwnColumns) -> list[LedgerSheet]:
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
    for grid in grids:
        try:
            located = locate_ledger(grid, file=path.name, own=own)
        except SourceError as error:
            faults.extend(error.faults)
            continue
        found.extend([located] if located else [])
    if source.kind == "xlsx" and source.has_formulas:
        faults.extend(uncomputed_faults(source.content, sheets=found))
    if not found and not faults:
        faults.append(_no_ledger(path))
    if faults:
        raise SourceError(*faults)
    return found


def _no_ledger(path: Path) -> Fault:
    kinds = "；".join(_spoken_kinds())
    cure = f"能读的有：{kinds}。列名不同的，请在 report.yaml 的 ledger.columns 写明。"
    return Fault(path.name, "有一张台账", "没有一张工作表的标题像台账", cure)


def _spoken_kinds() -> Iterator[str]:
    for kind in load_kinds().values():
        columns = "、".join(c.names[0] for c in kind.columns.values() if c.required)
        yield f"{kind.name}（{columns}）"

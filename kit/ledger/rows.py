"""The rows of ledgers as they stand, each cell as what its column holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from kit.errors import Fault, ParameterError, known_names
from kit.ledger.dates import parse_date
from kit.ledger.headed import OwnColumns
from kit.ledger.load import load_kinds
from kit.ledger.model import LedgerKind
from kit.ledger.read import read_sheets_of
from kit.source.grids import is_blank
from kit.source.values import Raw

#: Where a row stands, before what stands in it.
PLACE = ("file", "sheet", "row")
Held = date | str | int | None


def kind_of(name: str) -> LedgerKind:
    """Return the kind of ledger of that id, or that name of one or of its sheets.

    Raises
    ------
    ParameterError
        If there is none; the message lists those there are.
    """
    kinds = load_kinds()
    named = (kind for kind in kinds.values() if name in (kind.name, *kind.sheets))
    found = kinds.get(name) or next(named, None)
    if found is None:
        raise ParameterError(Fault("台账", "台账的种类", name, known_names(name, list(kinds))))
    return found


def read_rows(
    paths: Sequence[Path], *, kind: LedgerKind, columns: OwnColumns
) -> Iterator[dict[str, Held]]:
    """Yield the rows of every sheet of *kind* in *paths*: where each stands, and its known cells.

    A day that cannot be read is ``None``; columns that are not the kind's are not looked at.

    Raises
    ------
    SourceError
        If a file cannot be opened, or its columns not located.
    """
    names = tuple(kind.columns)
    for sheet in read_sheets_of(paths, own=columns).sheets:
        if sheet.kind.id != kind.id:
            continue
        for number, cells in sheet.cells(*names):
            place: Mapping[str, Held] = dict(
                zip(PLACE, (sheet.file, sheet.name, number), strict=True)
            )
            held = zip(names, cells, strict=True)
            yield {**place, **{n: _held(raw, is_day=kind.columns[n].dated) for n, raw in held}}


def _held(raw: Raw, *, is_day: bool) -> Held:
    if is_blank(raw):
        return None
    if not is_day:
        return str(raw).strip()
    try:
        return parse_date(raw)
    except (ValueError, OverflowError):
        return None

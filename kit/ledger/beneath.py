"""Rows right under a ledger's headings that are none of its own: column numbers, units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.ledger.dates import is_month
from kit.ledger.load import load_beneath
from kit.ledger.model import LedgerKind
from kit.source.grids import Sheet, is_blank
from kit.source.labels import plain_text

#: How columns of words are lettered before those of figures are numbered.
_LETTERED = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJ")
#: Columns that hold plain numbers.
_COUNTED = {"number", "count", "amount", "licensing", "penalties", "coercive_measures"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a ledger's own rows begin, and the units named above them, by column."""

    row: int
    units: Mapping[int, str]


def find_start(
    sheet: Sheet, *, headings: int, kind: LedgerKind, positions: Mapping[str, int]
) -> Start:
    """Return where the rows of a ledger begin whose last row of *headings* is known.

    Chinese statistical forms number their columns, 甲 乙 1 2 3, or name the unit
    of each, right under the headings.
    """
    units: dict[int, str] = {}
    for row in range(headings + 1, len(sheet.rows)):
        cells = dict(_cells(sheet, row))
        found = _units(cells)
        if not found and (
            not _is_numbered(cells, positions=positions)
            or _may_count(cells, kind=kind, positions=positions)
        ):
            return Start(row=row, units=units)
        units |= found
    return Start(row=len(sheet.rows), units=units)


def _cells(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    for at, value in enumerate(sheet.rows[row]):
        if not is_blank(value):
            yield at, plain_text(f"{value:g}" if isinstance(value, float) else str(value))


def _units(cells: Mapping[int, str]) -> dict[int, str]:
    """Return the unit in each cell of a row; none if anything else stands in it."""
    found = {at: load_beneath()["unit"].fullmatch(text) for at, text in cells.items()}
    named = {at: unit["said"] for at, unit in found.items() if unit}
    return named if len(named) == len(cells) else {}


def _is_numbered(cells: Mapping[int, str], *, positions: Mapping[str, int]) -> bool:
    """Whether a row numbers all columns that are known: letters and numbers each in order."""
    found = [load_beneath()["number"].fullmatch(text) for text in cells.values()]
    signs = [sign["said"] for sign in found if sign]
    letters = "".join(sign for sign in signs if not sign.isdecimal())
    numbers = [int(sign) for sign in signs if sign.isdecimal()]
    return (
        len(signs) == len(cells)
        and set(positions.values()) <= cells.keys()
        and any(order.startswith(letters) for order in _LETTERED)
        and numbers == list(range(1, len(numbers) + 1))
    )


def _may_count(cells: Mapping[int, str], *, kind: LedgerKind, positions: Mapping[str, int]) -> bool:
    """Whether 1 2 3 may as well be what January came to: a month, and but numbers beside it."""
    month = next(column.id for column in kind.columns.values() if column.required)
    return is_month(cells[positions[month]]) and positions.keys() - {month} <= _COUNTED

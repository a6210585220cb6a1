"""Merged cells of a ledger, read as what they cover: one date for the three rows it is merged over.

A row that has nothing of its own beside merged cells is one with the row above:
a request told on two lines is one request.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kit.source.grids import Sheet, is_blank
from kit.source.values import Raw

#: The row that a cell takes its value from, by row and column.
_Covered = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """Rows with what merged cells cover, and the numbers of those one with the row above."""

    rows: Sequence[Sequence[Raw]]
    joined: tuple[int, ...] = ()


def unmerge(sheet: Sheet, *, first: int, known: Collection[int], own: Collection[int]) -> Unmerged:
    """Spread what is merged over several rows of *sheet*, from row *first* on.

    Parameters
    ----------
    known
        The columns that are spread.
    own
        Columns beside these by which a row is one of its own: those that number rows.
    """
    covered = _covered(sheet, first=first, known={*known, *own})
    if not covered:
        return Unmerged(rows=sheet.rows)
    rows = [*sheet.rows]
    joined: list[int] = []
    for row, above in sorted(covered.items()):
        cells = [*rows[row], *[None] * (sheet.width - len(rows[row]))] if row < len(rows) else []
        is_own = any(
            not is_blank(cells[at]) for at in {*known, *own} - above.keys() if at < len(cells)
        )
        if not cells or not is_own:
            joined.append(row + 1)
            continue
        for column, source in above.items():
            cells[column] = sheet.at(source, column)
        rows[row] = cells
    return Unmerged(rows=rows, joined=tuple(joined))


def _covered(sheet: Sheet, *, first: int, known: Collection[int]) -> _Covered:
    """Return which cells below the headings are covered from a row above; blank ones are not."""
    covered: dict[int, dict[int, int]] = defaultdict(dict)
    for (top, column), (bottom, _) in sheet.merges:
        if top >= first and column in known and not is_blank(sheet.at(top, column)):
            for row in range(top + 1, min(bottom + 1, len(sheet.rows))):
                covered[row][column] = top
    return covered

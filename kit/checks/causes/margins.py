"""How like its row and its column a count is, in a table that is added up both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from kit.checks.arithmetic.balance import Values
from kit.checks.causes.lines import SumLine

#: What is added to a row or column that is all zero, and the least that is expected of a cell.
_GROUND, _LEAST = 0.5, 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """What stands in the cells that are counted, and what rows, columns and tables come to."""

    counts: Mapping[str, int]
    sums: Mapping[str, int]

    def unlikeness(self, right: Mapping[str, int], *, typed: Iterable[str]) -> float:
        """Return how much less like the rest of the table *right* is than what stands there.

        The cells *typed* say nothing of what is expected of them.
        """
        cells = [cell for cell in typed if cell in self.counts]
        return sum(
            _surprise(right[cell], mean=mean) - _surprise(self.counts[cell], mean=mean)
            for cell, mean in ((cell, self._mean(cell, beside=cells)) for cell in cells)
        )

    def _mean(self, cell: str, *, beside: Sequence[str]) -> float:
        row, column, whole = (
            self.sums[key] - sum(self.counts[other] for other in beside if key in _keys(other))
            for key in _keys(cell)
        )
        mean = (row + _GROUND) * (column + _GROUND) / (whole + 2 * _GROUND)
        return max(mean, _LEAST)


def build_margins(lines: Sequence[SumLine], *, values: Values) -> Margins:
    """Return the margins of this year's tables that are added up by rows and by columns."""
    summed: dict[str, set[str]] = {"row": set(), "column": set()}
    totals = {line.total for line in lines}
    for line in lines:
        if line.total and not line.is_of_last:
            summed[line.each].update(line.instance.right)
    both_ways = {_table(cell) for cell in summed["row"]} & {_table(c) for c in summed["column"]}
    counts = {
        cell: value
        for cell in summed["row"] - totals
        if _table(cell) in both_ways and isinstance(value := values.get(cell), int)
    }
    sums: defaultdict[str, int] = defaultdict(int)
    for cell, value in counts.items():
        for key in _keys(cell):
            sums[key] += value
    return Margins(counts=counts, sums=sums)


def _keys(cell: str) -> tuple[str, str, str]:
    """Return what the sums of the row, the column and the table of a cell go by."""
    table, row, column = cell.split(".")
    return f"{table}.{row}.", f"{table}..{column}", table


def _table(cell: str) -> str:
    return cell.partition(".")[0]


def _surprise(count: int, *, mean: float) -> float:
    """Return what speaks against a *count* where about *mean* is expected.

    Counts of the same kind differ widely: one ten times as large is rarer by a hundred, no more.
    """
    return -log((1 + count / mean) ** -2 - (1 + (count + 1) / mean) ** -2)

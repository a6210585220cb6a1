"""Changes of figures that would mend sums, each with what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

from kit.checks.arithmetic.balance import Values
from kit.checks.cause import CauseKind
from kit.checks.causes.costs import load_costs, moving_cost, typing_cost, typing_slip
from kit.checks.causes.lines import Standing
from kit.checks.causes.margins import Margins
from kit.checks.causes.patterns import Pattern, Patterns, printed_rows
from kit.checks.causes.witnesses import Heard, Witnesses
from kit.form import Form
from kit.form.address import LAST, split_last


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """One change that mends all the lines it moves: the cells with their right values.

    ``cost`` is what speaks against it, in nats.
    """

    kind: CauseKind
    right: Mapping[str, int]
    typed: tuple[str, ...]
    lines: int
    cost: float
    heard: Heard

    @property
    def key(self) -> frozenset[tuple[str, int]]:
        """What it changes, whatever it is called."""
        return frozenset(self.right.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """The figures that do not add up, and all that is known of them.

    ``noted`` are the cells that could be read otherwise than they were.
    """

    form: Form
    values: Values
    standing: Standing
    patterns: Patterns
    witnesses: Witnesses
    margins: Margins
    noted: frozenset[str] = frozenset()

    def suspects(self, lines: int) -> Iterator[Suspect]:
        """Yield every change that mends just *lines*."""
        for pattern in self.patterns.moving(lines, unknown=self.standing.unknown):
            suspect = self._of_pattern(pattern, lines=lines)
            if suspect:
                yield suspect

    def _of_pattern(self, pattern: Pattern, *, lines: int) -> Suspect | None:
        times = self._times(pattern)
        right = self.changed({cell: times * by for cell, by in pattern.shares.items()})
        if not times or right is None:
            return None
        cost = self._pattern_cost(pattern, right=right)
        return self.suspect(pattern.kind, right, typed=pattern.typed, lines=lines, cost=cost)

    def _times(self, pattern: Pattern) -> int:
        """Return how many cases mend every line that is known; 0 where no number does."""
        surplus, unknown = self.standing.surplus, self.standing.unknown
        wanted = {
            -surplus.get(line, 0) / by
            for line, by in pattern.effect.items()
            if not unknown >> line & 1
        }
        times = wanted.pop() if len(wanted) == 1 else 0
        return int(times) if times == int(times) else 0

    def changed(self, by: Mapping[str, int]) -> dict[str, int] | None:
        """Return the right values; ``None`` where one would be none that a cell can have."""
        right: dict[str, int] = {}
        for cell, more in by.items():
            value = self.values.get(cell)
            if not isinstance(value, int):
                return None
            right[cell] = value + more
            if right[cell] < 0 and not self._is_signed(cell):
                return None
        return right

    def _is_signed(self, cell: str) -> bool:
        own = self.form.cells.get(split_last(cell)[1])
        return own is not None and own.type == "signed"

    def suspect(
        self,
        kind: CauseKind,
        right: Mapping[str, int],
        *,
        typed: tuple[str, ...],
        lines: int,
        cost: float,
    ) -> Suspect:
        """Return a change with all that speaks against it, the witnesses heard."""
        heard = self.witnesses.hear(self.values, {**self.values, **right}, changed=right)
        costs = load_costs()["evidence"]
        cost += heard.cost
        cost += sum(self._unlikeness(cell, right[cell]) for cell in typed) * costs["unlike_last"]
        cost += self.margins.unlikeness(right, typed=typed) * costs["unlike_table"]
        if not self.noted.isdisjoint(right):
            cost += costs["noted"]
        return Suspect(kind=kind, right=right, typed=typed, lines=lines, cost=cost, heard=heard)

    def _unlikeness(self, cell: str, value: int) -> float:
        """Return how much less like last year's *value* is than what the cell has."""
        last, found = self.values.get(f"{LAST}{cell}"), self.values.get(cell)
        if not isinstance(last, int) or not isinstance(found, int):
            return 0.0
        far = [abs(log((max(n, 0) + 1) / (max(last, 0) + 1))) for n in (value, found)]
        return far[0] - far[1]

    def _pattern_cost(self, pattern: Pattern, *, right: Mapping[str, int]) -> float:
        kinds = load_costs()["kinds"]
        if pattern.kind != "moved":
            (cell,) = pattern.typed
            kind = "of_last_year" if cell.startswith(LAST) else "one_cell"
            return (
                kinds[kind]
                + (kinds["with_totals"] if len(right) > 1 else 0)
                + self.typing_cost_of(cell, right[cell])
            )
        is_with_totals = len(right) > len(pattern.typed)
        near = "moved" if pattern.is_near else "moved_far"
        kind = "moved_with_totals" if is_with_totals else near
        return kinds[kind] + self._moving_cost(pattern.typed, right=right)

    def typing_cost_of(self, cell: str, meant: int) -> float:
        """Return what speaks against *meant* having been typed as what the cell has."""
        return typing_cost(self.slip_of(cell, meant), meant=meant)

    def slip_of(self, cell: str, meant: int) -> str:
        """Return the slip by which *meant* would have become what the cell has."""
        lines = (self.patterns.lines[place] for place, _ in self.patterns.at[cell])
        parts = (part for line in lines if line.total == cell for part in line.instance.right)
        return typing_slip(
            int(self.values[cell] or 0),
            meant,
            beside=self._whole(_neighbours(self.form).get(cell, ())),
            parts=self._whole(parts),
        )

    def _whole(self, cells: Iterable[str]) -> list[int]:
        values = (self.values.get(cell) for cell in cells)
        return [value for value in values if isinstance(value, int)]

    def _moving_cost(self, typed: tuple[str, ...], *, right: Mapping[str, int]) -> float:
        """Return what speaks against cases having gone from one cell into the other."""
        found = {cell: int(self.values[cell] or 0) for cell in typed}
        loser, other = sorted(typed, key=lambda cell: found[cell] - right[cell])
        moved = "part" if found[loser] else "whole"
        if right[other] and found[loser] == right[other] and found[other] == right[loser]:
            moved = "exchanged"
        return moving_cost(moved, cases=right[loser] - found[loser], of=right[loser])


@cache
def _neighbours(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Return the cells printed beside each cell in its row."""
    beside: dict[str, tuple[str, ...]] = {}
    for one, other in (pair for row in printed_rows(form) for pair in pairwise(row)):
        beside[one] = (*beside.get(one, ()), other)
        beside[other] = (*beside.get(other, ()), one)
    return beside

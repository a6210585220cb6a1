"""Two cells that are wrong each by itself in one row or column, which is off by both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kit.checks.causes.costs import load_costs
from kit.checks.causes.suspects import Inquiry, Suspect


def two_cells(lines: int, *, inquiry: Inquiry) -> Iterator[Suspect]:
    """Yield the pairs of cells that together break just *lines*, one of them both."""
    standing = inquiry.standing
    masks = {
        cell: sum(1 << line for line, _ in places) & ~standing.unknown
        for cell, places in inquiry.patterns.at.items()
    }
    inside = sorted(cell for cell, own in masks.items() if own and not own & ~lines)
    for pair in combinations(inside, 2):
        one, other = (masks[cell] for cell in pair)
        if one | other == lines and one & other and one & ~other and other & ~one:
            suspect = _of_pair(pair, lines=lines, inquiry=inquiry)
            if suspect:
                yield suspect


def _of_pair(pair: tuple[str, str], *, lines: int, inquiry: Inquiry) -> Suspect | None:
    by = {
        cell: _off(cell, beside=beside, inquiry=inquiry)
        for cell, beside in zip(pair, pair[::-1], strict=True)
    }
    right = inquiry.changed(by)
    if right is None or not all(by.values()) or not _mends(by, lines=lines, inquiry=inquiry):
        return None
    cost = load_costs()["kinds"]["another"]
    cost += sum(inquiry.typing_cost_of(cell, value) for cell, value in right.items())
    return inquiry.suspect("two_cells", right, typed=pair, lines=lines, cost=cost)


def _off(cell: str, *, beside: str, inquiry: Inquiry) -> int:
    """Return by how much *cell* must change to mend a line that the cell *beside* is not in."""
    at, surplus = inquiry.patterns.at, inquiry.standing.surplus
    others = {line for line, _ in at[beside]}
    return next((-surplus.get(n, 0) * sign for n, sign in at[cell] if n not in others), 0)


def _mends(by: dict[str, int], *, lines: int, inquiry: Inquiry) -> bool:
    left = {n: s for n, s in inquiry.standing.surplus.items() if lines >> n & 1}
    for cell, more in by.items():
        for line, sign in inquiry.patterns.at[cell]:
            if line in left:
                left[line] += sign * more
    return not any(left.values())

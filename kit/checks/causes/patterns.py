"""The ways in which figures go wrong together, and the sums that each of them breaks.

A pattern says how much each of its cells is off for one case too many in the first; what it
breaks is known before any figure is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from kit.checks.cause import CauseKind
from kit.checks.causes.lines import SumLine
from kit.form import Form
from kit.form.address import LAST
from kit.form.kinds import Each

#: By how much each cell is off for one case.
Shares = Mapping[str, int]
#: Which totals are made of a wrong cell and wrong with it.
_FOLLOWING: tuple[tuple[Each, ...], ...] = ((), ("row",), ("column",), ("column", "row"))
_TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to be wrong: the cells typed, what follows of them, and the lines it moves."""

    kind: CauseKind
    typed: tuple[str, ...]
    shares: Shares
    effect: Mapping[int, int]
    is_near: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """All patterns of a form, by the set of lines that they move."""

    lines: tuple[SumLine, ...]
    by_lines: Mapping[int, tuple[Pattern, ...]]
    at: Mapping[str, Sequence[tuple[int, int]]]

    def moving(self, wanted: int, *, unknown: int) -> Iterator[Pattern]:
        """Yield the patterns that move just the lines *wanted*, whatever the unknown ones."""
        if not unknown:
            yield from self.by_lines.get(wanted, ())
            return
        for moved, patterns in self.by_lines.items():
            if moved & ~unknown == wanted:
                yield from patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """Where each cell is added up: its lines with their signs, and the total it goes into."""

    at: Mapping[str, Sequence[tuple[int, int]]]
    totals: Mapping[tuple[str, Each], str]


@cache
def build_patterns(lines: tuple[SumLine, ...], *, form: Form) -> Patterns:
    """Return every pattern of *form*, its cells in the *lines*."""
    sums = _sums(lines)
    across = {c for n in lines if not n.is_of_last for c, _ in n.signs if c.startswith(LAST)}
    found: defaultdict[int, list[Pattern]] = defaultdict(list)
    for kind, shares, is_near in _roots(form, at=sums.at, across=across):
        for pattern in _followed(kind, shares, sums=sums, is_near=is_near):
            found[sum(1 << line for line in pattern.effect)].append(pattern)
    by_lines = {key: tuple(patterns) for key, patterns in found.items()}
    return Patterns(lines=lines, by_lines=by_lines, at=sums.at)


def _sums(lines: tuple[SumLine, ...]) -> _Sums:
    at: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    totals: dict[tuple[str, Each], str] = {}
    for number, line in enumerate(lines):
        for cell, sign in line.signs:
            at[cell].append((number, sign))
        if line.total:
            totals |= {(cell, line.each): line.total for cell in line.instance.right}
    return _Sums(at=at, totals=totals)


def _roots(
    form: Form, *, at: Mapping[str, object], across: set[str]
) -> Iterator[tuple[CauseKind, Shares, bool]]:
    """Yield what may be typed wrong: a cell, or a case in one cell that belongs in another."""
    yield from (("one_cell", {cell: 1}, True) for cell in form.cells if cell in at)
    yield from (("one_cell", {cell: 1}, True) for cell in sorted(across))
    for one, other, is_near in _beside(form):
        if one in at and other in at:
            yield "moved", {one: 1, other: -1}, is_near


def _beside(form: Form) -> Iterator[tuple[str, str, bool]]:
    """Yield pairs of cells of one row or column that a case may be counted in by mistake."""
    # A total takes no case of its own.
    for row in printed_rows(form):
        cells = [cell for cell in row if _column(cell) != _TOTAL]
        near = set(pairwise(row))
        yield from ((a, b, (a, b) in near) for a, b in combinations(cells, 2))
    for upper, lower in pairwise(_rows(form)):
        if [_column(cell) for cell in upper] == [_column(cell) for cell in lower]:
            pairs = zip(upper, lower, strict=True)
            yield from ((a, b, True) for a, b in pairs if _column(a) != _TOTAL)


@cache
def printed_rows(form: Form) -> tuple[tuple[str, ...], ...]:
    """Return the cells of each row as the form prints it, all tables one after another."""
    rows: dict[tuple[str, int], list[str]] = {}
    for table in form.tables.values():
        for slot in table.slots:
            if slot.cell:
                rows.setdefault((table.id, slot.row), []).append(slot.cell.address)
    return tuple(map(tuple, rows.values()))


def _rows(form: Form) -> list[tuple[str, ...]]:
    """Return the cells in rows as their addresses name them: table four has three in one."""
    rows: dict[str, list[str]] = {}
    for cell in form.cells:
        rows.setdefault(cell.rpartition(".")[0], []).append(cell)
    return list(map(tuple, rows.values()))


def _column(cell: str) -> str:
    return cell.rpartition(".")[2]


def _followed(kind: CauseKind, shares: Shares, *, sums: _Sums, is_near: bool) -> Iterator[Pattern]:
    """Yield a wrong entry by itself, and with the totals that were made of it."""
    known: list[Shares] = []
    for ways in _FOLLOWING:
        whole = _with_totals(shares, ways=ways, sums=sums)
        if whole in known:
            continue
        known.append(whole)
        is_alone = kind == "moved" or len(whole) == len(shares)
        yield Pattern(
            kind=kind if is_alone else "with_totals",
            typed=tuple(shares),
            shares=whole,
            effect=_effect(whole, sums=sums),
            is_near=is_near,
        )


def _with_totals(shares: Shares, *, ways: Sequence[Each], sums: _Sums) -> Shares:
    """Return *shares* with those of the totals that rows and columns make of them."""
    whole = dict(shares)
    for each in ways:
        for cell, share in tuple(whole.items()):
            total = sums.totals.get((cell, each))
            if total and total not in shares:
                whole[total] = whole.get(total, 0) + share
    return {cell: share for cell, share in whole.items() if share}


def _effect(shares: Shares, *, sums: _Sums) -> Mapping[int, int]:
    moved: dict[int, int] = {}
    for cell, share in shares.items():
        for place, sign in sums.at[cell]:
            moved[place] = moved.get(place, 0) + sign * share
    return {place: by for place, by in moved.items() if by}

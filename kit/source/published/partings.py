"""Every way to cut digits that ran together into the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from kit.form import Cell
from kit.form.instances import Instance

#: More steps than this, and the digits tell nothing: as many as a second or two takes.
_MOST_STEPS = 300_000
#: What a number of each type is, no zero before it.
_COUNT = r"(?:0|[1-9][0-9]*)"
_NUMBERS = {
    "count": re.compile(_COUNT),
    "signed": re.compile(rf"[+-]?{_COUNT}"),
    "decimal": re.compile(rf"{_COUNT}(?:\.[0-9]+)?"),
    "amount": re.compile(rf"{_COUNT}(?:\.[0-9]+)?(?:元|万元|亿元|万|亿)?"),
}


class TooMany(Exception):  # noqa: N818 - no error, but an end to looking
    """There are more ways than can be looked at."""


@dataclass(slots=True, kw_only=True)
class _Search:
    """The digits, where a number must end, the cells, and the sums that end at each."""

    digits: str
    borders: frozenset[int]
    cells: Sequence[Cell]
    sums: Sequence[Sequence[Instance]]
    steps: int = 0
    values: dict[str, int] = field(default_factory=dict)

    def step(self) -> None:
        """Count a step.

        Raises
        ------
        TooMany
            If it is one too many.
        """
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise TooMany


def partings(
    tokens: Sequence[str], *, cells: Sequence[Cell], rules: Sequence[Instance]
) -> Iterator[tuple[str, ...]]:
    """Give every way to cut *tokens*, in order and across none of them, into numbers for *cells*.

    Parameters
    ----------
    rules
        Sums of cells of this row alone, each judged as soon as its last cell is cut.

    Raises
    ------
    TooMany
        If there is too much to look at.
    """
    order = {cell.address: at for at, cell in enumerate(cells)}
    sums: list[list[Instance]] = [[] for _ in cells]
    for rule in rules:
        sums[max(order[address] for address in rule.terms)].append(rule)
    borders = frozenset(accumulate(map(len, tokens)))
    search = _Search(digits="".join(tokens), borders=borders, cells=cells, sums=sums)
    return _cut(search, start=0, at=0)


def _cut(search: _Search, *, start: int, at: int) -> Iterator[tuple[str, ...]]:
    """Give the ways to cut what begins at *start* into the cells from *at* on."""
    if at == len(search.cells):
        if start == len(search.digits):
            yield ()
        return
    cell = search.cells[at]
    border = min((b for b in search.borders if b > start), default=len(search.digits))
    last = min(border, len(search.digits) - (len(search.cells) - at - 1))
    for end in range(start + 1, last + 1):
        search.step()
        said = search.digits[start:end]
        if not _NUMBERS[cell.type].fullmatch(said):
            continue
        if said.isdigit():
            search.values[cell.address] = int(said)
        if all(_holds(rule, search) for rule in search.sums[at]):
            for rest in _cut(search, start=end, at=at + 1):
                yield said, *rest


def _holds(rule: Instance, search: _Search) -> bool:
    right = sum(search.values[a] for a in rule.right) - sum(search.values[a] for a in rule.minus)
    return sum(search.values[a] for a in rule.left) == right

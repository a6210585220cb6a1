"""Numbers typed as text, which a spreadsheet's sum leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kit.checks.arithmetic.balance import Values, balance_of
from kit.checks.causes.lines import SumLine
from kit.report.model import Report

#: Of more cells of one sum that are text only one, two, or all are taken for left out.
_TOGETHER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Cells that are text, the totals that lack them, and what these come to with them."""

    cells: tuple[str, ...]
    totals: dict[str, int]


def noted_cells(report: Report, *, lines: tuple[SumLine, ...]) -> frozenset[str]:
    """Return the cells that were read with a note and go into a total that was not.

    A total that is text itself was typed, and sums nothing.
    """
    noted = frozenset(a for a, figure in report.filing.figures.items() if figure.note)
    if not noted:
        return noted
    summed = {
        cell
        for line in lines
        if line.total and line.total not in noted
        for cell in line.instance.right
    }
    return noted & summed


def find_left_out(
    lines: tuple[SumLine, ...], *, values: Values, noted: frozenset[str]
) -> LeftOut | None:
    """Return what sums left out, when putting it in mends sums and breaks none."""
    totals: dict[str, int] = {}
    cells: list[str] = []
    for line in lines:
        lacking = _lacking(line, values=values, noted=noted)
        if lacking:
            cells += lacking
            totals[line.total] = _sum(line, values)
    if not cells:
        return None
    _follow(lines, totals=totals, values=values, noted=noted)
    after = {**values, **totals}
    moved = [line for line in lines if not totals.keys().isdisjoint(line.instance.terms)]
    if any(_is_off(line, after) and not _is_off(line, values) for line in moved):
        return None
    return LeftOut(cells=tuple(dict.fromkeys(cells)), totals=totals)


def _lacking(line: SumLine, *, values: Values, noted: frozenset[str]) -> tuple[str, ...]:
    """Return the cells of *line* that are text and that its total lacks, to the case."""
    if not line.total or line.is_of_last or line.total in noted:
        return ()
    balance = balance_of(line.instance, values)
    if not balance.is_known or balance.surplus >= 0:
        return ()
    texts = [cell for cell in line.instance.right if cell in noted and values[cell]]
    return next(
        (
            some
            for some in _some(texts)
            if sum(int(values[c] or 0) for c in some) == -balance.surplus
        ),
        (),
    )


def _some(texts: list[str]) -> Iterator[tuple[str, ...]]:
    yield tuple(texts)
    for count in range(1, _TOGETHER + 1):
        yield from combinations(texts, count)


def _follow(
    lines: tuple[SumLine, ...],
    *,
    totals: dict[str, int],
    values: Values,
    noted: frozenset[str],
) -> None:
    """Add to *totals* those that were made of them and lack the same."""
    for line in lines:
        made = line.total and line.total not in totals and line.total not in noted
        if made and not totals.keys().isdisjoint(line.instance.right):
            after = {**values, **totals}
            if not _is_off(line, values) and _is_off(line, after):
                totals[line.total] = _sum(line, after)


def _sum(line: SumLine, values: Values) -> int:
    return sum(int(values[cell] or 0) for cell in line.instance.right)


def _is_off(line: SumLine, values: Values) -> bool:
    balance = balance_of(line.instance, values)
    return balance.is_known and balance.surplus != 0

"""Propose the one cell and value that would satisfy most of the sums that fail together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.checks.arithmetic.balance import Values, balance_of, lines_of, own_cells, read_values
from kit.checks.findings import Repair
from kit.checks.places import spoken_cell
from kit.form.instances import Instance
from kit.form.kinds import Equal
from kit.report.model import Report

#: A change that mends a single sum says nothing: any of its cells could be wrong.
_LEAST_MENDED = 2
_MOST_PROPOSED = 3

#: A row or column with the id of the rule that judges it.
Line = tuple[str, Instance]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    cell: str
    value: int
    mended: frozenset[Line]


def propose_repairs(report: Report) -> tuple[Repair, ...]:
    """Return the changes that mend at least two sums and break none, the best first.

    Of changes that mend fewer sums than the best, only those that mend others
    are proposed. They are never applied.
    """
    values = read_values(report)
    lines: list[Line] = [
        (rule.id, line)
        for rule in report.form.rules.values()
        if isinstance(rule.kind, Equal)
        for line in lines_of(rule.kind, report=report)
    ]
    lawful = (change for change in _changes(lines, values) if not _harms(change, lines, values))
    chosen = _chosen(sorted(lawful, key=lambda change: -len(change.mended)))
    return tuple(_repair(change, values=values, report=report) for change in chosen)


def _changes(lines: Iterable[Line], values: Values) -> list[_Change]:
    """Every change of one cell that mends at least two of the broken *lines*."""
    mended: defaultdict[tuple[str, int], set[Line]] = defaultdict(set)
    for rule, line in lines:
        balance = balance_of(line, values)
        if not balance.is_known or not balance.surplus:
            continue
        for cell in own_cells(line):
            sign = 1 if cell in line.right else -1
            value = int(values[cell] or 0) + sign * int(balance.surplus)
            if value >= 0:
                mended[cell, value].add((rule, line))
    return [
        _Change(cell=cell, value=value, mended=frozenset(by))
        for (cell, value), by in mended.items()
        if len(by) >= _LEAST_MENDED
    ]


def _harms(change: _Change, lines: Iterable[Line], values: Values) -> bool:
    """Whether the change breaks a sum that is not broken yet."""
    changed = values | {change.cell: change.value}
    return any(
        balance_of(line, changed).as_equal() == "broken"
        and balance_of(line, values).as_equal() != "broken"
        for _, line in lines
        if change.cell in line.terms
    )


def _chosen(ranked: Sequence[_Change]) -> list[_Change]:
    chosen: list[_Change] = []
    for change in ranked:
        is_best = len(change.mended) == len(ranked[0].mended)
        if is_best or all(change.mended.isdisjoint(other.mended) for other in chosen):
            chosen.append(change)
    return chosen[:_MOST_PROPOSED]


def _repair(change: _Change, *, values: Values, report: Report) -> Repair:
    found = values[change.cell]
    mended = {rule for rule, _ in change.mended}
    rules = tuple(rule for rule in report.form.rules if rule in mended)
    message = (
        f"若 {spoken_cell(change.cell, report=report)}由 {found} 改为 {change.value}，"
        f"{'、'.join(rules)} 共 {len(change.mended)} 处同时成立。请核对原始台账，不要照改。"
    )
    return Repair(
        cell=change.cell,
        value=change.value,
        found=None if found is None else int(found),
        rules=rules,
        message=message,
    )

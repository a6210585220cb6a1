"""Propose the one cell and value that would satisfy most of the sums that fail together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.checks.findings import Repair
from kit.checks.instances import Instance, Values, build_instances, read_values
from kit.checks.places import spoken_cell
from kit.form.kinds import Equal
from kit.report.model import Report
from kit.source.filing import Value

#: A change that mends a single sum says nothing: any of its cells could be wrong.
_LEAST_MENDED = 2
_MOST_PROPOSED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    cell: str
    value: int
    mended: frozenset[Instance]


def propose_repairs(report: Report) -> tuple[Repair, ...]:
    """Return the changes that mend at least two sums and break none, the best first.

    Of changes that mend fewer sums than the best, only those that mend others
    are proposed. They are never applied.
    """
    values = read_values(report)
    instances = [
        line
        for rule in report.form.rules.values()
        if isinstance(rule.kind, Equal)
        for line in build_instances(rule.id, rule.kind, report=report)
    ]
    changes = _changes(instances, values=values)
    lawful = (change for change in changes if not _harms(change, instances, values=values))
    chosen = _chosen(sorted(lawful, key=lambda change: -len(change.mended)))
    return tuple(_repair(change, values=values, report=report) for change in chosen)


def _changes(instances: Iterable[Instance], *, values: Values) -> list[_Change]:
    """Every change of one cell that mends at least two of the broken *instances*."""
    mended: defaultdict[tuple[str, int], set[Instance]] = defaultdict(set)
    for line in instances:
        balance = line.balance(values)
        if not balance.is_known or not balance.surplus:
            continue
        for cell in line.cells:
            value = _wanted(values[cell], by=-line.sign(cell) * int(balance.surplus))
            if value >= 0:
                mended[cell, value].add(line)
    return [
        _Change(cell=cell, value=value, mended=frozenset(lines))
        for (cell, value), lines in mended.items()
        if len(lines) >= _LEAST_MENDED
    ]


def _wanted(value: Value, *, by: int) -> int:
    return int(value or 0) + by


def _harms(change: _Change, instances: Iterable[Instance], *, values: Values) -> bool:
    """Whether the change breaks a sum that is not broken yet."""
    changed = values | {change.cell: change.value}
    touched = (line for line in instances if change.cell in line.cells)
    return any(
        line.balance(changed).as_equal() == "broken" and line.balance(values).as_equal() != "broken"
        for line in touched
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
    rules = tuple(rule for rule in report.form.rules if rule in {i.rule for i in change.mended})
    message = (
        f"若 {spoken_cell(change.cell, report=report)} 由 {found} 改为 {change.value}，"
        f"{'、'.join(rules)} 共 {len(change.mended)} 处同时成立。请核对原始台账，不要照改。"
    )
    return Repair(
        cell=change.cell,
        value=change.value,
        found=None if found is None else int(found),
        rules=rules,
        message=message,
    )

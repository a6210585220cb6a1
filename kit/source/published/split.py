"""Digits of a row that ran together: parted where the rules leave exactly one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from kit.errors import Fault
from kit.form import Form, Table
from kit.form.instances import Instance, rule_instances
from kit.form.kinds import Equal
from kit.source.filing import Figure
from kit.source.values import read_figure

#: Rows with fewer cells are not parted: too little would tell one way from another.
_FEWEST_CELLS = 4
_MOST_DIGITS = 36
_MOST_WAYS = 200_000
_MOST_CHOICES = 20_000
_GLUED = re.compile(r"[0-9]+(?:\D{1,2}[0-9]+)*")

Ways = list[dict[str, int]]


def split_rows(
    figures: Mapping[str, Figure], *, form: Form
) -> tuple[dict[str, Figure], list[Fault]]:
    """Part the rows whose first cell holds the digits of all; return what changed, and faults.

    A row that can be parted in no way or in several stays blank.
    """
    glued = {
        row: found
        for table in form.tables.values()
        for row in _rows(table)
        if (found := _glued(row, figures=figures))
    }
    if not glued:
        return {}, []
    values = {a: f.value for a, f in figures.items() if isinstance(f.value, int)}
    rules = list(_rules(form))
    ways = {row: _ways(row, tokens, rules=rules) for row, tokens in glued.items()}
    chosen = _choose(ways, values=values, rules=rules)
    changed: dict[str, Figure] = {}
    faults: list[Fault] = []
    for row, tokens in glued.items():
        way = chosen.get(row)
        for address in row:
            value = way[address] if way else None
            figure = read_figure(value, cell=form.cells[address])
            changed[address] = replace(figure, place=figures[row[0]].place)
        faults.append(_fault(figures[row[0]], way=way, said="、".join(tokens)))
    return changed, faults


def _fault(figure: Figure, *, way: Mapping[str, int] | None, said: str) -> Fault:
    where = figure.place.spoken if figure.place else figure.address
    if way is None:
        cure = "不能确定如何拆开，整行留空，请对照原件填写。"
        return Fault(where, "分开的各格", f"连在一起的“{said}”", cure)
    parted = "、".join(map(str, way.values()))
    cure = f"只有一种拆法合乎勾稽关系，已按 {parted} 读入，请核对。"
    return Fault(where, "分开的各格", f"连在一起的“{said}”", cure)


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    rows: dict[int, list[str]] = {}
    for slot in table.slots:
        if slot.cell:
            rows.setdefault(slot.row, []).append(slot.cell.address)
    return (tuple(row) for row in rows.values() if len(row) >= _FEWEST_CELLS)


def _glued(row: Sequence[str], *, figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """Return the runs of digits of a row all of which stand in its first cell."""
    first = figures.get(row[0])
    if not first or any(figures[a].raw for a in row[1:] if a in figures):
        return ()
    raw = "".join(first.raw.split(" "))
    tokens = tuple(re.findall("[0-9]+", raw)) if _GLUED.fullmatch(raw) else ()
    digits = sum(map(len, tokens))
    is_one = len(tokens) == 1 and digits < len(row)
    return () if is_one or len(tokens) >= len(row) or digits > _MOST_DIGITS else tokens


def _rules(form: Form) -> Iterator[Instance]:
    """Give the sums of the form itself; those that look at last year say nothing of this row."""
    for rule in form.rules.values():
        if rule.id.startswith("R") and isinstance(rule.kind, Equal):
            yield from rule_instances(rule.kind, form=form)


def _ways(row: Sequence[str], tokens: Sequence[str], *, rules: Sequence[Instance]) -> Ways:
    """Return the ways to part *tokens* into the row's cells that the row's own sums allow."""
    own = [rule for rule in rules if set(rule.terms) <= set(row)]
    ways: Ways = []
    for tried, numbers in enumerate(_partings("".join(tokens), _inner(tokens), len(row))):
        if tried > _MOST_WAYS:
            return []
        way = dict(zip(row, numbers, strict=True))
        if all(_holds(rule, way) for rule in own):
            ways.append(way)
    return ways if own else []


def _inner(tokens: Sequence[str]) -> frozenset[int]:
    """Return where a number must end: the borders between runs of digits."""
    ends, at = set(), 0
    for token in tokens:
        at += len(token)
        ends.add(at)
    return frozenset(ends)


def _partings(
    digits: str, borders: frozenset[int], cells: int, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Give every way to cut *digits* into numbers without leading zeros, across no border."""
    if not cells:
        if start == len(digits):
            yield ()
        return
    border = min((b for b in borders if b > start), default=len(digits))
    last = start + 1 if digits[start : start + 1] == "0" else border
    for end in range(start + 1, min(last, len(digits) - cells + 1) + 1):
        for rest in _partings(digits, borders, cells - 1, end):
            yield int(digits[start:end]), *rest


def _holds(rule: Instance, values: Mapping[str, int]) -> bool:
    if any(address not in values for address in rule.terms):
        return True
    right = sum(values[a] for a in rule.right) - sum(values[a] for a in rule.minus)
    return sum(values[a] for a in rule.left) == right


def _choose(
    ways: Mapping[tuple[str, ...], Ways],
    *,
    values: Mapping[str, int],
    rules: Sequence[Instance],
) -> dict[tuple[str, ...], dict[str, int]]:
    """Return the one way for each row that all sums together allow."""
    glued = {address for row in ways for address in row}
    known = {a: v for a, v in values.items() if a not in glued}
    narrowed = {row: _allowed(own, known=known, rules=rules) for row, own in ways.items()}
    some = {row: own for row, own in narrowed.items() if own}
    if prod(map(len, some.values())) > _MOST_CHOICES:
        return {row: own[0] for row, own in some.items() if len(own) == 1}
    fits = [
        choice
        for choice in product(*some.values())
        if _all_hold(known | {a: v for way in choice for a, v in way.items()}, rules=rules)
    ]
    return {
        row: fits[0][at]
        for at, row in enumerate(some)
        if fits and all(choice[at] == fits[0][at] for choice in fits)
    }


def _allowed(own: Ways, *, known: Mapping[str, int], rules: Sequence[Instance]) -> Ways:
    return [way for way in own if _all_hold({**known, **way}, rules=rules)]


def _all_hold(values: Mapping[str, int], *, rules: Sequence[Instance]) -> bool:
    return all(_holds(rule, values) for rule in rules)

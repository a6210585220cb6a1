"""Which rules a figure takes part in, and what they come to with the report's own values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kit.form import Form
from kit.form.address import LAST, split_last
from kit.form.instances import Instance, rule_instances
from kit.form.kinds import AtLeast, Equal, Kind, ShareAtMost

#: Values by address, last year's with their mark.
Values = Mapping[str, int | Decimal | None]
#: More terms than these are told by their number.
_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One rule that a cell takes part in, and the row or column it is judged in, if it adds up."""

    rule: str
    title: str
    instance: Instance | None = None
    sign: str = "＝"


@cache
def parts_by_cell(form: Form, *, filed: Form) -> Mapping[str, tuple[Part, ...]]:
    """Return the rules of *form* that each cell of the form it was *filed* in takes part in."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for rule in form.rules.values():
        for cells, instance in _reaches(rule.kind, form=filed):
            sign = "≥" if isinstance(rule.kind, AtLeast) else "＝"
            part = Part(rule=rule.id, title=rule.title, instance=instance, sign=sign)
            for cell in dict.fromkeys(cells):
                parts[cell].append(part)
    return {cell: tuple(found) for cell, found in parts.items()}


def _reaches(kind: Kind, *, form: Form) -> Iterator[tuple[tuple[str, ...], Instance | None]]:
    """Yield the own cells a rule looks at, those of a sum line by line."""
    if isinstance(kind, Equal | AtLeast):
        for instance in rule_instances(kind, form=form):
            own = tuple(term for term in instance.terms if not term.startswith(LAST))
            yield own, instance
        return
    patterns = (*kind.part, *kind.whole) if isinstance(kind, ShareAtMost) else _cells(kind)
    cells = tuple(a for p in patterns if not split_last(p)[0] for a in form.match(p))
    if cells:
        yield cells, None


def _cells(kind: object) -> tuple[str, ...]:
    """Return the cells of a kind that names cells; most kinds about words name none."""
    return getattr(kind, "cells", ())


def equation(part: Part, *, values: Values) -> str:
    """Write the row or column out, e.g. ``3521＋125＝3525＋121``; empty when nothing is added."""
    if part.instance is None:
        return ""
    left = _side(part.instance.left, values=values)
    right = _side(part.instance.right, values=values)
    minus = _side(part.instance.minus, values=values)
    return f"{left}{part.sign}{right}" + (f"－{minus}" if minus else "")


def _side(terms: tuple[str, ...], *, values: Values) -> str:
    found = [values.get(term) for term in terms]
    if len(terms) <= _FEW:
        return "＋".join("空白" if value is None else str(value) for value in found)
    blank = found.count(None)
    total = sum(value for value in found if value is not None)
    return f"{total}（{len(terms)} 项之和{f'，{blank} 项空白' if blank else ''}）"

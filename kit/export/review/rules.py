"""Which rules a figure takes part in, and what they come to with the report's own values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kit.checks.arithmetic.equation import Equation, Sign, write_out
from kit.form import Form
from kit.form.address import LAST, split_last
from kit.form.instances import Instance, rule_instances
from kit.form.kinds import AtLeast, Equal, Kind, ShareAtMost

#: Values by address, last year's with their mark.
Value = int | Decimal | None
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One rule that a cell takes part in, and the row or column it is judged in, if it adds up."""

    rule: str
    title: str
    instance: Instance | None = None
    sign: Sign = "＝"


@cache
def parts_by_cell(form: Form, *, filed: Form) -> Mapping[str, tuple[Part, ...]]:
    """Return the rules of *form* that each cell of the form it was *filed* in takes part in."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for rule in form.rules.values():
        for cells, instance in _reaches(rule.kind, form=filed):
            sign: Sign = "≥" if isinstance(rule.kind, AtLeast) else "＝"
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


_NO_SUM = Equation()


def work_out(part: Part, *, values: Values) -> Equation:
    """Write out the row or column of *part*, if it adds up any."""
    if part.instance is None:
        return _NO_SUM
    return write_out(part.instance, values=values, sign=part.sign)


def equation_of(rule: str, *, cells: Sequence[str], parts: Iterable[Part], values: Values) -> str:
    """Write out the row or column of *rule* that is judged by just these *cells*; else nothing."""
    for part in parts:
        terms = part.instance.terms if part.instance and part.rule == rule else ()
        if terms and set(cells) == set(terms):
            return work_out(part, values=values).text
    return ""

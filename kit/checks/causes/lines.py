"""Every sum that the figures of two years must keep, each row or column one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kit.checks.arithmetic.balance import Values, balance_of, read_values
from kit.form import Form, load_forms
from kit.form.address import LAST
from kit.form.instances import Instance, rule_instances
from kit.form.kinds import Each, Equal
from kit.report.model import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """One row or column that a rule adds up; ``total`` is the cell that the others make."""

    rule: str
    each: Each
    instance: Instance
    total: str = ""
    is_of_last: bool = False

    @property
    def signs(self) -> Iterator[tuple[str, int]]:
        """Every cell with the way in which it moves the surplus of the left side."""
        yield from ((cell, 1) for cell in (*self.instance.left, *self.instance.minus))
        yield from ((cell, -1) for cell in self.instance.right)


def lines_judged(report: Report) -> tuple[SumLine, ...]:
    """Return the lines of this year, those across the years, and last year's own."""
    last = load_forms()[report.last.edition] if report.last else None
    return _lines(report.form, filed=report.filing_form, last=last)


def has_broken_sum(report: Report) -> bool:
    """Whether one of the lines does not hold."""
    lines, values = lines_judged(report), read_values(report)
    return any(balance_of(line.instance, values).as_equal() == "broken" for line in lines)


@cache
def _lines(form: Form, *, filed: Form, last: Form | None) -> tuple[SumLine, ...]:
    own = [
        _line(rule.id, rule.kind, instance)
        for rule in form.rules.values()
        if isinstance(rule.kind, Equal)
        for instance in rule_instances(rule.kind, form=filed)
        if instance.right and _is_there(instance, last=last)
    ]
    return (*own, *(_last_lines(last) if last else ()))


def _line(rule: str, kind: Equal, instance: Instance, *, is_of_last: bool = False) -> SumLine:
    return SumLine(
        rule=rule,
        each=kind.each,
        instance=instance,
        total=instance.left[0] if kind.fills else "",
        is_of_last=is_of_last,
    )


def _is_there(instance: Instance, *, last: Form | None) -> bool:
    cells = last.cells if last else {}
    return all(t.removeprefix(LAST) in cells for t in instance.terms if t.startswith(LAST))


def _last_lines(last: Form) -> Iterator[SumLine]:
    """Yield what last year's figures kept among themselves, their addresses marked."""
    for rule in last.rules.values():
        if not isinstance(rule.kind, Equal):
            continue
        for instance in rule_instances(rule.kind, form=last):
            if not any(term.startswith(LAST) for term in instance.terms) and instance.right:
                yield _line(rule.id, rule.kind, _marked(instance), is_of_last=True)


def _marked(instance: Instance) -> Instance:
    left, right, minus = (
        tuple(f"{LAST}{cell}" for cell in side)
        for side in (instance.left, instance.right, instance.minus)
    )
    return Instance(left=left, right=right, minus=minus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What each line comes to: its surplus where it is off, and which cannot be known.

    Lines go by their place; sets of them are bits of a number. Of the unknown ones those are
    ``overfull`` that no filling of their blanks can mend.
    """

    surplus: Mapping[int, int]
    unknown: int = 0
    overfull: int = 0

    @property
    def broken(self) -> int:
        """The lines that are off by what is known."""
        return sum(1 << at for at in self.surplus)


def stand(lines: tuple[SumLine, ...], values: Values) -> Standing:
    """Return what the *lines* come to."""
    surplus: dict[int, int] = {}
    unknown = overfull = 0
    for at, line in enumerate(lines):
        balance = balance_of(line.instance, values)
        if not balance.is_known:
            unknown |= 1 << at
            overfull |= (balance.as_equal() == "broken") << at
        elif balance.surplus:
            surplus[at] = int(balance.surplus)
    return Standing(surplus=surplus, unknown=unknown, overfull=overfull)

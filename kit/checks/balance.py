"""The rows and columns that an arithmetic rule judges, and what their sums come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kit.checks.findings import Outcome
from kit.form.address import LAST, match_addresses, split_last
from kit.form.kinds import AtLeast, Equal
from kit.report.model import Report
from kit.source.filing import Value

#: Values by address; last year's under their mark.
Values = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The left side less the right, blanks left out, and which way blanks could move it."""

    surplus: int | Decimal
    may_rise: bool
    may_fall: bool

    @property
    def is_known(self) -> bool:
        """Whether no blank is among its cells."""
        return not (self.may_rise or self.may_fall)

    def as_equal(self) -> Outcome:
        """Judge that both sides are equal: broken when no filling of blanks can mend it."""
        if self.surplus > 0 and not self.may_fall:
            return "broken"
        if self.surplus < 0 and not self.may_rise:
            return "broken"
        return "holds" if self.is_known else "undecided"

    def as_at_least(self) -> Outcome:
        """Judge that the left side is no less than the right."""
        if self.surplus < 0:
            return "undecided" if self.may_rise else "broken"
        return "undecided" if self.may_fall else "holds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One row or column of a rule: the cells of its sides, last year's with their mark."""

    rule: str
    each: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Its cells of this year."""
        every = (*self.left, *self.right, *self.minus)
        return tuple(address for address in every if not address.startswith(LAST))

    def sign(self, address: str) -> int:
        """Whether raising the cell raises (1) or lowers (-1) the balance."""
        return -1 if address in self.right else 1

    def balance(self, values: Values) -> Balance:
        """Add up both sides with these *values*."""
        gains = [values.get(address) for address in (*self.left, *self.minus)]
        losses = [values.get(address) for address in self.right]
        return Balance(
            surplus=known_sum(gains) - known_sum(losses),
            may_rise=None in gains,
            may_fall=None in losses,
        )


def read_values(report: Report) -> Values:
    """Return every value of the filing and of last year's by address."""
    own = {address: figure.value for address, figure in report.filing.figures.items()}
    last = report.last.figures if report.last else {}
    return own | {f"{LAST}{address}": figure.value for address, figure in last.items()}


def build_instances(rule: str, kind: Equal | AtLeast, *, report: Report) -> tuple[Instance, ...]:
    """Return the rows or columns that *kind* judges.

    There are none when there is no last year to look at, or the edition filed
    in lacks one of the rule's cells.
    """
    minus = kind.minus if isinstance(kind, Equal) else ()
    sides = (kind.left, kind.right, minus)
    matched = [[match_filed(pattern, report=report) for pattern in side] for side in sides]
    if not all(addresses for side in matched for addresses in side):
        return ()
    left, right, less = (_by_line(side, each=kind.each) for side in matched)
    return tuple(
        Instance(
            rule=rule, each=kind.each, left=left[line], right=right[line], minus=less.get(line, ())
        )
        for line in left
        if line in right
    )


def match_filed(pattern: str, *, report: Report) -> tuple[str, ...]:
    """Return the addresses *pattern* names in the edition filed in, or in last year's."""
    is_last, own = split_last(pattern)
    if not is_last:
        return report.filing_form.match(own)
    last = report.last.figures if report.last else {}
    return tuple(f"{LAST}{address}" for address in match_addresses(own, last))


def known_sum(values: Iterable[Value]) -> int | Decimal:
    """Add up the *values* that are there."""
    return sum((value for value in values if value is not None), start=0)


def _by_line(side: Iterable[Iterable[str]], *, each: str) -> dict[str, tuple[str, ...]]:
    """Group addresses by the row or column they lie in."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for addresses in side:
        for address in addresses:
            table, row, column = split_last(address)[1].split(".")
            lines[f"{table}.{row if each == 'row' else column}"].append(address)
    return {line: tuple(grouped) for line, grouped in lines.items()}

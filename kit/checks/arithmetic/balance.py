"""What the sides of a sum rule come to in one row or column, blanks and all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kit.checks.findings import Outcome
from kit.form.address import LAST
from kit.form.instances import Instance, rule_instances
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


def balance_of(line: Instance, values: Values) -> Balance:
    """Add up both sides of *line*; a cell that is not there is blank."""
    gains = [values.get(address) for address in (*line.left, *line.minus)]
    losses = [values.get(address) for address in line.right]
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


def lines_of(kind: Equal | AtLeast, *, report: Report) -> tuple[Instance, ...]:
    """Return the rows or columns that *kind* judges in the edition filed in.

    A line is left out that looks at a cell which edition or last year's filing
    does not have.
    """
    last = report.last.figures if report.last else {}
    return tuple(
        line
        for line in rule_instances(kind, form=report.filing_form)
        if line.right and all(address.removeprefix(LAST) in last for address in _of_last(line))
    )


def own_cells(line: Instance) -> tuple[str, ...]:
    """Return the cells of *line* that are this year's."""
    return tuple(address for address in line.terms if not address.startswith(LAST))


def match_filed(patterns: Iterable[str], *, report: Report) -> tuple[str, ...]:
    """Return the addresses that *patterns* name in the edition filed in."""
    return tuple(address for pattern in patterns for address in report.filing_form.match(pattern))


def known_sum(values: Iterable[Value]) -> int | Decimal:
    """Add up the *values* that are there."""
    return sum((value for value in values if value is not None), start=0)


def _of_last(line: Instance) -> tuple[str, ...]:
    return tuple(address for address in line.terms if address.startswith(LAST))

"""One side of an arithmetic rule: what it comes to, and how it is spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from kit.checks.arithmetic.balance import Values, known_sum
from kit.checks.judgement import public
from kit.checks.places import spoken_terms
from kit.form.address import LAST
from kit.form.instances import Instance
from kit.form.kinds import Each
from kit.report.model import Report

#: How many cells of a long sum a message lists.
_LISTED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Cells of one row or column that are added up, less those taken away."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    each: Each

    @property
    def own_cells(self) -> tuple[str, ...]:
        """Its cells of this year."""
        return tuple(a for a in (*self.plus, *self.minus) if not a.startswith(LAST))

    @property
    def last_cells(self) -> tuple[str, ...]:
        """Its cells of last year."""
        return tuple(a for a in (*self.plus, *self.minus) if a.startswith(LAST))

    def total(self, values: Values) -> int | str | None:
        """Return what it comes to, its bound when cells are blank."""
        gains, losses = ([values.get(a) for a in side] for side in (self.plus, self.minus))
        total = public(known_sum(gains) - known_sum(losses))
        if None in gains and None in losses:
            return None
        if None in gains:
            return f"至少 {total}"
        return f"至多 {total}" if None in losses else total

    def spoken(self, values: Values, *, report: Report) -> str:
        """List its cells, those that are not zero when there are many, and their sum."""
        listed = self.listed(values, report=report)
        is_few = len(self.plus) + len(self.minus) > 1 and len(self.plus) <= _LISTED
        return f"{listed}，合计 {self.total(values)}" if is_few else listed

    def listed(self, values: Values, *, report: Report) -> str:
        """List its cells; of many those that are not zero, and the sum of all."""
        plus = spoken_terms(self._listed(values), each=self.each, report=report)
        minus = spoken_terms(self.minus, each=self.each, report=report)
        if len(self.plus) + len(self.minus) == 1:
            return plus[0]
        if len(self.plus) <= _LISTED:
            return f"{' 加'.join(plus)}{''.join(f' 减{term}' for term in minus)}"
        named = f"{'、'.join(plus)} 等 " if plus else ""
        return f"{named}{len(self.plus)} 项之和 {self.total(values)}"

    def _listed(self, values: Values) -> tuple[str, ...]:
        if len(self.plus) <= _LISTED:
            return self.plus
        return tuple(address for address in self.plus if values.get(address) != 0)[:_LISTED]


def sides_of(line: Instance, *, each: Each) -> tuple[Side, Side]:
    """Return the left and the right side of *line*."""
    return Side(plus=line.left, each=each), Side(plus=line.right, minus=line.minus, each=each)

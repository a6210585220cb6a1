"""A percentage held against what it may be a share of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kit.checks.agreement.outcome import Status
from kit.checks.reading.mention import Mention
from kit.checks.reading.numerals import Number
from kit.checks.reading.relations import Share

_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A number that a percentage may be made of, the cells it is from, and what to call it."""

    value: Fraction
    name: str
    cells: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    is_named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """A percentage and what came of it; ``part`` and ``whole`` are those nearest to the words.

    ``suspect`` is the number told that a slip of the hand would explain, ``meant`` what it
    then should be; ``ways`` are all that the words may mean.
    """

    share: Share
    status: Status
    part: Operand | None = None
    whole: Operand | None = None
    suspect: Mention | None = None
    meant: Fraction = Fraction(0)
    ways: tuple[tuple[Operand, Operand], ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of both, if both are of cells."""
        is_known = self.part and self.whole and self.part.cells and self.whole.cells
        return (
            (*self.part.cells, *self.whole.cells) if is_known and self.part and self.whole else ()
        )

    @property
    def wanted(self) -> Fraction:
        """What the percentage should be."""
        if self.part is None or self.whole is None or not self.whole.value:
            return Fraction(0)
        return self.part.value / self.whole.value * _HUNDRED


def is_share(number: Number, part: Fraction, whole: Fraction) -> bool:
    """Whether a percentage is that of a *part* in a *whole*."""
    return bool(whole) and number.fits(part / whole * _HUNDRED)

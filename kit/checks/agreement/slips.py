"""Slips of the hand: two neighbouring digits in each other's place."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction


def is_slip(one: Fraction, other: Fraction, *, least: int) -> bool:
    """Whether two numbers of at least so many digits differ by two neighbours swapped.

    Examples
    --------
    >>> is_slip(Fraction(1087), Fraction(1078), least=3)
    True
    >>> is_slip(Fraction(12), Fraction(21), least=3)
    False
    """
    return len(str(one)) >= least and other in set(swapped(one))


def swapped(value: Fraction) -> Iterator[Fraction]:
    """Yield what a whole number is with two neighbouring digits in each other's place."""
    digits = str(value)
    if not digits.isdecimal():
        return
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1] and not (at == 0 and digits[1] == "0"):
            yield Fraction(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])

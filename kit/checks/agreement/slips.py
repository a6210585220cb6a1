"""Slips of the hand: two neighbouring digits in each other's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from kit.checks.agreement.outcome import Counted, is_count
from kit.checks.reading.mention import Mention
from kit.checks.reading.numerals import Number


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


def find_slip(
    mentions: Sequence[Mention],
    *,
    holds: Callable[[Sequence[Fraction]], bool],
    counted: Mapping[int, Counted],
) -> tuple[Mention, Fraction] | None:
    """Return the one number that reads right with two digits swapped, if just one does.

    Parameters
    ----------
    holds
        Whether values in the places of *mentions* are what the words make them.
    counted
        What the tables say of numbers: those they bear out are no slips.
    """
    values = [mention.number.value for mention in mentions]
    found = [
        (mention, wanted)
        for at, mention in enumerate(mentions)
        if not is_count(mention, "agrees", counted=counted)
        for wanted in misread(mention.number)
        if holds([*values[:at], wanted, *values[at + 1 :]])
    ]
    return found[0] if len(found) == 1 else None


def misread(number: Number) -> Iterator[Fraction]:
    """Yield what a number is with two printed digits in each other's place."""
    step = number.step or Fraction(1)
    return (value * step for value in swapped(number.value / step))

"""Slips of the hand: two neighbouring digits in each other's place."""

from __future__ import annotations

from fractions import Fraction


def is_swapped(one: Fraction, other: Fraction, *, least: int) -> bool:
    """Whether two numbers of at least so many digits differ by two neighbours swapped.

    Examples
    --------
    >>> is_swapped(Fraction(1087), Fraction(1078), least=3)
    True
    >>> is_swapped(Fraction(12), Fraction(21), least=3)
    False
    """
    said, meant = str(one), str(other)
    if len(said) != len(meant) or len(said) < least:
        return False
    off = [at for at, (mine, its) in enumerate(zip(said, meant, strict=True)) if mine != its]
    at = off[0] if off else 0
    return off == [at, at + 1] and said[at : at + 2] == meant[at : at + 2][::-1]

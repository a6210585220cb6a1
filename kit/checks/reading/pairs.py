"""Counts told with their money: 通知6宗，应收2350元；缴纳4宗、1930元，未缴2宗、420元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Parts
from kit.checks.reading.roles import MONEY

_COUNTS = {"count", "sum", "rest"}
#: A whole and two parts.
_LEAST = 3


def find_pairs(row: Sequence[Mention]) -> Iterator[Parts]:
    """Yield the counts and the money of pairs, where one of both adds up to the first or last."""
    counted = [m for m in row if m.role in _COUNTS]
    pairs = [
        (count, money)
        for count, money in pairwise(counted)
        if money.unit in MONEY and count.unit not in MONEY and _are_beside(count, money)
    ]
    for end in (len(pairs), len(pairs) - 1):
        for start in range(end - _LEAST + 1 if end >= _LEAST else 0):
            run = pairs[start:end]
            for whole, parts in ((run[0], run[1:]), (run[-1], run[:-1])):
                yield from _added(whole, parts)
            return


def _are_beside(count: Mention, money: Mention) -> bool:
    return money.index == count.index + 1 and money.phrase.opened in {"", "、", "，"}


def _added(
    whole: tuple[Mention, Mention], parts: Sequence[tuple[Mention, Mention]]
) -> Iterator[Parts]:
    columns = [[pair[at] for pair in parts] for at in range(len(whole))]
    if not all(
        are_alike(one, each) for one, col in zip(whole, columns, strict=True) for each in col
    ):
        return
    sums = [sum((m.number.value for m in column), Fraction(0)) for column in columns]
    if not any(total == one.number.value for total, one in zip(sums, whole, strict=True)):
        return
    for one, column in zip(whole, columns, strict=True):
        yield Parts(whole=one, parts=tuple(column), is_closed=True)

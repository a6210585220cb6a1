"""Money told with counts, or divided: 通知6宗，应收2350元；缴纳4宗、1930元，未缴2宗、420元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Parts
from kit.checks.reading.roles import MONEY

_COUNTS = {"count", "sum", "rest"}
#: A whole and two parts; nobody tells more amounts in a sentence.
_LEAST, _MOST = 3, 12


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


def find_divided(row: Sequence[Mention]) -> Iterator[Parts]:
    """Yield what an amount and its parts are divided into: 1060元，300元，760元分两笔160元、600元.

    All of them add up, or do once two digits of one are exchanged.
    """
    money = [m for m in row if m.unit in MONEY and m.role in _COUNTS and m.time == "now"]
    if not _LEAST <= len(money) <= _MOST:
        return
    values = [m.number.value for m in money]
    trials = [values] if _divided(values) else list(_slips(values))
    ways = [way for trial in trials if (way := _divided(trial))]
    for whole, parts in ways[0] if ways else ():
        yield Parts(whole=money[whole], parts=tuple(money[n] for n in parts), is_closed=True)


def _slips(values: Sequence[Fraction]) -> Iterator[list[Fraction]]:
    """Yield *values* with two digits of one of them exchanged."""
    for at, value in enumerate(values):
        digits = str(value)
        for place in range(len(digits) - 1 if digits.isdecimal() else 0):
            pair = digits[place : place + 2][::-1]
            other = Fraction(digits[:place] + pair + digits[place + 2 :])
            if other != value:
                yield [*values[:at], other, *values[at + 1 :]]


def _divided(values: Sequence[Fraction]) -> list[tuple[int, list[int]]]:
    """Return each whole with its parts, by place, where the first is divided into all the rest."""
    groups: list[tuple[int, list[int]]] = []
    top: list[int] = []
    at = 1
    while at < len(values):
        end = _end(values, at)
        if end:
            groups.append((at, list(range(at + 1, end))))
        top.append(at)
        at = end or at + 1
    total = sum((values[n] for n in top), Fraction(0))
    return [(0, top), *groups] if len(top) > 1 and total == values[0] else []


def _end(values: Sequence[Fraction], at: int) -> int:
    """Return up to where the values right after one add up to it; 0 when they do not."""
    total = Fraction(0)
    for n in range(at + 1, len(values)):
        total += values[n]
        if total == values[at] and n > at + 1:
            return n + 1
    return 0

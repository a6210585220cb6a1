"""Digits of two neighbours that were run together, or parted in another place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kit.checks.arithmetic.balance import Values, balance_of
from kit.checks.causes.costs import load_costs
from kit.checks.causes.patterns import printed_rows
from kit.checks.causes.suspects import Inquiry, Suspect


def run_together(inquiry: Inquiry) -> Iterator[Suspect]:
    """Yield the ways to part the digits of neighbours anew that mend every sum they touch.

    One of the two may be blank: its digits are in the other.
    """
    cost = load_costs()["kinds"]["run_together"]
    broken = inquiry.standing.broken | inquiry.standing.overfull
    for one, other in (pair for row in printed_rows(inquiry.form) for pair in pairwise(row)):
        touched = {line for cell in (one, other) for line, _ in inquiry.patterns.at.get(cell, ())}
        lines = sum(1 << line for line in touched) & broken
        for right in parted_anew(one, other, values=inquiry.values) if lines else ():
            if _mends(touched, {**inquiry.values, **right}, inquiry=inquiry):
                typed = (one, other)
                yield inquiry.suspect("run_together", right, typed=typed, lines=lines, cost=cost)


def _mends(touched: set[int], values: Values, *, inquiry: Inquiry) -> bool:
    lines = inquiry.patterns.lines
    return all(balance_of(lines[at].instance, values).as_equal() == "holds" for at in touched)


def parted_anew(one: str, other: str, *, values: Values) -> Iterator[dict[str, int]]:
    """Yield every other way to part the digits that two neighbours have together.

    A 0 in one of them may be a digit of the other's, or nothing.
    """
    found = tuple("" if values.get(cell) is None else str(values[cell]) for cell in (one, other))
    bare = tuple("" if digits == "0" else digits for digits in found)
    told = {ways: None for digits in (bare, found) for ways in _parted(*digits)}
    for first, second in told:
        if (str(first), str(second)) != found:
            yield {one: first, other: second}


def _parted(one: str, other: str) -> Iterator[tuple[int, int]]:
    whole = one + other
    if len(whole) < 2 or not whole.isdecimal():  # noqa: PLR2004 - one digit has no two parts
        return
    # What stands in one of them alone is parted; all of it in the other would be moved.
    is_both = one not in {"", "0"} and other not in {"", "0"}
    for at in range(len(whole) + 1) if is_both else range(1, len(whole)):
        first, second = whole[:at] or "0", whole[at:] or "0"
        if second == "0" or second[0] != "0":
            yield int(first), int(second)

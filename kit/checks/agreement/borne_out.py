"""What a number is after all that words seemed to say is wrong: numbers beside it make it so.

A share after a bracket is of the number before the bracket, an average of a rounded total
may be a little off, a stock goes on from what it was. So many digits do not agree by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product
from math import prod

from kit.checks.agreement.ways import Way
from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.numerals import Number
from kit.checks.reading.relations import Sentence

_COUNTS = {"count", "rest", "sum", "base"}
_HUNDRED, _MONTHS = 100, 12
#: So many ways to take one number of each clause are tried.
_CHOICES = 2_000
_MOVES = {"moved", "became"}
_CLAUSE = {"；", ";"}


def is_borne_out(mention: Mention, *, sentence: Sentence) -> bool:
    """Whether two numbers told before a percentage or an average make it, to its last digit."""
    at = sentence.mentions.index(mention) if mention in sentence.mentions else 0
    before = [m for m in sentence.mentions[:at] if m.role in _COUNTS and m.number.value > 0]
    if mention.role == "average":
        return any(_is_average(mention.number, above, below) for above, below in _divided(before))
    if mention.unit != "%" or mention.number.bound != "exact":
        return False
    # Few digits come of many pairs by chance: those only of the two told last.
    is_telling = 0 < mention.number.step < 1
    pairs = permutations(before if is_telling else before[-2:], 2)
    return any(_makes(mention.number, *pair) for pair in pairs if are_alike(*pair))


def _makes(number: Number, one: Mention, other: Mention) -> bool:
    """Whether a percentage is what *one* is of *other*, or how far it is from it."""
    ratio = one.number.value / other.number.value * _HUNDRED
    return number.fits(ratio) or number.fits(abs(ratio - _HUNDRED))


def _divided(before: Sequence[Mention]) -> Iterator[tuple[Number, Number]]:
    """Yield the numbers that may be divided by each other, and by the months of a year."""
    months = Number(value=Fraction(_MONTHS), unit="个月")
    yield from ((m.number, months) for m in before)
    for above, below in permutations(before, 2):
        if not are_alike(above, below):
            yield above.number, below.number


def _is_average(number: Number, above: Number, below: Number) -> bool:
    """Whether a quotient is as told, as far as the digits printed of both leave it open."""
    least = (above.value - above.step / 2) / (below.value + below.step / 2)
    most = (above.value + above.step / 2) / (below.value - below.step / 2)
    half = (number.step or Fraction(1)) / 2
    return least - half <= number.value <= most + half


def is_move(way: Way) -> bool:
    """Whether numbers are what there was, what came and went, and what there is."""
    return way.kind in _MOVES


def is_each_clause_summed(whole: Mention, *, sentence: Sentence) -> bool:
    """Whether one number of each clause before a sum adds up to it: 余274项；达448项，两类722项."""
    clauses: list[list[Mention]] = [[]]
    for mention in (*sentence.before, *sentence.mentions):
        if mention is whole:
            break
        if mention.phrase.opened in _CLAUSE:
            clauses.append([])
        if mention.role in _COUNTS and are_alike(mention, whole):
            clauses[-1].append(mention)
    choices = [clause for clause in clauses if clause]
    lasts = (choices[at:] for at in range(len(choices) - 1))
    return any(_is_sum_of_each(last, whole) for last in lasts)


def _is_sum_of_each(choices: Sequence[Sequence[Mention]], whole: Mention) -> bool:
    if prod(map(len, choices)) > _CHOICES:
        return False
    sums = (sum(m.number.value for m in chosen) for chosen in product(*choices))
    return any(total == whole.number.value for total in sums)

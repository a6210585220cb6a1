"""Counts that may be of a figure or of a part of it, judged where the evidence is plain (X1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kit.checks.claims import Claim, Sentence, is_right, values_of
from kit.checks.wording.slips import is_swapped
from kit.report.model import Report

#: Digits of a number that is like another one by no chance, but for two of them swapped.
_SWAPPED = 3
#: So many counts of a sentence that are a table's make its others the table's, too.
_COMPANY = 2
#: A smaller count may be a table's by chance: it tells half as much.
_TELLING = 3


def find_doubts(sentence: Sentence, *, report: Report) -> Iterator[Claim]:
    """Yield the doubted counts of a sentence that surely are of a figure, and wrong.

    One is when it is the figure with two digits swapped, or when the others beside
    it are those of the same table.
    """
    counts = [c for c in sentence.claims if c.kind == "count" and not c.is_last and c.number]
    counts += sentence.doubted
    right = [count for count in counts if is_right(count, report=report)]
    wrong = [c for c in sentence.doubted if c not in right and values_of(c, report=report)]
    for count in wrong:
        is_alone = not any(_are_fellows(other, count) for other in wrong)
        company = _weight([other for other in right if _are_fellows(other, count)])
        if _is_slip(count, report=report) or (is_alone and company >= _COMPANY):
            yield count


def _weight(counts: Sequence[Claim]) -> Fraction:
    """Return how much counts that are right tell of those beside them."""
    values = [count.number.value for count in counts if count.number]
    small = sum(value < _TELLING for value in values)
    return len(values) - Fraction(small, 2)


def _are_fellows(one: Claim, other: Claim) -> bool:
    """Whether two counts are of different rows of one table, or of its columns."""
    mine, its = one.topics[0], other.topics[0]
    is_same = mine.table == its.table and (mine.table != "t2" or mine.rows == its.rows)
    return is_same and (mine.rows == its.rows) != (mine.columns == its.columns)


def _is_slip(claim: Claim, *, report: Report) -> bool:
    """Whether two neighbouring digits of a count stand in each other's place."""
    said = claim.number.value if claim.number else Fraction(0)
    values = values_of(claim, report=report)
    return any(is_swapped(said, value, least=_SWAPPED) for value in values)

"""Several counts taken together: 两项合计占…, 合计16件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product, takewhile

from kit.checks.claims.model import Claim, Part, Topic, Ways
from kit.checks.claims.numerals import Number, read_numeral
from kit.checks.claims.phrase import phrase_start
from kit.checks.claims.scene import Scene
from kit.checks.claims.tokens import Token

#: 三类 of 三类合计104件.
OF_SO_MANY = re.compile(
    r"(?:以上|上述|这|前)?(?P<count>[二两三四五六七八九十]|\d)(?:类|项|者|种|部分)"
)
_TWO = 2


def last_counts(scene: Scene, *, since: int = 0) -> list[Claim]:
    """Return the counts that were said last, one after the other, what stands in brackets left out.

    Parameters
    ----------
    since
        How many of the parts said are passed over.
    """
    said = [part for part in scene.parts[since:] if not part.is_aside]
    counts = takewhile(lambda part: part.claim, reversed(said))
    return [part.claim for part in counts if part.claim and part.claim.kind == "count"][::-1]


def last_list(scene: Scene) -> list[Part] | None:
    """Return the whole and the parts of the list that was said last, when nothing came after it."""
    said = [part for part in scene.parts if not part.is_aside]
    opened = [at for at, part in enumerate(said) if part.opens and not part.is_sum]
    if not opened or not opened[-1]:
        return None
    found = said[opened[-1] - 1 :]
    return None if any(part.begins_clause for part in found[1:]) else found


def bare_sums(
    end: Token, *, scene: Scene, number: Number | None = None, since: int = 0
) -> list[Claim]:
    """Return what a sum before *end* may be of: the last counts, so many as said or as add up."""
    counts = last_counts(scene, since=since)
    start = phrase_start(scene.words.text, end.start)
    said = OF_SO_MANY.match(scene.words.text, start, end.start)
    lengths: Sequence[int] = range(_TWO, len(counts) + 1)
    if said:
        lengths = [n for n in lengths if n == read_numeral(said["count"])]
    runs = (counts[-n:] for n in lengths)
    sums = (_together(run) for run in runs if number is None or _adds_up(run, number))
    return [claim for claim in sums if claim]


def _adds_up(counts: Sequence[Claim], number: Number) -> bool:
    values = [count.number.value for count in counts if count.number]
    return sum(values, start=Fraction(0)) == number.value


def _together(counts: Sequence[Claim]) -> Claim | None:
    """Return several counts as one; none when they are not of one row or one column."""
    topics = [count.topics[0] for count in counts]
    first = topics[0]
    if len({topic.table for topic in topics}) > 1:
        return None
    if all(topic.columns == first.columns for topic in topics):
        topic: Topic | None = replace(first, rows=_added([t.rows for t in topics]), also=())
    elif all(topic.rows == first.rows for topic in topics):
        topic = replace(first, columns=_added([t.columns for t in topics]), also=())
    else:
        return None
    return Claim(kind="count", at=counts[-1].at, topics=(topic,)) if topic else None


def _added(ways: Sequence[Ways]) -> Ways:
    return tuple(tuple(_parts_of(way)) for way in product(*ways))


def _parts_of(way: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for parts in way:
        yield from parts

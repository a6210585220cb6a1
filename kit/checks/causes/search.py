"""From the sums that are off to what explains all of them with the fewest slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp

from kit.checks.causes.costs import load_costs
from kit.checks.causes.digits import run_together
from kit.checks.causes.suspects import Inquiry, Suspect
from kit.checks.causes.two_cells import two_cells

#: Of a table wrong all over no more than these slips are looked for.
_MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What may have broken the same lines: rivals, the likeliest first, each with its share.

    It is settled where one rival leaves hardly any doubt.
    """

    lines: int
    rivals: tuple[tuple[Suspect, float], ...]
    is_contested: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether the first may be named."""
        wanted = "share_of_one" if self.lines.bit_count() == 1 else "share"
        return not self.is_contested and self.rivals[0][1] >= load_costs()["settled"][wanted]


def explain_lines(inquiry: Inquiry) -> tuple[Explanation, ...]:
    """Return what explains the lines that are off, those that belong together as one."""
    parted = list(run_together(inquiry))
    beside_blanks = tuple(_beside_blanks(parted, overfull=inquiry.standing.overfull))
    taken = {explanation.lines for explanation in beside_blanks}
    return beside_blanks + tuple(
        explanation
        for lines in _together(inquiry)
        if not any(lines & own for own in taken)
        for explanation in _explain(lines, inquiry=inquiry, parted=parted)
    )


def _beside_blanks(parted: Sequence[Suspect], *, overfull: int) -> Iterator[Explanation]:
    """Yield what ran into one cell and left the other blank: no other sum is known there."""
    for lines in dict.fromkeys(s.lines for s in parted if s.lines & overfull):
        yield Explanation(lines=lines, rivals=_ranked(s for s in parted if s.lines == lines))


def _together(inquiry: Inquiry) -> list[int]:
    """Return the broken lines in sets of those that one pattern could have broken."""
    sets: list[int] = []
    unknown, broken = inquiry.standing.unknown, inquiry.standing.broken
    for moved in inquiry.patterns.by_lines:
        own = moved & ~unknown
        if not own or own & ~broken:
            continue
        joined = [each for each in sets if each & own]
        sets = [each for each in sets if not each & own]
        for each in joined:
            own |= each
        sets.append(own)
    return sets


def _explain(lines: int, *, inquiry: Inquiry, parted: Sequence[Suspect]) -> Iterator[Explanation]:
    whole = _rivals(lines, inquiry=inquiry, parted=parted)
    if whole:
        yield Explanation(lines=lines, rivals=whole)
        return
    within = _within(lines, inquiry=inquiry, parted=parted)
    covers = sorted(_covers(lines, within), key=lambda cover: _cost(cover, within))
    if covers:
        is_contested = _is_contested(covers, within)
        for each in covers[0]:
            yield Explanation(lines=each, rivals=within[each], is_contested=is_contested)
        return
    pairs = _ranked(two_cells(lines, inquiry=inquiry))
    if pairs:
        yield Explanation(lines=lines, rivals=pairs)
        return
    yield from _strongest(within)


def _within(
    lines: int, *, inquiry: Inquiry, parted: Sequence[Suspect]
) -> Mapping[int, tuple[tuple[Suspect, float], ...]]:
    """Return the rivals of each part of *lines* that something explains."""
    unknown = inquiry.standing.unknown
    sets = {moved & ~unknown for moved in inquiry.patterns.by_lines}
    sets |= {suspect.lines for suspect in parted}
    parts = {own for own in sets if own and not own & ~lines}
    found = ((own, _rivals(own, inquiry=inquiry, parted=parted)) for own in parts)
    return {own: rivals for own, rivals in found if rivals}


def _rivals(
    lines: int, *, inquiry: Inquiry, parted: Iterable[Suspect]
) -> tuple[tuple[Suspect, float], ...]:
    """Return who may have broken just *lines*, each with its share of the likelihood."""
    return _ranked((*inquiry.suspects(lines), *(s for s in parted if s.lines == lines)))


def _ranked(suspects: Iterable[Suspect]) -> tuple[tuple[Suspect, float], ...]:
    """Return suspects, the likeliest first, each with its share; the same change is one."""
    best: dict[frozenset[tuple[str, int]], Suspect] = {}
    for suspect in suspects:
        known = best.get(suspect.key)
        if known is None or suspect.cost < known.cost:
            best[suspect.key] = suspect
    ranked = sorted(best.values(), key=lambda suspect: suspect.cost)
    weights = [exp(ranked[0].cost - suspect.cost) for suspect in ranked]
    total = sum(weights)
    return tuple((s, weight / total) for s, weight in zip(ranked, weights, strict=True))


def _covers(lines: int, within: Mapping[int, object]) -> Iterator[tuple[int, ...]]:
    """Yield the ways to part *lines* into two or three that are explained."""
    parts = sorted(within)
    for one, other in combinations(parts, 2):
        if one | other == lines and not one & other:
            yield one, other
    for one, other in combinations(parts, 2):
        rest = lines & ~one & ~other
        if not one & other and rest > other and rest in within:
            yield one, other, rest


def _cost(cover: Sequence[int], within: Mapping[int, Sequence[tuple[Suspect, float]]]) -> float:
    another = load_costs()["kinds"]["another"]
    return sum(within[part][0][0].cost + another for part in cover)


def _is_contested(
    covers: Sequence[tuple[int, ...]], within: Mapping[int, Sequence[tuple[Suspect, float]]]
) -> bool:
    """Whether another way to part the lines is nearly as likely as the first."""
    first = _cost(covers[0], within)
    total = sum(exp(first - _cost(cover, within)) for cover in covers)
    return 1 / total < load_costs()["settled"]["share"]


def _strongest(
    within: Mapping[int, tuple[tuple[Suspect, float], ...]],
) -> Iterator[Explanation]:
    """Yield what explains at least two lines each, the most first; the rest stays open."""
    taken = count = 0
    for part in sorted(within, key=lambda p: (-p.bit_count(), within[p][0][0].cost)):
        if part.bit_count() > 1 and not part & taken and count < _MOST:
            taken, count = taken | part, count + 1
            yield Explanation(lines=part, rivals=within[part])

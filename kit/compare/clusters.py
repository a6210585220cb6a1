"""Texts that are one another's text again, put together in clusters, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kit.checks import RUN, SHORTEST
from kit.compare.runs import (
    Hashes,
    Numbers,
    RunIndex,
    build_index,
    covered,
    covered_by,
    distinct,
    hashes_of,
    shared_counts,
)

#: A run that differs in one character is lost whole: fewer runs than characters are shared.
_SLACK = 0.6
#: So many of the likeliest are compared with a text even where they are in its cluster already.
_LIKELIEST = 3
#: With more others a text is compared in one go, through the index of all runs.
_FEW = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Closest:
    """Which other text has most of one's own, and how many percent of it."""

    other: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Texts by their numbers: those that are alike together, and the closest to each of them."""

    groups: tuple[tuple[int, ...], ...] = ()
    closest: Mapping[int, Closest] = field(default_factory=dict)


def find_clusters(texts: Sequence[str], *, percent: int) -> Clusters:
    """Put together the *texts*, as :func:`own_words` gives them, of which one is another's again.

    Two are alike when more than *percent* of one stands in the other: a short text
    that is part of a long one is alike. Who is alike to one of a cluster is in it.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if len(text) >= SHORTEST:
            places[text].append(number)
    once, numbers = list(places), list(places.values())
    joined, closest = _compare(once, percent=percent)
    groups = (tuple(sorted(n for one in group for n in numbers[one])) for group in joined)
    alone = (tuple(same) for same in numbers if len(same) > 1)
    told = {n: Closest(other=numbers[c.other][0], percent=c.percent)
            for one, c in closest.items() for n in numbers[one]}  # fmt: skip
    for same in numbers:
        if len(same) > 1:
            told |= {n: Closest(other=same[n == same[0]], percent=100) for n in same}
    return Clusters(groups=merge_groups([*groups, *alone]), closest=dict(sorted(told.items())))


def merge_groups(groups: Iterable[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Join the groups that have a text in common, largest first.

    Examples
    --------
    >>> merge_groups([(1, 2), (5, 6), (2, 3)])
    ((1, 2, 3), (5, 6))
    """
    root: dict[int, int] = {}

    def find(number: int) -> int:
        while root.setdefault(number, number) != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for group in groups:
        for number in group:
            root[find(number)] = find(group[0])
    together: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(root):
        together[find(number)].append(number)
    found = sorted(together.values(), key=lambda group: (-len(group), group))
    return tuple(map(tuple, found))


def _compare(
    texts: Sequence[str], *, percent: int
) -> tuple[list[tuple[int, ...]], dict[int, Closest]]:
    """Compare texts of which no two are the same."""
    hashed = [hashes_of(text) for text in texts]
    likely = _likely(hashed, percent=percent)
    # Only of those is every run looked up; the others keep their numbers and have none.
    none = np.empty(0, dtype=np.uint64)
    runs = [np.unique(h) if n in likely else none for n, h in enumerate(hashed)]
    index = build_index(runs)
    roots = np.arange(len(texts))
    closest: dict[int, Closest] = {}
    for number, others in likely.items():
        among = _wanted(others, number=number, roots=roots)
        shares = _shares(hashed[number], index=index, among=among, runs=runs)
        _join(roots, np.append(among[shares > percent], number))
        best = int(np.argmax(shares))
        closest[number] = Closest(other=int(among[best]), percent=int(shares[best]))
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, root in enumerate(roots.tolist()):
        groups[root].append(number)
    together = [tuple(group) for group in groups.values() if len(group) > 1]
    members = {number for group in together for number in group}
    return together, {number: near for number, near in closest.items() if number in members}


def _likely(hashed: Sequence[Hashes], *, percent: int) -> dict[int, Numbers]:
    """Return for each text those that may be alike by the runs they share, likeliest first."""
    runs = distinct(hashed)
    index = build_index(runs)
    sizes = np.array([max(1, len(one)) for one in runs])
    found: dict[int, Numbers] = {}
    for number, own in enumerate(runs):
        shared = shared_counts(own, index=index, texts=len(runs))
        shared[number] = 0
        is_likely = shared * 100 > np.minimum(sizes, sizes[number]) * (percent * _SLACK)
        others = np.flatnonzero(is_likely)
        if len(others):
            first = min(_LIKELIEST, len(others))
            found[number] = others[np.argpartition(-shared[others], first - 1)]
    return found


def _wanted(likely: Numbers, *, number: int, roots: Numbers) -> Numbers:
    """Leave out the less likely that are in the same cluster already."""
    is_wanted = roots[likely] != roots[number]
    is_wanted[:_LIKELIEST] = True
    wanted: Numbers = likely[is_wanted]
    return wanted


def _shares(hashes: Hashes, *, index: RunIndex, among: Numbers, runs: Sequence[Hashes]) -> Numbers:
    """Return how many percent of one text stand in each text of *among*."""
    if len(among) > _FEW:
        total = covered(hashes, index=index, among=among, texts=len(runs))
    else:
        total = np.array([covered_by(hashes, runs[other]) for other in among])
    return total * 100 // (len(hashes) + RUN - 1)


def _join(roots: Numbers, members: Numbers) -> None:
    """Give the clusters of *members* one root."""
    old = np.unique(roots[members])
    if len(old) > 1:
        roots[np.isin(roots, old)] = old[0]

"""Which texts share which runs of characters, for thousands of texts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kit.checks import RUN

#: Of very many runs one in four is looked up, the same ones in every text.
_MANY, _SAMPLED = 2_000_000, 4
_PRIME, _MIX = np.uint64(1_000_003), np.uint64(0x9E3779B97F4A7C15)
_NONE = -1

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunIndex:
    """The runs that more than one text has; runs of the very same texts are one *set*.

    ``values`` are their hashes in order, ``sets`` the set of each; the texts of set
    ``n`` are ``owners`` from ``starts[n]`` to ``starts[n + 1]``.
    """

    values: Hashes
    sets: Numbers
    owners: Numbers
    starts: Numbers

    def sets_of(self, hashes: Hashes) -> Numbers:
        """Return the set of each hash; -1 of one that no other text has."""
        if not len(self.values):
            return np.full(len(hashes), _NONE)
        at = np.minimum(np.searchsorted(self.values, hashes), len(self.values) - 1)
        found: Numbers = np.where(self.values[at] == hashes, self.sets[at], _NONE)
        return found

    def texts_of(self, number: int) -> Numbers:
        """Return the texts of one set."""
        return self.owners[self.starts[number] : self.starts[number + 1]]


def hashes_of(text: str) -> Hashes:
    """Return the hash of the run that begins at each character."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - RUN + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(RUN):
        hashes = hashes * _PRIME + codes[at : at + count]
    hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    return hashes ^ (hashes >> np.uint64(32))


def distinct(hashed: Sequence[Hashes]) -> list[Hashes]:
    """Return the runs of each text once; of very many only those whose hash says so."""
    step = np.uint64(_SAMPLED if sum(map(len, hashed)) > _MANY else 1)
    return [np.unique(one[one % step == 0]) for one in hashed]


def build_index(runs: Sequence[Hashes]) -> RunIndex:
    """Index the runs of texts, each once in its text."""
    every = np.concatenate([np.empty(0, dtype=np.uint64), *runs])
    order = np.argsort(every, kind="stable")
    every = every[order]
    owners = np.repeat(np.arange(len(runs)), [len(one) for one in runs])[order]
    edges = np.flatnonzero(np.diff(every)) + 1
    bounds = np.concatenate([[0], edges, [len(every)]]) if len(every) else np.zeros(1, np.int64)
    is_shared = np.diff(bounds) > 1
    begins, ends = bounds[:-1][is_shared], bounds[1:][is_shared]
    # Sets of texts are told apart by the sum of a random number for each text.
    tokens = np.random.default_rng(0).integers(1 << 62, size=len(runs), dtype=np.uint64)
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(tokens[owners])])
    _, firsts, sets = np.unique(sums[ends] - sums[begins], return_index=True, return_inverse=True)
    listed = [owners[begins[at] : ends[at]] for at in firsts]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in listed], dtype=np.int64)])
    return RunIndex(
        values=every[begins],
        sets=sets.reshape(-1),
        owners=np.concatenate([np.empty(0, dtype=np.int64), *listed]),
        starts=starts,
    )


def shared_counts(runs: Hashes, *, index: RunIndex, texts: int) -> Numbers:
    """Return how many of the *runs* of one text each of so many *texts* has."""
    sets, weights = np.unique(index.sets_of(runs), return_counts=True)
    total = np.zeros(texts, dtype=np.int64)
    for number, weight in zip(sets, weights, strict=True):
        if number != _NONE:
            total[index.texts_of(number)] += weight
    return total


def covered(hashes: Hashes, *, index: RunIndex, among: Numbers, texts: int) -> Numbers:
    """Return how many characters of one text stand in runs that each text of *among* has too.

    Parameters
    ----------
    hashes
        Of the run at each character of the one text.
    """
    columns = np.full(texts, _NONE)
    columns[among] = np.arange(len(among))
    total = np.zeros(len(among), dtype=np.int64)
    reach = np.zeros(len(among), dtype=np.int64)
    for begin, end, number in _stretches(index.sets_of(hashes)):
        here = columns[index.texts_of(number)]
        here = here[here != _NONE]
        total[here] += end - np.maximum(reach[here], begin)
        reach[here] = end
    return total


def covered_by(hashes: Hashes, other: Hashes) -> int:
    """Return how many characters of one text stand in runs that one *other* has too.

    Parameters
    ----------
    hashes
        Of the run at each character of the one text.
    other
        The runs of the other in order, each once.
    """
    if not len(other):
        return 0
    near = np.minimum(np.searchsorted(other, hashes), len(other) - 1)
    at = np.flatnonzero(other[near] == hashes)
    return RUN + int(np.minimum(np.diff(at), RUN).sum()) if len(at) else 0


def _stretches(sets: Numbers) -> Iterator[tuple[int, int, int]]:
    """Yield where runs of one set follow each other: first character, past the last, the set."""
    if not len(sets):
        return
    edges = np.flatnonzero(np.diff(sets)) + 1
    bounds = [0, *edges.tolist(), len(sets)]
    for begin, end in pairwise(bounds):
        if sets[begin] != _NONE:
            yield begin, end + RUN - 1, int(sets[begin])

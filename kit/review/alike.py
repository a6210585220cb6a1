"""Which agencies' texts are alike: candidates by sampled runs of characters, then the rule's own.

Every pair of thousands of texts cannot be compared. Of all runs of eight
characters a sixteenth is kept, the same ones in every text because their hash
decides; texts that share many of these are compared as the rule does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kit.checks.document.likeness import likeness

_RUN = 8
_SAMPLED = 16
#: A text is compared with those that share most with it.
_PARTNERS = 3
#: So many pairs are compared at most, likeliest first.
_COMPARED = 600
#: A run that differs in one character is lost whole: fewer runs than characters are shared.
_SLACK = 0.6
_PRIME, _MIX = np.uint64(1_000_003), np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts by their numbers, and how many percent they share; ``where`` is the part."""

    one: int
    other: int
    percent: int
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Pairs of texts, most alike first, and whether there may be more."""

    pairs: tuple[Pair, ...] = ()
    is_capped: bool = False

    def __add__(self, other: Alike) -> Alike:
        """Put two comparisons together, each pair once, as it is most alike."""
        best: dict[tuple[int, int], Pair] = {}
        for pair in (*self.pairs, *other.pairs):
            known = best.setdefault((pair.one, pair.other), pair)
            if pair.percent > known.percent:
                best[pair.one, pair.other] = pair
        return Alike(
            pairs=tuple(sorted(best.values(), key=_order)),
            is_capped=self.is_capped or other.is_capped,
        )


def find_alike(texts: Sequence[str], *, percent: int, where: str = "") -> Alike:
    """Find pairs of *texts*, as :func:`own_words` gives them, that share more than *percent*.

    Of a pair it is the larger share of both directions: a short text that is
    part of a long one is alike.
    """
    shared = sorted(_candidates(texts, percent=percent), reverse=True)
    pairs = []
    for _, one, other in shared[:_COMPARED]:
        here, there = texts[one], texts[other]
        found = max(likeness(here, there), likeness(there, here))
        if found > percent:
            pairs.append(Pair(one=one, other=other, percent=found, where=where))
    return Alike(pairs=tuple(sorted(pairs, key=_order)), is_capped=len(shared) > _COMPARED)


def _order(pair: Pair) -> tuple[int, int, int]:
    return -pair.percent, pair.one, pair.other


def _candidates(texts: Sequence[str], *, percent: int) -> set[tuple[float, int, int]]:
    """Return the likeliest pairs with the share of sampled runs that the shorter text shares."""
    sampled = [_sampled(text) for text in texts]
    found: dict[tuple[int, int], float] = {}
    for one, counts in _shared_counts(sampled):
        counts[one] = 0
        own = len(sampled[one])
        for other in np.argsort(-counts, kind="stable")[:_PARTNERS]:
            share = float(counts[other]) / own if own else 0.0
            if share * 100 > percent * _SLACK:
                pair = (min(one, int(other)), max(one, int(other)))
                found[pair] = max(share, found.get(pair, 0.0))
    return {(share, *pair) for pair, share in found.items()}


def _shared_counts(sampled: Sequence[Hashes]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield for each text how many of its sampled runs every text has."""
    sizes = [len(one) for one in sampled]
    if not sum(sizes):
        return
    runs, places = np.unique(np.concatenate(sampled), return_inverse=True)
    owners = np.repeat(np.arange(len(sampled)), sizes)
    having = np.split(owners[np.argsort(places, kind="stable")],
                      np.cumsum(np.bincount(places, minlength=len(runs)))[:-1])  # fmt: skip
    for number, own in enumerate(np.split(places, np.cumsum(sizes)[:-1])):
        if len(own):
            everyone = np.concatenate([having[run] for run in own])
            yield number, np.bincount(everyone, minlength=len(sampled))


def _sampled(text: str) -> Hashes:
    """Return the hashes of the runs that are kept of a text, each once."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - _RUN + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(_RUN):
        hashes = hashes * _PRIME + codes[at : at + count]
    hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    hashes ^= hashes >> np.uint64(32)
    return np.unique(hashes[hashes % np.uint64(_SAMPLED) == 0])

"""Sums that a slip of the hand alone keeps from holding: so near is no chance (X5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.agreement.chance import limit_of
from kit.checks.agreement.outcome import Counted, is_count
from kit.checks.agreement.parts import Added
from kit.checks.agreement.slips import misread
from kit.checks.agreement.ways import Way, find_ways
from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Sentence

#: What is neither one more or less nor two digits swapped is so many times rarer as a slip.
_UNUSUAL = 2
_MOVES = {"moved", "became"}
#: Rows of requests that were closed or are still open.
_FLOWS = {"closed_total", "carried_out", "carried_in"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A way that all but holds, how likely that is by chance, and the slip that explains it."""

    way: Way
    chance: Fraction
    suspect: Mention | None = None
    wanted: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What the values alone say of the sums of a sentence: those that hold, and the near miss."""

    holding: tuple[Way, ...]
    near: Near | None = None

    def explains(self, added: Added) -> bool:
        """Whether the numbers of a list that does not add up do so in another way."""
        whole, parts = added.parts.whole, set(added.parts.parts)
        for way in self.holding:
            is_part = whole in way.parts or whole in way.minus
            if is_part and parts & set(way.mentions):
                return True
            if whole is way.whole and len(parts & set(way.parts)) > 1:
                return True
        return False


def weigh(sentence: Sentence, *, added: Sequence[Added], counted: Mapping[int, Counted]) -> Weighed:
    """Return what the values of a sentence say of its sums."""
    ways = list(find_ways(sentence))
    holding = tuple(way for way in ways if way.holds)
    taken = _Taken(added=added, holding=holding)
    near = [
        found
        for way in ways
        if not way.holds and not taken.any_of(way) and _is_of_one_time(way) and not _is_flow(way)
        if not any(is_count(m, "contradicts", counted=counted) for m in way.mentions)
        if (found := _near(way, counted=counted)) and found.chance <= limit_of(way.kind)
    ]
    return Weighed(holding=holding, near=min(near, key=lambda each: each.chance, default=None))


class _Taken:
    """The numbers that are settled: parts of what holds, and all of what was told."""

    def __init__(self, *, added: Sequence[Added], holding: Sequence[Way]) -> None:
        """Collect them from what was judged by words, and from ways that hold."""
        told = [each.parts for each in added if each.status == "contradicts"]
        right = [
            e.parts
            for e in added
            if e.status == "agrees" and not e.is_open and not e.parts.is_implicit
        ]
        self.told = {m.token.start for p in told for m in (p.whole, *p.parts)}
        self.parts = {m.token.start for p in right for m in p.parts}
        self.parts |= {m.token.start for way in holding for m in (*way.parts, *way.minus)}
        self.wholes = {p.whole.token.start for p in right}
        self.wholes |= {way.whole.token.start for way in holding}

    def any_of(self, way: Way) -> bool:
        """Whether a number of *way* has its place already."""
        parts = {m.token.start for m in (*way.parts, *way.minus)}
        whole = way.whole.token.start
        return bool((parts | {whole}) & self.told or parts & self.parts or whole in self.wholes)


def _is_of_one_time(way: Way) -> bool:
    return way.kind in _MOVES or len({m.time for m in way.mentions}) == 1


def _is_flow(way: Way) -> bool:
    """Whether requests received are told with those closed or carried over, as the form adds up."""
    if way.kind in _MOVES:
        return False
    terms = [term for m in way.mentions[1:] for t in m.phrase.tokens for term in t.terms]
    return any(_FLOWS & set(term.rows[0]) for term in terms if term.rows)


def _near(way: Way, *, counted: Mapping[int, Counted]) -> Near | None:
    """Weigh how near a way comes: how many other values would have been as near."""
    size = min(abs(way.whole.number.value), abs(way.total)) / way.step
    free = [m for m in way.mentions if not is_count(m, "agrees", counted=counted)]
    if not size or not free:
        return None
    near = 2 * abs(way.off) / way.step + 1
    if abs(way.off) > way.step:
        near *= _UNUSUAL
    suspects = list(_suspects(way, free))
    if suspects:
        near = min(near, Fraction(sum(_slips(way, mention) for mention in free)))
    suspect, wanted = suspects[0] if len(suspects) == 1 else (None, None)
    return Near(way=way, chance=near * way.tries / size, suspect=suspect, wanted=wanted)


def _slips(way: Way, mention: Mention) -> int:
    """Return in how many ways a slip in one number may have parted the parts from the whole."""
    is_up = _sign(way, mention) * way.off > 0
    value = mention.number.value
    return sum((other > value) == is_up for other in set(misread(mention.number)))


def _sign(way: Way, mention: Mention) -> int:
    return 1 if mention is way.whole or mention in way.minus else -1


def _suspects(way: Way, free: Sequence[Mention]) -> Iterator[tuple[Mention, Fraction]]:
    """Yield each number that reads right with two digits swapped, and what it then is."""
    for mention in free:
        wanted = mention.number.value + _sign(way, mention) * way.off
        if wanted in set(misread(mention.number)):
            yield mention, wanted

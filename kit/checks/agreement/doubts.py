"""Percentages whose words are not understood: a near miss or a slip of the hand is no chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from kit.checks.agreement.outcome import Counted
from kit.checks.agreement.slips import find_slip
from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Share

_HUNDRED = Fraction(100)
#: So near in percent a share of the numbers right before it is meant as theirs.
_NEAR, _NEAR_PERCENT = Fraction(1, 2), Fraction(5, 2)
#: A share is printed to the percent at least.
_PERCENT = Fraction(1)
#: Of fewer than so many digits two numbers have any share of each other.
_LEAST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a percentage of two numbers of the text should be, and the number that is wrong."""

    part: Mention
    whole: Mention
    suspect: Mention
    wanted: Fraction


def doubt_share(share: Share, *, counted: Mapping[int, Counted]) -> Doubt | None:
    """Return what speaks against a share of the numbers told right before it."""
    said = share.mention
    if not said.number.step or said.number.step > _PERCENT or said.number.bound != "exact":
        return None
    near = _NEAR if said.number.step < _PERCENT else _NEAR_PERCENT
    for part, whole in _pairs(share):
        rate = part.number.value / whole.number.value * _HUNDRED
        if said.number.fits(rate):
            return None
        slip = find_slip(
            (part, whole, said),
            holds=lambda v: replace(said.number, value=v[2]).fits(v[0] / v[1] * _HUNDRED),
            counted=counted,
        )
        is_near = abs(rate - said.number.value) <= near
        if slip or is_near:
            suspect, wanted = slip or (said, rate)
            return Doubt(part=part, whole=whole, suspect=suspect, wanted=wanted)
    return None


def _pairs(share: Share) -> Iterator[tuple[Mention, Mention]]:
    """Yield the number right before a share with what it may be of, counted alike."""
    told = [m for m in (share.parts[:1]) if m.number.is_exact]
    for part in told:
        wholes = [share.whole] if share.whole else []
        wholes += [m for m in (*share.parts[1:], *share.wholes) if m is not share.whole][:2]
        for whole in wholes:
            is_more = whole.number.value >= part.number.value and whole.number.value >= _LEAST
            if whole is not part and is_more and are_alike(part, whole):
                yield part, whole

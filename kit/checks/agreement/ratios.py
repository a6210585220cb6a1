"""Percentages, multiples and averages held against each two numbers that may make them (X2, X5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from kit.checks.agreement.chance import limit_of
from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Sentence

_COUNTS = {"count", "rest", "sum"}
_HUNDRED = 100
#: Numbers so far back are of something else.
_BACK = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A number that is all but another divided by a third."""

    mention: Mention
    above: Mention
    below: Mention
    value: Fraction


def find_ratios(sentence: Sentence, *, settled: Collection[int]) -> Iterator[Ratio]:
    """Yield the ratios of a sentence that come near two numbers before them, and fit none.

    Parameters
    ----------
    settled
        Where the numbers stand of which words say what they are.
    """
    for at, mention in enumerate(sentence.mentions):
        kind = _kind(mention)
        if mention.token.start in settled or not kind:
            continue
        counts = [m for m in sentence.mentions[:at] if m.role in _COUNTS and m.number.value]
        found = _nearest(mention, _quotients(mention, counts[-_BACK:]), kind=kind)
        if found:
            yield found


def _kind(mention: Mention) -> str:
    """Return what kind of ratio a number is; nothing if it is none, or is meant roughly."""
    if mention.role == "average":
        return "average"
    if mention.number.bound != "exact":
        return ""
    is_share = mention.role in {"share", "rate"} and mention.token.text.endswith("%")
    return "ratio" if is_share else "times" if mention.unit == "倍" else ""


def _quotients(mention: Mention, before: Sequence[Mention]) -> list[Ratio]:
    """Return what each two numbers make that may be divided."""
    scale = _HUNDRED if mention.unit == "%" else 1
    return [
        Ratio(
            mention=mention,
            above=above,
            below=below,
            value=above.number.value / below.number.value * scale,
        )
        for above, below in permutations(before, 2)
        if below.number.value != 1 and _may_divide(mention, above, below)
    ]


def _may_divide(mention: Mention, above: Mention, below: Mention) -> bool:
    """Whether the words leave it open that a number is the one divided by the other."""
    if mention.role == "average":
        return are_alike(above, mention) and not are_alike(below, mention)
    is_less = above.number.value <= below.number.value
    return are_alike(above, below) and is_less == (mention.unit == "%")


def _nearest(mention: Mention, ratios: Sequence[Ratio], *, kind: str) -> Ratio | None:
    number = mention.number
    if not ratios or any(_fits(mention, ratio.value) for ratio in ratios):
        return None
    best = min(ratios, key=lambda ratio: abs(ratio.value - number.value) / ratio.value)
    size = min(best.value, _HUNDRED - best.value) if kind == "ratio" else best.value
    chance = 2 * abs(best.value - number.value) * len(ratios) / size if size else Fraction(1)
    return best if chance <= limit_of(kind) else None


def _fits(mention: Mention, value: Fraction) -> bool:
    number = mention.number
    if number.bound == "exact":
        return number.fits(value) or abs(number.value - value) <= (number.step or Fraction(1))
    return abs(number.value - value) <= 2 * (number.step or Fraction(1))

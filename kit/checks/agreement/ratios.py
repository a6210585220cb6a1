"""Percentages, multiples and averages held against each two numbers that may make them (X2, X5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

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
        if (
            mention.token.start in settled
            or mention.number.bound != "exact"
            and mention.role != "average"
        ):
            continue
        before = [m for m in sentence.mentions[:at] if m.role in _COUNTS and m.number.value][
            -_BACK:
        ]
        if mention.role == "average":
            found = _nearest(mention, _quotients(mention, before), kind="average")
        elif mention.role in {"share", "rate"} and mention.token.text.endswith("%"):
            found = _nearest(mention, _quotients(mention, before), kind="ratio")
        elif mention.unit == "倍":
            found = _nearest(mention, _quotients(mention, before), kind="times")
        else:
            continue
        if found:
            yield found


def _quotients(mention: Mention, before: Sequence[Mention]) -> list[Ratio]:
    """Return what each two numbers make that may be divided."""
    found = []
    is_share, is_times = mention.unit == "%", mention.unit == "倍"
    for above in before:
        for below in before:
            if above is below or below.number.value == 1:
                continue
            if is_share:
                if not are_alike(above, below) or above.number.value > below.number.value:
                    continue
            elif is_times:
                if not are_alike(above, below) or above.number.value < below.number.value:
                    continue
            elif not are_alike(above, mention) or are_alike(below, mention):
                continue
            value = above.number.value / below.number.value * (_HUNDRED if is_share else 1)
            found.append(Ratio(mention=mention, above=above, below=below, value=value))
    return found


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

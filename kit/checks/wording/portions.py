"""Percentages of numbers that no table has: a sentence that says both must say them alike (X2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.claims import Claim, Part, Percentage, Sentence

_HUNDRED = Fraction(100)
#: So many shares of one whole tell what it is, when nothing else does.
_MANY = 3
_CLOSED = ("closed_total",)
#: Rates that the tables tell nothing of: who was late is in none.
_IN_TIME = ("按", "及时", "依法", "当年", "平均")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A percentage, the part it is said of, and what that may be a part of, likeliest first."""

    said: Percentage
    part: Part
    wholes: tuple[Fraction, ...]

    @property
    def is_right(self) -> bool:
        """Whether the percentage is that of some whole."""
        return any(self.said.number.fits(self._rate(whole)) for whole in self.wholes)

    @property
    def wanted(self) -> Fraction:
        """The percentage of the likeliest whole."""
        return self._rate(self.wholes[0])

    @property
    def counted(self) -> Fraction:
        """What has the percentage: the part, or all but it of 不合格37份，合格率98.4%."""
        value = self.part.number.value
        return self.wholes[0] - value if self._is_of_the_rest else value

    @property
    def _is_of_the_rest(self) -> bool:
        stem = self.said.stem
        return bool(stem) and re.search(rf"[不未无]{re.escape(stem)}", self.part.words) is not None

    def _rate(self, whole: Fraction) -> Fraction:
        rate = self.part.number.value / whole * _HUNDRED
        return _HUNDRED - rate if self._is_of_the_rest else rate


def find_portions(sentence: Sentence, *, before: Sequence[Part] = ()) -> Iterator[Portion]:
    """Yield the percentages of a sentence that can be judged by its own numbers.

    Parameters
    ----------
    before
        The numbers of the sentences right before, which may be wholes too.
    """
    for said in sentence.percentages:
        part = sentence.parts[said.after - 1] if said.after else None
        if part is None or part.claim or part.is_sum or not _is_exact(part):
            continue
        found = _wholes(sentence, said, part)
        if found:
            others = (p.number.value for p in before if p.number.unit == part.number.unit)
            wholes = (*found, *(value for value in others if value >= part.number.value))
            yield Portion(said=said, part=part, wholes=wholes)
    yield from _told_by_each_other(sentence)


def closing_rates(sentence: Sentence) -> Iterator[Claim]:
    """Yield the rates of closing said right after what was closed: 办结14件，办结率87.5%."""
    for said in sentence.percentages:
        claim = sentence.parts[said.after - 1].claim if said.after else None
        if claim is None or said.stem not in {"办结", "答复"} or claim.kind != "count":
            continue
        is_in_time = any(word in said.at.quote for word in _IN_TIME)
        if not is_in_time and _CLOSED in claim.topics[0].rows and claim.topics[0].table == "t3":
            yield Claim(
                kind="share",
                at=said.at,
                topics=claim.topics,
                number=said.number,
                is_last=claim.is_last,
                subject=claim,
            )


def _wholes(sentence: Sentence, said: Percentage, part: Part) -> tuple[Fraction, ...]:
    """Return what *part* may be a part of; none when the sentence does not tell."""
    earlier = [
        p
        for p in sentence.parts[: said.after - 1]
        if p.number.unit == part.number.unit and p.number.value >= part.number.value > 0
    ]
    if not earlier or not all(map(_is_exact, earlier)):
        return ()
    if said.stem:
        is_named = said.stem in part.words and sentence.parts[said.after - 2] in earlier
        is_told = is_named and not part.begins_clause
    else:
        is_told = _is_listed(sentence, said, part, earlier=earlier)
    return tuple(p.number.value for p in earlier[::-1]) if is_told else ()


def _is_listed(
    sentence: Sentence, said: Percentage, part: Part, *, earlier: Sequence[Part]
) -> bool:
    """Whether *part* stands in a list of parts of *earlier*, or right after the one it is of."""
    at = said.after - 1
    begun = max((n for n in range(at + 1) if sentence.parts[n].begins_clause), default=0)
    opened = [n for n, p in enumerate(sentence.parts[: at + 1]) if p.opens and n > begun]
    if opened:
        return sentence.parts[opened[-1] - 1] in earlier
    shared = {other.after for other in sentence.percentages if other is not said}
    return sentence.parts[at - 1] in earlier and at not in shared and not part.begins_clause


def _told_by_each_other(sentence: Sentence) -> Iterator[Portion]:
    """Yield a percentage that does not fit where all others of its list tell what the whole is."""
    pairs = [
        (said, sentence.parts[said.after - 1])
        for said in sentence.percentages
        if said.after and not said.stem
    ]
    if len(pairs) < _MANY or any(part.claim or not _is_exact(part) for _, part in pairs):
        return
    if len({part.number.unit for _, part in pairs}) > 1:
        return
    whole = sum((part.number.value for _, part in pairs), start=Fraction(0))
    portions = [Portion(said=said, part=part, wholes=(whole,)) for said, part in pairs if whole]
    wrong = [portion for portion in portions if not portion.is_right]
    if len(wrong) == 1:
        yield wrong[0]


def _is_exact(part: Part) -> bool:
    return part.number.bound == "exact" and not part.number.step

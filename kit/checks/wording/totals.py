"""Sums that say how many numbers they are of, and averages: by the words' own numbers (X5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from kit.checks.claims import Sentence, Told
from kit.checks.claims.numerals import read_numeral
from kit.form.word_kinds import BreakdownsAdd

#: 两个渠道合计, whatever was named before it.
_TOTAL = re.compile(
    r"(?P<count>[两二三四五六]|(?<!\d)\d)个?大?(?:渠道|平台|途径|方面|类别|类|项|者|种|部分)"
    r"(?:合计|共计|总计|相加|共)(?:为|达)?$"
)
#: An average right after the number it is of.
_AVERAGE = re.compile(
    r"[，,（(]?(?:平均每个?(?P<each>月|季度|周)|每个?(?P<every>月|季度|周)平均|(?P<short>[月周])均)"
    r"(?:约|为|达|达到)?"
)
_PER_YEAR = {"月": (12,), "季度": (4,), "周": (52, 53)}
#: What was counted for less than a year has an average of its own.
_SHORTER = re.compile(r"个月|半年|上线|开通|启用|以来|月至|至\d+月|月起")
#: So many sentences before are gone back to.
_BACK = 3
#: So many numbers at most are tried as parts of a sum.
_MOST = 12
#: Characters of 两个渠道合计为, and to spare.
_LONGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A number that others of its paragraph tell, with what they tell and where its words begin."""

    said: Told
    start: int
    of: tuple[Told, ...]
    wanted: Fraction
    is_right: bool


def find_totals(
    sentences: Sequence[Sentence], *, kind: BreakdownsAdd
) -> Iterator[tuple[Sentence, Total]]:
    """Yield each sum of so many numbers and each average that can be told, with its sentence."""
    for at, sentence in enumerate(sentences):
        before = _paragraph(sentences[max(0, at - _BACK) : at], sentence)
        for place, said in enumerate(sentence.told):
            match = _TOTAL.search(sentence.text, max(0, said.start - _LONGEST), said.start)
            # Of 两个渠道合计 the two are no number that is added.
            own = (t for t in sentence.told[:place] if match and t.end <= match.start())
            counted = [*before, *_alike(tuple(own), sentence)]
            found = _average(said, sentence, place=place)
            if match:
                found = _sum(said, counted, match=match, kind=kind)
            if found:
                yield sentence, found


def _sum(
    said: Told, told: Sequence[Told], *, match: re.Match[str], kind: BreakdownsAdd
) -> Total | None:
    """Return a sum of so many numbers; none when others than those may be meant and none fit."""
    if said.number.bound != "exact" or said.number.step:
        return None
    count = read_numeral(match["count"])
    parts = [t for t in told if t.number.unit == said.number.unit and not _is_aside(t, kind=kind)]
    if any(part.number.bound != "exact" or part.number.step for part in parts):
        return None
    sums = {_added(some) for some in combinations(parts[-_MOST:], count)}
    is_right = said.number.value in sums
    if not is_right and len(parts) != count:
        return None
    return Total(
        said=said,
        start=match.start(),
        of=tuple(parts),
        wanted=_added(parts),
        is_right=is_right,
    )


def _average(said: Told, sentence: Sentence, *, place: int) -> Total | None:
    """Return the average of a year's number right before it."""
    match = _AVERAGE.fullmatch(said.before)
    if match is None or not place or _SHORTER.search(sentence.text):
        return None
    whole = sentence.told[place - 1]
    if whole.number.unit != said.number.unit or whole.number.bound != "exact":
        return None
    often = _PER_YEAR[match["each"] or match["every"] or match["short"]]
    is_right = any(_is_about(said, whole, times=times) for times in often)
    wanted = whole.number.value / often[0]
    start = said.start - len(said.before.lstrip("，,（("))
    return Total(said=said, start=start, of=(whole,), wanted=wanted, is_right=is_right)


def _is_about(said: Told, whole: Told, *, times: int) -> bool:
    """Whether an average is printed as this: rounded either way to its last place."""
    rate, loose = whole.number.value / times, whole.number.step / times
    is_near = abs(rate - said.number.value) < (said.number.step or 1) + loose
    return is_near or said.number.fits(rate)


def _paragraph(before: Sequence[Sentence], sentence: Sentence) -> list[Told]:
    """Return the numbers of the sentences before that stand in the same paragraph."""
    found: list[Told] = []
    for first, second in pairwise([*before, sentence]):
        between = first.words is second.words and second.words.text[first.start : second.start]
        if not between or "\n" in between:
            found = []
        else:
            found += _alike(first.told, first)
    return found


def _alike(told: Sequence[Told], sentence: Sentence) -> list[Told]:
    """Return the numbers that stand in no brackets."""
    text = sentence.text
    return [
        t
        for t in told
        if sum(text.count(b, 0, t.start) for b in "（(")
        == sum(text.count(b, 0, t.start) for b in "）)")
    ]


def _is_aside(told: Told, *, kind: BreakdownsAdd) -> bool:
    """Whether a number is part of another, or of what changed, by the words before it."""
    return any(word in told.before for word in kind.asides)


def _added(told: Sequence[Told]) -> Fraction:
    return sum((t.number.value for t in told), start=Fraction(0))

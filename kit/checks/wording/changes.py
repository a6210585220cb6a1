"""Growth that a sentence tells from one number to another: 由214个减至163个，减少51个 (X3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile

from kit.checks.claims import Sentence, Told
from kit.checks.claims.numerals import Number
from kit.form.word_kinds import GrowthMatches

_FROM = re.compile(r"[由从自][^，,；;、由从自到至]{0,14}$")
_TO = re.compile(r"[，,]?[^，,；;、。：:]{0,12}[到至为成]$")
#: 由214减至163个 tells the measure word once.
_BOTH = re.compile(
    r"[由从自][^，,；;、由从自到至]{0,14}?(?<!\d)(?P<digits>\d+(?:\.\d+)?)(?P<words>[^\d，,；;、。：:]{1,8}[到至])$"
)
_LAST = r"(?:上年|去年|上一年|上年度|20\d\d年度?)(?:同期)?"
#: 36篇，比上年的30篇增加6篇, or 36篇（上年30篇），增加6篇.
_THAN = re.compile(
    rf"[，,（(]?(?:(?:总[量数]|数量|件数)?(?:[比较与同]|低于|高于|少于|多于){_LAST}的?|{_LAST}[为是仅]?)"
)
#: 比上年（198件）增加48件 and 比上年的143件减少14件.
_BASE = re.compile(rf"[比较与同]{_LAST}的?（?$")
_COMPARED = re.compile(rf"(?:同比|[比较与同]{_LAST}|相比|相较)")
#: After what is left of the measure word: 20个工作日压缩至5个工作日，压缩75%.
_BY = re.compile(r"(?:[^，,；;、。：:（(]{0,3}[，,（(])?(?P<words>[^，,；;、。：:（(]{1,8})")
_POINTS, _TIMES = "个百分点", "倍"
#: A higher place is a smaller number.
_PLACES = {"名", "位"}
_HUNDRED = Fraction(100)
_Side = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a sentence says grew or shrank, and by how much where it says so.

    ``sign`` is what the words say: 1, -1, or 0 when they do not; ``start`` and ``end``
    are its place in the sentence.
    """

    before: Number
    after: Number
    sign: int
    start: int
    end: int
    by: Number | None = None

    @property
    def is_right(self) -> bool:
        """Whether the numbers say the same as the words."""
        grown = self.after.value - self.before.value
        if self.sign * grown < 0:
            return False
        return self.by is None or any(_fits(self.by, side) for side in self._ways())

    def _ways(self) -> Iterator[_Side]:
        """Yield by how much the numbers differ, least and most, in the ways it may be said."""
        by = self.by.unit if self.by else ""
        (low, high), (least, most) = _sides(self.before), _sides(self.after)
        if by in {self.after.unit, _POINTS}:
            yield _sizes(least - high, most - low)
        if by in {"%", _TIMES} and low > 0:
            times = _HUNDRED if by == "%" else Fraction(1)
            yield _sizes((least / high - 1) * times, (most / low - 1) * times)
            if by == _TIMES:
                # 增长两倍 is said of what is twice as much, too.
                yield _sizes(least / high, most / low)

    @property
    def wanted(self) -> Fraction:
        """By how much the numbers differ, the way it is said first."""
        return sum(next(self._ways()), start=Fraction(0)) / 2


def find_changes(sentence: Sentence, *, kind: GrowthMatches) -> Iterator[Change]:
    """Yield what a sentence says changed from one number to another, with each size it gives."""
    told = sentence.told
    for at, now in enumerate(told):
        change = _change(now, told[:at], kind=kind)
        if change is None or not _is_sure(change):
            continue
        sizes = list(takewhile(lambda by: _is_size(by, kind=kind), told[at + 1 :]))
        if not sizes and change.sign:
            yield change
        for by in sizes:
            sign = _sign(by.before, kind=kind)
            said = replace(by.number, value=abs(by.number.value))
            if _is_alike(change, said):
                yield replace(change, by=said, sign=sign, end=by.end)
    yield from _compared(sentence, kind=kind)
    yield from _both_sizes(sentence, kind=kind)


def _both_sizes(sentence: Sentence, *, kind: GrowthMatches) -> Iterator[Change]:
    """Yield what says by how many and by how much it changed: 62件，比上年少9件，降低12.68%."""
    for now, size, rate in zip(sentence.told, sentence.told[1:], sentence.told[2:], strict=False):
        is_told = all(_is_size(by, kind=kind) for by in (size, rate))
        is_base = bool(_BASE.search(now.before)) and not _THAN.fullmatch(now.before)
        is_compared = bool(_THAN.fullmatch(now.before)) or _is_size(now, kind=kind)
        is_alike = size.number.unit == now.number.unit and rate.number.unit == "%"
        is_exact = size.number.bound == "exact" and not size.number.step
        if not (is_told and is_alike and is_exact) or (is_compared and not is_base):
            continue
        grown = abs(size.number.value) * _sign(size.before, kind=kind)
        other = replace(now.number, value=now.number.value + (grown if is_base else -grown))
        ends = (now, replace(now, number=other))
        last, this = ends if is_base else ends[::-1]
        change = _sized(this, last, rate, kind=kind) if last.number.value > 0 else None
        yield from [change] if change else []


def _compared(sentence: Sentence, *, kind: GrowthMatches) -> Iterator[Change]:
    """Yield what is compared with last year's right after it: 36篇，比上年的30篇增加6篇."""
    told = sentence.told
    for at, last in enumerate(told):
        if not _THAN.fullmatch(last.before):
            continue
        # After a list, what is compared may be its whole.
        counted = [t for t in told[:at][::-1] if t.number.unit == last.number.unit]
        for by in takewhile(lambda by: _is_size(by, kind=kind), told[at + 1 :]):
            ways = [_sized(now, last, by, kind=kind) for now in counted]
            sure = [way for way in ways if way]
            yield from ([way for way in sure if way.is_right] or sure)[:1]


def _sized(now: Told, last: Told, by: Told, *, kind: GrowthMatches) -> Change | None:
    """Return the change from *last* to *now* by as much as said, when that can be judged."""
    change = Change(
        before=last.number,
        after=now.number,
        sign=_sign(by.before, kind=kind),
        start=now.start,
        end=by.end,
        by=replace(by.number, value=abs(by.number.value)),
    )
    return change if _is_sure(change) and _is_alike(change, by.number) else None


def _change(now: Told, before: tuple[Told, ...], *, kind: GrowthMatches) -> Change | None:
    """Return what leads to *now*; none when nothing does."""
    sign = _sign(now.before, kind=kind)
    both = _BOTH.search(now.before)
    if both:
        first = replace(now.number, value=Fraction(both["digits"]), step=Fraction(0))
        start = now.start - len(now.before) + both.start()
        return Change(before=first, after=now.number, sign=sign, start=start, end=now.end)
    if not before or not _TO.fullmatch(now.before):
        return None
    last = before[-1]
    said = _FROM.search(last.before)
    if said is None or last.number.unit != now.number.unit:
        return None
    start = last.start - len(said.group())
    return Change(before=last.number, after=now.number, sign=sign, start=start, end=now.end)


def _sign(words: str, *, kind: GrowthMatches) -> int:
    """Return whether words say more or fewer; 0 when neither or both."""
    return any(word in words for word in kind.more) - any(word in words for word in kind.fewer)


def _is_sure(change: Change) -> bool:
    numbers = (change.before, change.after)
    is_exact = all(number.bound == "exact" for number in numbers)
    return is_exact and not _PLACES & {number.unit for number in numbers}


def _is_size(by: Told, *, kind: GrowthMatches) -> bool:
    """Whether nothing but which way it changed stands before a number."""
    said = _BY.fullmatch(_COMPARED.sub("", by.before.lstrip("）")))
    words = (*kind.more, *kind.fewer, *kind.beside)
    rest = said and re.sub("|".join(map(re.escape, words)), "", said["words"])
    return rest == "" and _sign(by.before, kind=kind) != 0


def _is_alike(change: Change, by: Number) -> bool:
    """Whether a size can be of what changed: in its measure word, or relative."""
    if change.after.unit == "%":
        return by.unit in {"%", _POINTS}
    return by.unit in {change.after.unit, "%", _TIMES}


def _sides(number: Number) -> _Side:
    """Return between what a number lies as printed."""
    return number.value - number.step / 2, number.value + number.step / 2


def _sizes(low: Fraction, high: Fraction) -> _Side:
    """Return the least and the most of a size, whatever its sign."""
    if low <= 0 <= high:
        return Fraction(0), max(-low, high)
    return min(abs(low), abs(high)), max(abs(low), abs(high))


def _fits(by: Number, side: _Side) -> bool:
    """Whether a size as printed is some number between two."""
    said = replace(by, step=max(by.step, Fraction(1))) if by.unit == _TIMES else by
    return said.fits(min(max(said.value, side[0]), side[1]))

"""Numbers made of others of their sentence: averages over periods or meetings, differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.numerals import NUMERALS, read_numeral
from kit.checks.reading.relations import Derived
from kit.checks.reading.roles import PERIODS

_COUNTS = {"count", "sum"}
_MADE = {"average", "gap"}
#: What an average by a unit is said with: 平均每场, 场均.
_BY = "平均每"
_YEAR = "年"
#: An average may be told to so many parts of itself, and to the whole number.
_ABOUT, _HALF = 50, Fraction(1, 2)


def find_derived(mentions: Sequence[Mention]) -> Iterator[Derived]:
    """Yield each average and each difference with what it is made of."""
    for at, mention in enumerate(mentions):
        if mention.role not in _MADE:
            continue
        is_short = any(m.phrase.has("past", "scope") for m in mentions[: at + 1])
        before = [m for m in mentions[:at] if m.role in _COUNTS and are_alike(m, mention)]
        if mention.role == "average" and before:
            yield from _average(mention, mentions[:at], whole=before[-1], is_short=is_short)
        elif mention.role == "gap" and len(before) > 1 and not is_short:
            one, other = before[-2:]
            yield Derived(
                mention=mention,
                value=abs(one.number.value - other.number.value),
                name=f"{one.token.text}与{other.token.text}相差",
            )


def _average(
    mention: Mention, before: Sequence[Mention], *, whole: Mention, is_short: bool
) -> Iterator[Derived]:
    """Yield an average with its number of periods, or of things; *is_short* is not of a year."""
    periods = [PERIODS[t.kind] for t in mention.phrase.lead if t.kind in PERIODS]
    if len(periods) == 1 and not _by(mention):
        # 自6月上线以来, 上半年: not of the whole year.
        if not is_short:
            yield _divided(mention, whole, by=Fraction(periods[0]))
    elif years := _years(mention, whole):
        yield _divided(mention, whole, by=Fraction(years))
    elif not periods and len(_by(mention)) == 1:
        by = [m for m in before if m.role in _COUNTS and _by(mention) == m.unit[:1]]
        if by and whole not in by and abs(by[-1].index - whole.index) == 1:
            yield _divided(mention, whole, by=by[-1].number.value)


def _years(mention: Mention, whole: Mention) -> int:
    """Return over how many years a yearly average is: 近五年共121件，年均24.2件."""
    if _by(mention) != _YEAR:
        return 0
    said = "".join(t.text for t in whole.phrase.lead if t.kind == "past")
    digits = "".join(character for character in said if character in NUMERALS)
    return read_numeral(digits) if digits else 0


def _divided(mention: Mention, whole: Mention, *, by: Fraction) -> Derived:
    value = whole.number.value / by
    slack = mention.number.step or max(_HALF, value / _ABOUT)
    said = by.numerator if by.denominator == 1 else float(by)
    return Derived(
        mention=mention, value=value, name=f"{whole.token.text}除以 {said} 为", slack=slack
    )


def _by(mention: Mention) -> str:
    """Return the unit that an average is by, of one character: 场 of 平均每场."""
    said = "".join(t.text for t in mention.phrase.lead if t.kind == "average")
    return "".join(character for character in said if character not in _BY)

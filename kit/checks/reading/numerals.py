"""Numbers as sentences write them, with the precision they are printed to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

_DIGITS = {digit: at for at, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
NUMERALS = frozenset("一二两三四五六七八九十0123456789")
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
#: Where no number begins: inside codes, after an ordinal, or where 每 or 几 makes it none.
_BEFORE = r"(?<![第〔\[A-Za-z0-9.\-])"
_CHINESE = (
    r"(?<![第每逐同某任另这那何几数零〇一二两三四五六七八九十百千])"
    r"[零〇一二两三四五六七八九十百千万亿]+"
)
_TENTHS = (
    r"(?P<tenths>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九](?![万千百十件人条]))?"
)
_NO_TENTHS = r"(?:(?<!一成)|(?!为))(?![立功果员效长绩都本交型熟不套品年人分])"
#: What follows a measure word that is none: 两次, but not 一次性; 3月, 以上 apart.
_AFTER = r"(?![月工性]|以[来前后外下往]|均(?![已为按在予于由系被属未]))"

#: Said after 倍 of what is more: 两倍多.
_BEYOND = {"多", "有余"}

Bound = Literal["exact", "about", "more", "near", "less"]
#: Groups of measure words that count the same.
_ALIKE = ("bodies", "people")
_BOUNDS: tuple[Bound, ...] = ("about", "more", "near", "less")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as printed: its value, its unit, and the size of its last printed place.

    ``step`` is 0 for a whole number written out; ``bound`` says how it is meant.
    """

    value: Fraction
    unit: str
    step: Fraction = Fraction(0)
    bound: Bound = "exact"

    def fits(self, value: Fraction) -> bool:
        """Whether *value* may be printed as this number.

        Counts scaled to 万 or 亿 are rounded or cut, rates only rounded.
        """
        if self.is_exact:
            return value == self.value
        if self.value < 0:
            return replace(self, value=-self.value).fits(-value)
        return self._covers(value)

    def _covers(self, value: Fraction) -> bool:
        """Whether *value* is within what the words and the last place leave open."""
        off = value - self.value
        match self.bound:
            case "more":
                return 0 <= off < max(self.step, Fraction(1))
            case "near":
                nearest = max(self.step, self.value / 10) if self.step else self.value / 5
                return -nearest < off <= 0
            case "less":
                # 不足百分之一 may be hardly anything.
                least = max(self.value / 2, Fraction(self.unit == "%"))
                return -least <= off <= 0
            case "about":
                return abs(off) <= max(self.step, abs(self.value) / 20)
            case _:
                is_cut = self.unit != "%" and 0 <= off < self.step
                return abs(off) * 2 <= self.step or is_cut

    @property
    def is_exact(self) -> bool:
        """Whether it is meant to the last unit."""
        return self.bound == "exact" and not self.step


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """The words numbers are written with, as data has them."""

    counted: frozenset[str]
    money: frozenset[str]
    points: frozenset[str]
    alike: Mapping[str, str]
    bounds: Mapping[str, Bound]
    pattern: str


def build_notation(data: Mapping[str, Any]) -> Notation:
    """Return the notation that *data* describes, with one pattern of all numbers."""
    bounds = {word: bound for bound in _BOUNDS for word in data[bound]["words"]}
    units = [*data["counted"]["words"], *data["other_units"]["words"], *data["points"]["words"]]
    before = _any(word for word in bounds if word not in {"左右", "以上"})
    pattern = (
        rf"{_BEFORE}(?P<about>{before})?(?:为)?(?P<sign>[+-])?(?P<hundredth>百分之)?"
        r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>[十百千]?[万亿]|)"
        r"|(?P<fraction>[二三四五六七八九十]分之[一二三四五六七八九]|一半|半数|过半)"
        rf"|{_TENTHS}{_NO_TENTHS}|(?P<chinese>{_CHINESE}))"
        r"(?P<more>余|多(?!于)|来)?\s*"
        rf"(?(hundredth)|(?(tenths)|(?(fraction)|(?P<unit>%|{_any(data['money']['words'])}|"
        rf"{_any(units)}|(?(digits)(?=\s*(?:[，、；。（(）)\n]|$)|(?<=[万亿]))|(?!))){_AFTER})))"
        r"(?P<after>以上|左右|(?<=倍)(?:多|有余))?"
    )
    return Notation(
        counted=frozenset(data["counted"]["words"]),
        money=frozenset(data["money"]["words"]),
        points=frozenset(data["points"]["words"]),
        alike={word: name for name in _ALIKE for word in data[name]["words"]},
        bounds=bounds,
        pattern=pattern,
    )


def _any(words: Sequence[str] | Any) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def read_number(match: re.Match[str], *, notation: Notation) -> Number:
    """Read what the pattern of *notation* matched."""
    value, step, unit = _value(match)
    if match["sign"] == "-":
        value = -value
    bound = _bound(match, notation=notation)
    if bound == "more" and (match["more"] or step <= 1):
        step = max(step, Fraction(_magnitude(value)))
    return Number(value=value, unit=unit, step=step, bound=bound)


def _value(match: re.Match[str]) -> tuple[Fraction, Fraction, str]:
    """Return the value of what was matched, the size of its last place, and its unit."""
    if match["fraction"]:
        # 三分之一 is never meant to the percent.
        return _read_fraction(match["fraction"]) * 100, Fraction(5), "%"
    if match["tenths"]:
        rest = match["half"] or ""
        more = Fraction(5) if rest == "半" else Fraction(_DIGITS.get(rest, 0))
        return Fraction(_DIGITS[match["tenths"]] * 10) + more, Fraction(2 if rest else 10), "%"
    unit = match["unit"] if match["unit"] is not None else "%"
    if match["chinese"]:
        return Fraction(read_chinese(match["chinese"])), Fraction(unit == "%"), unit
    digits = match["digits"].replace(",", "")
    places = len(digits.partition(".")[2])
    times = _times(match["scale"] or "")
    # A whole number without a scale is meant to the last unit; a rate never is.
    is_exact = not places and times == 1 and unit not in {"%", "万元", "亿元"}
    # Of text a fraction is made slowly, and most numbers are whole.
    value = Fraction(digits) * times if places else Fraction(int(digits) * times)
    return value, Fraction(0) if is_exact else Fraction(times, 10**places), unit


def read_chinese(said: str) -> int:
    """Read a Chinese numeral, by place or digit after digit.

    Examples
    --------
    >>> read_chinese("一万零二十"), read_chinese("十二"), read_chinese("二〇二二")
    (10020, 12, 2022)
    """
    total = section = digit = 0
    if not any(character in "十百千万亿" for character in said):
        return int("".join(str(_DIGITS[character]) for character in said))
    for character in said:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _PLACES:
            section += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            total = (total + section + digit) * _SCALES[character]
            section = digit = 0
    return total + section + digit


def read_numeral(said: str) -> int:
    """Read a whole number in digits of either kind.

    Examples
    --------
    >>> read_numeral("31"), read_numeral("二〇二二"), read_numeral("三十一"), read_numeral("十")
    (31, 2022, 31, 10)
    """
    return int(said) if said.isdecimal() else read_chinese(said)


def _read_fraction(said: str) -> Fraction:
    whole, _, part = said.partition("分之")
    return Fraction(read_chinese(part), read_chinese(whole)) if part else Fraction(1, 2)


def _times(scale: str) -> int:
    times = 1
    for character in scale:
        times *= _SCALES[character]
    return times


def _bound(match: re.Match[str], *, notation: Notation) -> Bound:
    if match["more"] or match["fraction"] == "过半" or match["after"] in _BEYOND:
        return "more"
    said = [notation.bounds[word] for word in (match["about"], match["after"]) if word]
    return said[-1] if said else "exact"


def _magnitude(value: Fraction) -> int:
    """Return the place of the last digit that is not zero: 100 of 1300."""
    whole, place = abs(int(value)), 1
    while whole and whole % (place * 10) == 0:
        place *= 10
    return place

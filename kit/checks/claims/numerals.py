"""Numbers as sentences write them, with the precision they are printed to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

_DIGITS = {digit: at for at, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

#: A number with its unit; ordinals, dates and numbers inside codes are none.
NUMBER = (
    r"(?<![第〔\[A-Za-z0-9.\-])"
    r"(?P<about>约|突破|近|将近|接近|大约|超过|超|逾|不足|不到)?(?:为)?"
    r"(?P<sign>[+-])?(?P<hundredth>百分之)?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<scale>[十百千]?[万亿]|)"
    r"|(?P<chinese>(?<![第每逐同某任另这那何零〇一二两三四五六七八九十百千])[零〇一二两三四五六七八九十百千万亿]+)"
    r"|(?P<fraction>[二三四五六七八九十]分之[一二三四五六七八九]|一半))"
    r"(?P<more>余|多|来)?\s*"
    r"(?(hundredth)|(?(fraction)|(?P<unit>%|成(?P<half>半)?(?![为立功果员效长绩都本交型熟不套品年人分])|个百分点"
    r"|万元|亿元|元|件次|人次|件|起|宗|份|例|条|项(?!合计|共|总计|占|之和|相加)|次|个|倍|篇|期|场|名|家|人|则|批|户|册|页|部|处|块|张|幅)))"
    r"(?![次月工]|以(?!上)|均(?![已为按在予于由系被属未]))(?P<after>以上|左右)?"
)

Bound = Literal["exact", "about", "more", "near", "less"]


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
        if self.value < 0:
            return replace(self, value=-self.value).fits(-value)
        off = value - self.value
        if self.bound == "more":
            return 0 <= off < max(self.step, Fraction(1))
        if self.bound == "near":
            nearest = max(self.step, self.value / 10) if self.step else self.value / 5
            return -nearest < off <= 0
        if self.bound == "less":
            return -self.value / 2 <= off <= 0
        if self.bound == "about":
            return abs(off) <= max(self.step, abs(self.value) / 20)
        is_cut = self.unit != "%" and 0 <= off < self.step
        return abs(off) * 2 <= self.step or is_cut


def read_number(match: re.Match[str]) -> Number:
    """Read what :data:`NUMBER` matched.

    Examples
    --------
    >>> number = read_number(re.search(NUMBER, "作出398.58万件"))
    >>> number.fits(Fraction(3985758)), number.unit
    (True, '件')
    >>> read_number(re.search(NUMBER, "两百零三件")).value
    Fraction(203, 1)
    """
    unit, scale = match["unit"] or "%", match["scale"] or ""
    if match["fraction"]:
        # 三分之一 is never meant to the percent.
        value, step = _read_fraction(match["fraction"]) * 100, Fraction(5)
    elif match["chinese"]:
        value, step = Fraction(read_chinese(match["chinese"])), Fraction(unit == "%")
    else:
        digits = match["digits"].replace(",", "")
        places = len(digits.partition(".")[2])
        times = _times(scale)
        value = Fraction(digits) * times
        # A whole number without a scale is meant to the last unit; a rate never is.
        is_exact = not places and times == 1 and unit not in {"%", "万元", "亿元"}
        step = Fraction(0) if is_exact else Fraction(times, 10**places)
    if unit.startswith("成"):
        # Tenths are never meant to the percent.
        value, step, unit = (value + Fraction(1, 2) * bool(match["half"])) * 10, Fraction(10), "%"
    if match["sign"] == "-":
        value = -value
    bound = _bound(match)
    if bound == "more" and (match["more"] or step <= 1):
        step = max(step, Fraction(_magnitude(value)))
    return Number(value=value, unit=unit, step=step, bound=bound)


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


def _read_fraction(said: str) -> Fraction:
    whole, _, part = said.partition("分之")
    return Fraction(read_chinese(part), read_chinese(whole)) if part else Fraction(1, 2)


def read_numeral(said: str) -> int:
    """Read a whole number in digits of either kind.

    Examples
    --------
    >>> read_numeral("31"), read_numeral("二〇二二"), read_numeral("三十一"), read_numeral("十")
    (31, 2022, 31, 10)
    """
    return int(said) if said.isdecimal() else read_chinese(said)


def _times(scale: str) -> int:
    times = 1
    for character in scale:
        times *= _SCALES[character]
    return times


def _bound(match: re.Match[str]) -> Bound:
    about = match["about"] or ""
    if match["more"] or match["after"] == "以上" or about in {"超过", "突破", "超", "逾"}:
        return "more"
    if about in {"不足", "不到"}:
        return "less"
    if about.endswith(("近", "接近")):
        return "near"
    return "about" if about or match["after"] else "exact"


def _magnitude(value: Fraction) -> int:
    """Return the place of the last digit that is not zero: 100 of 1300."""
    whole, place = abs(int(value)), 1
    while whole and whole % (place * 10) == 0:
        place *= 10
    return place

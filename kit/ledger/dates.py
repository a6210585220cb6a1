"""Dates as ledgers have them: real ones, Excel's serial numbers, and text of many shapes."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from kit.source.grids import is_blank
from kit.source.labels import plain_text
from kit.source.values import Raw

#: The days a ledger can tell of: any other is a slip of the hand.
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2099, 12, 31)
#: Day 0 of Excel's and WPS's calendar, by which serial numbers from March 1900 on are right.
_EPOCH = date(1899, 12, 30)
#: Serial numbers of the years 2000 to 2099; a smaller or greater number is no date of a ledger.
_SERIALS = range(36526, 73051)
#: Numbers that may be written dates, as 20220105, are smaller.
_NUMBERS = 100_000_000
#: The time of day after a date, which no count needs; and the day of the week.
_CLOCK = re.compile(r"[\sT]+(?:[上下中]午|早上|晚上)?\s*[0-9０-９]{1,2}[:：时点].*$")
_AFTER = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?$|[上下]午$")
#: What people put into a cell that has no date.
MARKS = frozenset(("/", "-", "--", "—", "——", "_", "无"))
#: What stands between the numbers of a date.
_BETWEEN = r"[-/.、,。\\—–]"
_DATES = tuple(
    map(
        re.compile,
        (
            r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?",
            rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}})[日号.]?",
            r"([0-9]{4})([0-9]{2})([0-9]{2})",
        ),
    )
)
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_MONTHS = tuple(
    re.compile(shape)
    for shape in (
        r"([0-9]{4})年([0-9]{1,2})月份?",
        r"([0-9]{4})[-/.]([0-9]{1,2})",
        r"([0-9]{4})(0[1-9]|1[0-2])",
        r"()([0-9]{1,2})月份?",
        r"()([0-9]{1,2})",
    )
)
_DIGITS = {numeral: digit for digit, numeral in enumerate("〇一二三四五六七八九")}
_TENS = {"": 0, "十": 10, "二十": 20, "三十": 30}
#: 一 to 三十一 and beyond, as days and months are spelled.
_NUMERALS = {
    tens + unit: value + digit
    for tens, value in _TENS.items()
    for unit, digit in {"": 0, **_DIGITS}.items()
    if unit != "〇" and tens + unit
}
_SPELLED = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
#: Why a text that looks like no date is none.
UNREADABLE = "读不出的写法"
#: Why a text that looks like a date is none.
_WHY = tuple(
    (re.compile(shape), why)
    for shape, why in (
        (
            rf"[0-9]{{4}}(?:{_BETWEEN}|年)[0-9]{{1,2}}(?:{_BETWEEN}|月)[0-9]{{1,2}}[日号]?",
            "不存在的日子",
        ),
        (r"[0-9]{8}", "不存在的日子"),
        (
            rf"[0-9]{{2}}(?:{_BETWEEN}|年)[0-9]{{1,2}}(?:{_BETWEEN}|月)[0-9]{{1,2}}[日号]?",
            "年份只写了两位",
        ),
        (rf"[0-9]{{1,2}}{_BETWEEN}[0-9]{{1,2}}{_BETWEEN}[0-9]{{4}}", "分不清哪个数是月、哪个是日"),
        (rf"[0-9]{{1,2}}(?:{_BETWEEN}|月)[0-9]{{1,2}}[日号]?", "缺年份"),
        (rf"[0-9]{{4}}(?:{_BETWEEN}|年)(?:[0-9]{{1,2}}月?份?)?", "没写到日"),
    )
)


@lru_cache(maxsize=65536)
def parse_date(raw: Raw) -> date | None:
    """Return the date in a cell, ``None`` when it is blank.

    Examples
    --------
    >>> {parse_date(raw) for raw in ("2022.1.5", "2022年1月5日", 44566, "44566", 20220105)}
    {datetime.date(2022, 1, 5)}

    Raises
    ------
    ValueError
        If what stands there is no date of a ledger, or could be more than one.
    """
    if is_blank(raw) or (isinstance(raw, str) and plain_text(raw) in MARKS):
        return None
    day = raw.date() if isinstance(raw, datetime) else raw
    if not isinstance(day, date):
        day = _parse_text(_dated_text(day))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(raw)
    return day


def why_undated(raw: Raw) -> str:
    """Say in Chinese why what stands in a cell is no date; its words are not repeated."""
    if isinstance(raw, date):
        return "年份不合常理"
    try:
        text = _dated_text(raw)
        _parse_text(text)
    except (ValueError, OverflowError):
        fitting = (why for shape, why in _WHY if shape.fullmatch(text))
        return next(fitting, UNREADABLE)
    return "年份不合常理"


def _dated_text(raw: Raw) -> str:
    """Return what may be a date without the time of day, the day of the week, a mark of text."""
    if isinstance(raw, float) and 0 <= raw < _NUMBERS:
        return str(int(raw))
    return _AFTER.sub("", plain_text(_CLOCK.sub("", str(raw)))).lstrip("'")


def _parse_text(text: str) -> date:
    serial = _SERIAL.fullmatch(text)
    if serial and int(serial[1]) in _SERIALS:
        return _EPOCH + timedelta(days=int(serial[1]))
    for shape in _DATES:
        if found := shape.fullmatch(text):
            return date(*map(int, found.groups()))
    if spelled := _SPELLED.fullmatch(text):
        year = int("".join(str(_DIGITS.get(numeral, 0)) for numeral in spelled[1]))
        return date(year, _NUMERALS.get(spelled[2], 0), _NUMERALS.get(spelled[3], 0))
    raise ValueError(text)


@lru_cache(maxsize=65536)
def is_dated(raw: Raw) -> bool:
    """Whether a cell holds a date that can be read."""
    try:
        return parse_date(raw) is not None
    except (ValueError, OverflowError):
        return False


@lru_cache(maxsize=4096)
def parse_month(raw: Raw, *, year: int) -> date | None:
    """Return the first day of the month in a cell, of *year* unless it names another.

    Raises
    ------
    ValueError
        If what stands there is neither a month nor a date.
    """
    if is_blank(raw):
        return None
    text = plain_text(str(int(raw)) if isinstance(raw, float) else str(raw))
    spelled = _NUMERALS.get(text.removesuffix("份").removesuffix("月"))
    if spelled:
        return date(year, spelled, 1)
    for shape in _MONTHS:
        if not isinstance(raw, date) and (found := shape.fullmatch(text)):
            return date(int(found[1] or year), int(found[2]), 1)
    day = parse_date(raw)
    return day and day.replace(day=1)


def is_month(raw: Raw) -> bool:
    """Whether a cell holds a month of whatever year."""
    try:
        return parse_month(raw, year=FIRST_DAY.year + 1) is not None
    except (ValueError, OverflowError):
        return False

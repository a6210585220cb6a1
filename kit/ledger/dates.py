"""Dates as ledgers have them: real ones, Excel's serial numbers, and text of many shapes."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from kit.source.grids import is_blank
from kit.source.labels import plain_text
from kit.source.values import Raw

#: Day 0 of Excel's and WPS's calendar, by which serial numbers from March 1900 on are right.
_EPOCH = date(1899, 12, 30)
#: Serial numbers of the years 2000 to 2099; a smaller or greater number is no date of a ledger.
_SERIALS = range(36526, 73051)
#: The time of day after a date, which no count needs.
_CLOCK = re.compile(r"[\sT]+[0-9０-９]{1,2}[:：时点].*$")
#: What people put into a cell that has no date.
_MARKS = frozenset(("/", "-", "--", "—", "——", "_", "无"))
_DATES = tuple(
    map(
        re.compile,
        (
            r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?",
            r"([0-9]{4})[-/.、]([0-9]{1,2})[-/.、]([0-9]{1,2})\.?",
            r"([0-9]{4})([0-9]{2})([0-9]{2})",
        ),
    )
)
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
_NUMERALS = {n: i for i, n in enumerate("一二三四五六七八九", start=1)} | {
    "十": 10,
    "十一": 11,
    "十二": 12,
}


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
        If what stands there is no date, or could be more than one.
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if is_blank(raw):
        return None
    if isinstance(raw, str) and plain_text(raw) in _MARKS:
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise ValueError(type(raw))  # noqa: TRY004 - what stands in a cell is no matter of types
    text = plain_text(_CLOCK.sub("", str(int(raw)) if isinstance(raw, float) else str(raw)))
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    for shape in _DATES:
        if found := shape.fullmatch(text):
            return date(*map(int, found.groups()))
    raise ValueError(raw)


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

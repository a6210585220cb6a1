"""Working days in China: weekends, public holidays, and the weekends worked in their stead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The working days of some years, in order.

    ``unknown`` are the years wanted whose holidays the package does not know.
    """

    first: date
    last: date
    working: tuple[date, ...]
    unknown: tuple[int, ...] = ()

    def knows(self, day: date) -> bool:
        """Whether *day* lies in the years that are known."""
        return self.first <= day <= self.last

    def after(self, day: date, *, days: int) -> date | None:
        """Return the day that is so many working days after *day*; ``None`` beyond what is known.

        The day itself is not counted.
        """
        at = bisect_right(self.working, day) + days - 1
        return self.working[at] if self.knows(day) and 0 <= at < len(self.working) else None

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after *start*, up to and including *end*."""
        return bisect_right(self.working, end) - bisect_right(self.working, start)


def working_calendar(years: Iterable[int]) -> Calendar:
    """Return the calendar of *years* and all between them, as far as they are known.

    References
    ----------
    国务院办公厅关于部分节假日安排的通知, of each year, as the package ``chinesecalendar`` has them.
    """
    wanted = sorted(set(years))
    known, working = [], []
    for year in range(wanted[0], wanted[-1] + 1):
        days = _working_days(year)
        if days:
            known.append(year)
            working.extend(days)
    unknown = tuple(year for year in wanted if year not in known)
    if not known:
        return Calendar(first=date.max, last=date.min, working=(), unknown=unknown)
    first, last = date(known[0], 1, 1), date(known[-1], 12, 31)
    return Calendar(first=first, last=last, working=tuple(working), unknown=unknown)


def _working_days(year: int) -> list[date]:
    """Return the working days of a year; none when the package does not know its holidays."""
    from chinese_calendar import is_workday  # the tables of twenty years, for few reports

    day, found = date(year, 1, 1), []
    try:
        while day.year == year:
            if is_workday(day):
                found.append(day)
            day += _ONE
    except NotImplementedError:
        return []
    return found

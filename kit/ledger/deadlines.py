"""Which requests were answered late, by the time limits of the Regulations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kit.ledger.calendar import Calendar, working_calendar
from kit.ledger.dates import parse_date
from kit.ledger.load import Limits, load_limits, load_vocabulary
from kit.ledger.model import Late, Lateness, LedgerSheet
from kit.ledger.requests import Request
from kit.source.grids import is_blank
from kit.source.values import Raw


class _Steps(NamedTuple):
    """The steps of a request that move its time limit; ``None`` where there was none."""

    correction_sent: date | None = None
    corrected: date | None = None
    third_party_sent: date | None = None
    third_party_back: date | None = None
    extended: date | None = None
    agreed: date | None = None
    is_extended: bool = False
    #: Something was said that no date can be made of, so the limit is not known.
    is_unclear: bool = False


_NO_STEPS = _Steps()


def find_late(
    requests: Sequence[Request], *, year: int
) -> tuple[tuple[Late, ...], tuple[str, ...]]:
    """Return the requests that were late, by sheet and way, and what could not be judged.

    References
    ----------
    《中华人民共和国政府信息公开条例》 Art 30, 32, 33, 35.
    """
    if not requests:
        return (), ()
    limits = load_limits()
    calendar = working_calendar({year, *(request.received.year for request in requests)})
    found: dict[tuple[LedgerSheet, Lateness], list[tuple[int, int]]] = defaultdict(list)
    judged: dict[tuple[object, ...], tuple[tuple[Lateness, int], ...] | None] = {}
    unjudged: dict[LedgerSheet, list[int]] = defaultdict(list)
    for request in requests:
        if _is_prompt(request, limits=limits):
            continue
        # Most requests are like another one, day by day.
        key = (request.received, request.answered, request.result in limits.untimed, request.steps)
        if key not in judged:
            judged[key] = _judge(request, calendar=calendar, limits=limits, year=year)
        ways = judged[key]
        if ways is None:
            unjudged[request.sheet].append(request.number)
        for why, days in ways or ():
            found[request.sheet, why].append((request.number, days))
    late = tuple(
        Late(
            why=why,
            rows=sheet.named([number for number, _ in rows]),
            days=max(days for _, days in rows),
            said=limits.said[why],
            article=limits.articles[why],
        )
        for (sheet, why), rows in found.items()
    )
    return late, tuple(_notes(unjudged, unknown=calendar.unknown))


def _is_prompt(request: Request, *, limits: Limits) -> bool:
    """Whether a request went no way but straight to its answer, in no more days of any kind."""
    return (
        request.answered is not None
        and bool(request.result)
        and not any(request.steps)
        and (request.answered - request.received).days <= limits.answer
    )


def _judge(
    request: Request, *, calendar: Calendar, limits: Limits, year: int
) -> tuple[tuple[Lateness, int], ...] | None:
    """Return the ways in which a request was late; ``None`` when its steps do not tell."""
    if not calendar.knows(request.received):
        return ()
    steps = _read_steps(request)
    if steps.is_unclear:
        return None
    return tuple(_lateness(request, steps, calendar=calendar, limits=limits, year=year))


def _notes(unjudged: dict[LedgerSheet, list[int]], *, unknown: Iterable[int]) -> Iterator[str]:
    years = "、".join(map(str, unknown))
    if years:
        yield f"不知道 {years} 年的节假日安排，期限落在这些年的没有判断是否逾期。"
    for sheet, numbers in unjudged.items():
        rows = sheet.named(numbers).spoken()
        yield f"{rows}：补正、征求第三方或约定的日期不全，没有判断是否逾期。"


def _read_steps(request: Request) -> _Steps:
    if not any(request.steps):
        return _NO_STEPS
    days, answers = zip(*map(_read_step, request.steps), strict=True)
    sent, back, asked, heard, extended, agreed = days
    # Of asking a third party only both dates tell how long the clock stood still.
    is_waiting = bool(request.result and asked and not heard)
    is_unclear = "unclear" in answers or "yes" in (*answers[:4], answers[5]) or is_waiting
    is_extended = bool(extended) or answers[4] == "yes"
    return _Steps(sent, back, asked, heard, extended, agreed, is_extended, is_unclear)


@lru_cache(maxsize=65536, typed=True)
def _read_step(raw: Raw) -> tuple[date | None, str]:
    """Return the date of a step; without one ``yes`` or ``no``, if it says so, else ``unclear``."""
    if is_blank(raw):
        return None, "no"
    try:
        day = parse_date(raw)
    except (ValueError, OverflowError):
        return None, load_vocabulary("answers").read(str(raw)).id or "unclear"
    return day, "" if day else "no"


def _lateness(
    request: Request, steps: _Steps, *, calendar: Calendar, limits: Limits, year: int
) -> Iterator[tuple[Lateness, int]]:
    """Yield each way in which a request was late, with the working days it was late by."""
    if steps.correction_sent and calendar.knows(steps.correction_sent):
        days = calendar.between(request.received, steps.correction_sent) - limits.correction
        if days > 0:
            yield "correction", days
    waits = (steps.correction_sent and not steps.corrected) or (
        steps.third_party_sent and not steps.third_party_back
    )
    if waits or request.result in limits.untimed:
        return
    start = steps.corrected or request.received
    due = calendar.after(start, days=limits.answer + _stopped(steps, calendar=calendar))
    if due is None:
        return
    if steps.extended and due < steps.extended <= calendar.last:
        yield "extension", calendar.between(due, steps.extended)
    if steps.is_extended:
        due = calendar.after(due, days=limits.extension)
    if due is None:
        return
    due = max(due, steps.agreed or due)
    until = request.answered if request.result else date(year, 12, 31)
    if until and until > due:
        yield ("answered" if request.result else "unanswered"), calendar.between(due, until)


def _stopped(steps: _Steps, *, calendar: Calendar) -> int:
    """Return the working days for which a third party was being asked."""
    if not (steps.third_party_sent and steps.third_party_back):
        return 0
    return max(calendar.between(steps.third_party_sent, steps.third_party_back), 0)

"""What a share is of when the words do not say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kit.checks.reading.lexicon import Ways
from kit.checks.reading.topics import TOTAL, Topic

_WHOLES = (("received",), ("received", "carried_in"), ("closed_total",))
#: Results that the form divides further.
_DIVIDED = ("denied_", "unavailable_", "unprocessed_", "other_")
_ENDED = ("upheld", "corrected", "other")
_CASES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def usual_wholes(part: Topic) -> Iterator[Topic]:
    """Yield what a count can be a share of: the total of its row, its column, or its table."""
    if part.table == "t4":
        yield replace(part, columns=TOTAL, also=())
        yield replace(part, columns=(_ENDED,), also=())
        yield Topic(table="t4", rows=(_CASES[1:], _CASES), columns=TOTAL)
    elif part.table == "t3":
        if part.rows[0] == ("closed_total",):
            yield Topic(table="t3", rows=(_WHOLES[1], _WHOLES[0]), columns=TOTAL)
            return
        is_result = not set(part.rows) <= set(_WHOLES) or part.columns == TOTAL
        rows = (("closed_total",), *_WHOLES[:2]) if is_result else part.rows
        if groups := _groups_of(part):
            # 不予处理的以信访举报投诉类为主，共112件，占70.4%
            yield Topic(table="t3", rows=groups, columns=part.columns)
        yield Topic(table="t3", rows=rows, columns=TOTAL)
        yield Topic(table="t3", rows=_WHOLES, columns=TOTAL)
        if part.columns != TOTAL:
            yield Topic(table="t3", rows=_WHOLES, columns=part.columns)


def _groups_of(part: Topic) -> Ways:
    """Return the result that the form divides into what a count is of."""
    named = {row for way in part.rows for row in way}
    groups = [g for g in _DIVIDED if all(row.startswith(g) and row != f"{g}*" for row in named)]
    return tuple((f"{group}*",) for group in groups)

"""Hold “none”, “all” against the figures (X1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from kit.checks.agreement.operands import Reading, least_of, readings_of, value_of
from kit.checks.agreement.outcome import Status
from kit.checks.reading.relations import Statement
from kit.checks.reading.topics import TOTAL, Topic
from kit.report.model import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A statement and what came of it, with the readings it fails by.

    ``nothing`` are the readings of which it says that there are none.
    """

    statement: Statement
    status: Status
    part: Reading | None = None
    whole: Reading | None = None
    value: Fraction | None = None
    of: Fraction | None = None
    nothing: tuple[Reading, ...] = ()


def state(statements: Sequence[Statement], *, report: Report) -> Iterator[Stated]:
    """Yield what comes of each statement of a sentence."""
    for statement in statements:
        if statement.time == "other" or (statement.time == "last" and report.last is None):
            continue
        if statement.kind == "none":
            for topic in statement.topics:
                yield _none(statement, topic, report=report)
        else:
            yield _all(statement, report=report)


def _none(statement: Statement, topic: Topic, *, report: Report) -> Stated:
    is_last = statement.time == "last"
    readings = [r for r in readings_of(topic, report=report, is_last=is_last) if not r.is_other]
    values = [value_of(reading, report=report) for reading in readings]
    if not readings or 0 in values:
        status: Status = "agrees" if readings else "undecided"
        return Stated(statement=statement, status=status, nothing=tuple(readings))
    if any(
        v is None and not least_of(r, report=report) for r, v in zip(readings, values, strict=True)
    ):
        return Stated(statement=statement, status="undecided")
    return Stated(
        statement=statement,
        status="contradicts",
        part=readings[0],
        value=values[0],
        nothing=tuple(readings),
    )


def _all(statement: Statement, *, report: Report) -> Stated:
    is_last = statement.time == "last"
    pairs = [
        (part, whole)
        for parts, wholes in _ways(statement)
        for part, whole in product(
            readings_of(parts, report=report, is_last=is_last),
            readings_of(wholes, report=report, is_last=is_last),
        )
        if not part.is_other and not whole.is_other
    ]
    values = [tuple(value_of(side, report=report) for side in pair) for pair in pairs]
    known = [(p, w) for p, w in values if p is not None and w is not None]
    if not pairs or len(known) < len(values):
        return Stated(statement=statement, status="undecided")
    if any(part >= whole for part, whole in known):
        return Stated(statement=statement, status="agrees")
    if statement.count is not None and any(p == statement.count.number.value for p, _ in known):
        return Stated(statement=statement, status="agrees")
    (part, whole), (value, of) = pairs[0], known[0]
    return Stated(
        statement=statement, status="contradicts", part=part, whole=whole, value=value, of=of
    )


def _ways(statement: Statement) -> Iterator[tuple[Topic, Topic]]:
    """Yield each part with what it may be all of: in its own row, or what the text counted."""
    [part] = statement.topics
    whole = statement.whole
    if whole is None:
        return
    if part.rows == whole.rows:
        columns = (TOTAL, whole.columns) if whole.table == "t4" else (TOTAL,)
        for row, column in product(part.rows, columns):
            one = replace(part, rows=(row,))
            yield one, replace(one, columns=column)
        return
    yield part, replace(whole, also=())
    if part.table == "t3" and ("closed_total",) not in part.rows:
        yield part, replace(part, rows=(("closed_total",),))

"""Columns listed side by side are of one row: the row that all but one of them fit is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kit.checks.agreement.operands import fits, readings_of, value_in_unit
from kit.checks.agreement.outcome import Counted
from kit.checks.reading.lexicon import Ways
from kit.checks.reading.mention import Mention
from kit.checks.reading.topics import Topic
from kit.report.model import Report

#: Of fewer columns side by side any may be of another row.
_LEAST = 3


def align(found: Mapping[int, Counted], *, report: Report) -> dict[int, Counted]:
    """Return *found* with each column that fits only another row than its list as wrong."""
    kept = dict(found)
    for run in _runs([each.mention for each in found.values()]):
        told = _columns_told(run)
        row = _row(run, told=told, report=report)
        for mention in run if row else ():
            own = _in_row(mention, told=told, row=row)
            if not _fits(mention, own, report=report):
                kept[mention.index] = _wrong(found[mention.index], own, report=report)
    return kept


def _runs(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the columns told one after another of the same rows, those rows left unsaid."""
    run: list[Mention] = []
    for mention in mentions:
        topic, named = mention.topic, mention.named
        is_column = named is not None and bool(named.columns) and not named.rows
        if topic is None or topic.table == "t2" or not is_column or mention.role != "count":
            continue
        last = run[-1] if run else None
        is_next = last is not None and last.topic is not None and last.topic.rows == topic.rows
        if last and is_next and last.phrase.parent == mention.phrase.parent:
            run.append(mention)
        else:
            yield from [run] if len(run) >= _LEAST else []
            run = [mention]
    yield from [run] if len(run) >= _LEAST else []


def _row(run: Sequence[Mention], *, told: Counter[str], report: Report) -> Ways:
    """Return the one row that all of *run* but one fit; nothing where all fit some, or more do."""
    rows = run[0].topic.rows if run[0].topic else ()
    right = {
        row: sum(_fits(m, _in_row(m, told=told, row=(row,)), report=report) for m in run)
        for row in rows
    }
    best = [row for row in rows if right[row] == len(run) - 1]
    is_other = any(count == len(run) for count in right.values())
    return tuple(best[:1]) if not is_other else ()


def _columns_told(run: Sequence[Mention]) -> Counter[str]:
    """Return how often *run* tells each column, by a word that is understood in one way."""
    return Counter(column for mention in run for column in _only_columns(mention))


def _only_columns(mention: Mention) -> tuple[str, ...]:
    columns = mention.topic.columns if mention.topic else ()
    return columns[0] if len(columns) == 1 else ()


def _in_row(mention: Mention, *, told: Counter[str], row: Ways) -> Topic:
    """Return what a column is of in *row*: 其他 is none of the columns that are told beside it."""
    topic = mention.topic
    assert topic is not None  # noqa: S101 - runs are of what has one
    beside = told - Counter(_only_columns(mention))
    columns = tuple(way for way in topic.columns if not beside.keys() & set(way)) or topic.columns
    return replace(topic, rows=row, columns=columns, also=())


def _fits(mention: Mention, topic: Topic, *, report: Report) -> bool:
    readings = readings_of(topic, report=report, is_last=mention.time == "last")
    return any(fits(mention.together, reading, report=report) for reading in readings)


def _wrong(counted: Counted, topic: Topic, *, report: Report) -> Counted:
    mention = counted.mention
    is_last = mention.time == "last"
    reading = next(iter(readings_of(topic, report=report, is_last=is_last)), counted.reading)
    meant = value_in_unit(reading, unit=mention.unit, report=report) if reading else None
    if meant is None or mention.times > 1 or (not counted.is_sure and mention.unknown):
        return counted
    return replace(counted, status="contradicts", reading=reading, meant=meant, is_sure=True)

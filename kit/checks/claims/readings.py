"""The ways to read a claim, and what the figures say of each."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from kit.checks.claims.model import Claim, Reading, Topic
from kit.form.address import LAST, split_last
from kit.report.model import Report


def readings_of(topic: Topic, *, report: Report, is_last: bool = False) -> tuple[Reading, ...]:
    """Return every way to read *topic* that the edition filed in has cells for."""
    found = dict.fromkeys(
        reading
        for rows, columns in product((*topic.rows, *topic.also), topic.columns)
        for reading in _readings(topic.table, rows, columns, topic=topic, report=report)
    )
    usual = {(r.cells, r.minus) for r in found if not r.is_other}
    kept = (r for r in found if not r.is_other or (r.cells, r.minus) not in usual)
    return tuple(_of_last(reading) for reading in kept) if is_last else tuple(kept)


def _readings(
    table: str, rows: tuple[str, ...], columns: tuple[str, ...], *, topic: Topic, report: Report
) -> Iterator[Reading]:
    plus: list[str] = []
    minus: list[str] = []
    for row, column in product(rows, columns):
        side = minus if row.startswith("-") else plus
        cells = report.filing_form.match(f"{table}.{row.removeprefix('-')}.{column}")
        if not cells and side is plus:
            return
        side.extend(cells)
    is_other = rows in topic.also and rows not in topic.rows
    yield Reading(cells=tuple(plus), minus=tuple(minus), is_other=is_other)


def _of_last(reading: Reading) -> Reading:
    return Reading(
        cells=tuple(f"{LAST}{cell}" for cell in reading.cells),
        minus=tuple(f"{LAST}{cell}" for cell in reading.minus),
        is_other=reading.is_other,
    )


def last_of(reading: Reading) -> Reading:
    """Return *reading* of last year's figures."""
    return _of_last(reading)


def value_of(reading: Reading, *, report: Report) -> Fraction | None:
    """Return what the figures give for *reading*; ``None`` when one has no value."""
    total = Fraction(0)
    for sign, cells in ((1, reading.cells), (-1, reading.minus)):
        for cell in cells:
            is_last, own = split_last(cell)
            filing = report.last if is_last else report.filing
            value = filing.value(own) if filing else None
            if value is None:
                return None
            total += sign * Fraction(value)
    return total


def scale_of(reading: Reading, *, unit: str, report: Report) -> Fraction:
    """Return by what a figure is multiplied to be in *unit*: 万元 in 亿元, yuan in 万元."""
    yuan = {"元": 1, "万元": 10**4, "亿元": 10**8}
    _, own = split_last(reading.cells[0])
    cell = report.filing_form.cells.get(own)
    if cell is None or unit not in yuan or cell.unit not in yuan:
        return Fraction(1)
    return Fraction(yuan[cell.unit], yuan[unit])


def values_of(claim: Claim, *, report: Report) -> tuple[Fraction, ...]:
    """Return what the figures give for each way to read a count, in its own unit."""
    number = claim.number
    return tuple(
        value * scale_of(reading, unit=number.unit, report=report)
        for topic in claim.topics
        for reading in readings_of(topic, report=report, is_last=claim.is_last)
        for value in (value_of(reading, report=report),)
        if value is not None and number is not None
    )


def is_right(claim: Claim, *, report: Report) -> bool:
    """Whether a count is what the figures give in some way to read it."""
    values = values_of(claim, report=report)
    return claim.number is not None and any(map(claim.number.fits, values))


def is_moot(claim: Claim, *, report: Report) -> bool:
    """Whether a claim is of a doubted count that turns out to be no figure's."""
    subject = claim.subject
    return subject is not None and subject.is_doubted and not is_right(subject, report=report)


def all_readings(claim: Claim, *, report: Report) -> tuple[Reading, ...]:
    """Return the readings of a claim of one topic."""
    [topic] = claim.topics
    return readings_of(topic, report=report, is_last=claim.is_last)

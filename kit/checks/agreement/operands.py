"""What the figures give for what words name: the ways to read it, values, least values, units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import product

from kit.checks.reading.numerals import Number
from kit.checks.reading.topics import Topic
from kit.form import Form
from kit.form.address import LAST, split_last
from kit.report.model import Report
from kit.source.filing import Value

_YUAN = {"元": 1, "万元": 10**4, "亿元": 10**8}
#: Matters are counted so, and stand in these columns of the edition of 2019.
_MATTERS = "项"
_ITEMS, _ITEMS_CHANGE = "items_last_year", "change"
_AMOUNTS = {"decimal", "amount"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand words: the cells added up and those taken away, ``last.`` kept.

    ``is_other`` is a real quantity that such words are met for and that they do not name.
    """

    cells: tuple[str, ...]
    minus: tuple[str, ...] = ()
    is_other: bool = False

    @property
    def all_cells(self) -> tuple[str, ...]:
        """Every cell that it rests on."""
        return (*self.cells, *self.minus)


def readings_of(
    topic: Topic, *, report: Report, is_last: bool = False, unit: str = ""
) -> tuple[Reading, ...]:
    """Return every way to read *topic* that the edition filed in has cells of the unit for."""
    return _readings_of(topic, report.filing_form, is_last, unit)


@lru_cache(maxsize=4096)
def _readings_of(topic: Topic, form: Form, is_last: bool, unit: str) -> tuple[Reading, ...]:  # noqa: FBT001 - a key of the cache
    if unit == _MATTERS and (items := _of_matters(topic, form=form, is_last=is_last)):
        return items
    found = dict.fromkeys(
        reading
        for rows, columns in product((*topic.rows, *topic.also), topic.columns)
        for reading in _readings(rows, columns, topic=topic, form=form)
        if _is_of_unit(reading, unit=unit, form=form)
    )
    usual = {(r.cells, r.minus) for r in found if not r.is_other}
    kept = [r for r in found if not r.is_other or (r.cells, r.minus) not in usual]
    return tuple(last_of(reading) for reading in kept) if is_last else tuple(kept)


def _of_matters(topic: Topic, *, form: Form, is_last: bool) -> tuple[Reading, ...]:
    """Return the readings of matters, not decisions: last year's are in this year's table."""
    ways = ((_ITEMS, _ITEMS_CHANGE), (_ITEMS,), (_ITEMS_CHANGE,))
    found = []
    for way, parts in product(topic.rows, ways[1:] if is_last else ways):
        cells = [f"{topic.table}.{row}.{column}" for row in way for column in parts]
        if all(cell in form.cells for cell in cells):
            found.append(Reading(cells=tuple(cells)))
    return tuple(found)


def _readings(
    rows: tuple[str, ...], columns: tuple[str, ...], *, topic: Topic, form: Form
) -> Iterator[Reading]:
    plus: list[str] = []
    minus: list[str] = []
    for row, column in product(rows, columns):
        side = minus if row.startswith("-") else plus
        cells = form.match(f"{topic.table}.{row.removeprefix('-')}.{column}")
        if not cells and side is plus:
            return
        side.extend(cells)
    is_other = rows in topic.also and rows not in topic.rows
    yield Reading(cells=tuple(plus), minus=tuple(minus), is_other=is_other)


def _is_of_unit(reading: Reading, *, unit: str, form: Form) -> bool:
    """Whether cells can be counted in *unit*: money in yuan, the rest in measure words."""
    if not unit:
        return True
    types = {form.cells[cell].type in _AMOUNTS for cell in reading.cells}
    return types == {unit in _YUAN}


def last_of(reading: Reading) -> Reading:
    """Return *reading* of last year's figures."""
    return Reading(
        cells=tuple(f"{LAST}{cell}" for cell in reading.cells),
        minus=tuple(f"{LAST}{cell}" for cell in reading.minus),
        is_other=reading.is_other,
    )


def value_of(reading: Reading, *, report: Report) -> Fraction | None:
    """Return what the figures give for *reading*; ``None`` when one has no value."""
    # Whole numbers are added as such: fractions take ten times as long.
    total: int | Fraction = 0
    for at, cell in enumerate(reading.all_cells):
        value = _value(cell, report=report)
        if value is None:
            return None
        total += value if at < len(reading.cells) else -value
    return Fraction(total)


def sum_of(reading: Reading, *, values: Mapping[str, Value]) -> Fraction | None:
    """Return what *values* by address give for *reading*; ``None`` when one is blank."""
    plus, minus = ([values.get(cell) for cell in side] for side in (reading.cells, reading.minus))
    if None in plus or None in minus:
        return None
    total = sum((Fraction(v) for v in plus if v is not None), Fraction(0))
    return total - sum(Fraction(v) for v in minus if v is not None)


def least_of(reading: Reading, *, report: Report) -> Fraction:
    """Return what *reading* is at least: blanks are no less than nothing."""
    if reading.minus:
        return Fraction(0)
    return Fraction(sum(_value(cell, report=report) or 0 for cell in reading.cells))


def _value(cell: str, *, report: Report) -> int | Fraction | None:
    is_last, own = split_last(cell)
    filing = report.last if is_last else report.filing
    value = filing.value(own) if filing else None
    return Fraction(value) if isinstance(value, Decimal) else value


def scale_of(reading: Reading, *, unit: str, report: Report) -> Fraction:
    """Return by what a figure is multiplied to be in *unit*: 万元 in 亿元, yuan in 万元."""
    _, own = split_last(reading.cells[0])
    cell = report.filing_form.cells.get(own)
    if cell is None or unit not in _YUAN or cell.unit not in _YUAN:
        return Fraction(1)
    return Fraction(_YUAN[cell.unit], _YUAN[unit])


def fits(number: Number, reading: Reading, *, report: Report) -> bool:
    """Whether *number* is what the figures give for *reading*."""
    value = value_in_unit(reading, unit=number.unit, report=report)
    return value is not None and number.fits(value)


def value_in_unit(reading: Reading, *, unit: str, report: Report) -> Fraction | None:
    """Return what the figures give for *reading*, told in *unit*."""
    value = value_of(reading, report=report)
    if value is None or unit not in _YUAN:
        return value
    return value * scale_of(reading, unit=unit, report=report)

"""What counts, shares, changes and statements assert of cells, once they are judged."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from kit.checks.agreement.assertion import Assertion, assert_count, assert_pair
from kit.checks.agreement.changes import Grown, before_of
from kit.checks.agreement.messages import shown
from kit.checks.agreement.operands import Reading, scale_of, value_of
from kit.checks.agreement.outcome import Counted
from kit.checks.agreement.recomputed import Operand, Recomputed, is_share
from kit.checks.agreement.statements import Stated
from kit.checks.reading.numerals import Number
from kit.report.model import Report

_NONE = Number(value=Fraction(0), unit="")


def of_count(found: Counted, *, report: Report) -> Assertion | None:
    """Return what a count says of cells; one that may be of anything says nothing."""
    number = found.mention.together
    if found.status == "undecided" or not found.ways or number.bound != "exact":
        return None
    unit = found.mention.unit
    ways = tuple((way, scale_of(way, unit=unit, report=report)) for way in found.ways)
    return assert_count(number, told=shown(number.value), ways=ways)


def of_share(each: Recomputed, *, report: Report) -> Assertion | None:
    """Return what a percentage says of cells; of numbers of the text alone it says nothing."""
    mention = each.share.mention
    if each.status == "undecided" or mention.number.bound != "exact":
        return None
    pairs = (tuple(_reading(side, report=report) for side in way) for way in each.ways)
    ways = tuple((part, whole) for part, whole in pairs if part and whole)
    fits = partial(is_share, mention.number)
    key = ("share", mention.number.value)
    return assert_pair(key, told=mention.token.text, ways=ways, fits=fits) if ways else None


def _reading(operand: Operand, *, report: Report) -> Reading | None:
    """Return the cells that an operand is of, if they give its value."""
    if not operand.cells:
        return None
    reading = Reading(cells=operand.cells, minus=operand.minus)
    return reading if value_of(reading, report=report) == operand.value else None


def of_change(each: Grown) -> Assertion | None:
    """Return what a growth in numbers says of the figures of two years."""
    mention = each.said or each.mention
    if each.status == "undecided" or mention is None or mention.number.bound != "exact":
        return None
    ways = tuple((reading, before_of(reading)) for reading in each.readings)
    key = ("change", mention.number.value, mention.unit, each.change.direction)
    return assert_pair(key, told=mention.token.text, ways=ways, fits=each.fits) if ways else None


def of_nothing(each: Stated) -> Assertion | None:
    """Return that there is nothing of what a statement names."""
    ways = tuple((reading, Fraction(1)) for reading in each.nothing)
    return assert_count(_NONE, told="没有", ways=ways) if ways else None

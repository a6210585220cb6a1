"""How what a sentence claims is spoken of in messages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kit.checks.agreement.operands import Reading
from kit.checks.places import quoted, table_name
from kit.form.address import split_last
from kit.narrative.phrases import rounded
from kit.report.model import Report
from kit.source.values import shortest

_FEW = 3


def shown(value: Fraction | None) -> str:
    """Say a number: whole, or its shortest decimal, or rounded when it has no end."""
    if value is None:
        return "空白"
    if value.denominator == 1:
        return str(value.numerator)
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return shortest(decimal) if Fraction(decimal) == value else rounded(value)


def spoken_reading(reading: Reading, *, report: Report) -> str:
    """Name what a claim was read as, e.g. ``表三“一、本年新收…·总计”加“二、…·总计”``."""
    names = [_name(cell, report=report) for cell in reading.cells]
    if len(names) > _FEW:
        names = [names[0], f"……{names[-1]}等 {len(reading.cells)} 项之和"]
        said = "".join(names)
    else:
        said = "加".join(names)
    less = "".join(f"减{_name(cell, report=report)}" for cell in reading.minus)
    _, own = split_last(reading.cells[0])
    last = "上年" if own != reading.cells[0] else ""
    return f"{last}{table_name(own, report=report)}{said}{less}"


def _name(address: str, *, report: Report) -> str:
    _, own = split_last(address)
    return quoted(report.filing_form.cells[own].name)

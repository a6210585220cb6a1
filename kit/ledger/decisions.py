"""Licensing, penalties and coercive measures of table two, from rows or monthly counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from kit.form import Form
from kit.ledger.dates import parse_date, parse_month
from kit.ledger.model import LedgerSheet
from kit.ledger.tally import Refusals, SheetReader, Tally, class_of_sheet
from kit.source.grids import is_blank, is_number
from kit.source.labels import plain_text
from kit.source.values import Raw

#: What a number of decisions may be followed by.
_UNIT = re.compile(r"(?<=[0-9])[件宗起项个次]$")
CLASSES = ("licensing", "penalties", "coercive_measures")


def count_decisions(
    sheets: Sequence[LedgerSheet], *, form: Form, year: int, refusals: Refusals
) -> Tally:
    """Count the decisions of *year*: one a row, or as many as a row says.

    References
    ----------
    国办公开办函〔2021〕30号: all decisions count, published or lawfully not.
    """
    tally = Tally()
    for sheet in sheets:
        reader = SheetReader(sheet=sheet, refusals=refusals)
        own = class_of_sheet(sheet, vocabulary="decisions")
        tally.cover(sheet, _covered(form, classes=(own,) if own else CLASSES))
        for row, (kind, day, count) in sheet.cells("type", "decided", "count"):
            parse = partial(parse_month, year=year) if "count" in sheet.positions else parse_date
            decided = reader.required_day(row, day, column="decided", parse=parse)
            number = _number(reader, row, count, column="count") if not is_blank(count) else 1
            if decided is None or decided.year != year or number is None:
                continue
            class_ = own or reader.meaning(row, kind, column="type", vocabulary="decisions")
            tally.add(f"t2.{class_}.decisions", sheet=sheet, row=row, value=number)
    return tally


def count_monthly(
    sheets: Sequence[LedgerSheet], *, form: Form, year: int, refusals: Refusals
) -> Tally:
    """Count the decisions of *year* from monthly numbers, each class in a column or a row."""
    tally = Tally()
    for sheet in sheets:
        reader = SheetReader(sheet=sheet, refusals=refusals)
        own = class_of_sheet(sheet, vocabulary="decisions")
        columns = [name for name in CLASSES if name in sheet.positions]
        covered = columns or ([own] if own else CLASSES)
        tally.cover(sheet, _covered(form, classes=covered))
        counted: set[tuple[int, str]] = set()
        for row, (month, kind, *numbers) in sheet.cells("month", "type", "count", *columns):
            parse = partial(parse_month, year=year)
            first = reader.required_day(row, month, column="month", parse=parse)
            if first is None or first.year != year:
                continue
            values = zip(columns, numbers[1:], strict=True) if columns else None
            for class_, raw in values or _told(reader, row, kind, numbers[0], own=own):
                if (first.month, class_) in counted:
                    _refuse_again(reader, row)
                counted.add((first.month, class_))
                value = _number(reader, row, raw, column=class_ if columns else "count")
                tally.add(f"t2.{class_}.decisions", sheet=sheet, row=row, value=value or 0)
    return tally


def _covered(form: Form, *, classes: Sequence[str]) -> Iterator[str]:
    addresses = (f"t2.{class_}.decisions" for class_ in classes)
    return (address for address in addresses if address in form.cells)


def _told(
    reader: SheetReader, row: int, kind: Raw, count: Raw, *, own: str
) -> Iterator[tuple[str, Raw]]:
    class_ = own or reader.meaning(row, kind, column="type", vocabulary="decisions")
    if class_:
        yield class_, count


def _refuse_again(reader: SheetReader, row: int) -> None:
    cure = "请删去重复的一行，或把两行相加。"
    reader.refuse(row, column="month", wanted="每月一行", found="这个月已有一行", cure=cure)


def _number(reader: SheetReader, row: int, raw: Raw, *, column: str) -> int | None:
    """Return a whole number ≥ 0, ``None`` when it was refused; a blank is refused too."""
    text = raw if not isinstance(raw, str) else _UNIT.sub("", plain_text(raw))
    if is_number(text):
        number = float(plain_text(str(text)).replace(",", ""))
        if number >= 0 and number.is_integer():
            return int(number)
    found = "空白" if is_blank(raw) else "别的内容"
    cure = "没有请填 0。"
    reader.refuse(row, column=column, wanted="非负整数", found=found, cure=cure)
    return None

"""From what stands in a cell to its value: by the type the form gives it, never by guessing."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from kit.form import Cell, CellType, Form
from kit.source.filing import Figure, Filing, Place, Value
from kit.source.labels import has_mark

#: What a reading library may hand over for one cell.
Raw = str | int | float | bool | date | time | timedelta | None

WANTED = {
    "count": "非负整数",
    "signed": "整数，可带正负号",
    "decimal": "非负数，不带单位",
    "amount": "非负金额，可带单位（元、万元、亿元）",
}
_YUAN = {"": 1, "元": 1, "万元": 10**4, "万": 10**4, "亿元": 10**8, "亿": 10**8}
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_AMOUNT = re.compile(r"(?P<number>[0-9,.]+)\s*(?P<unit>元|万元|亿元|万|亿)?")


#: What is said of a count that is no whole number.
_FRACTION = "小数 {}"
#: And of one below zero.
_NEGATIVE = "负数 {}"
#: Letters that look like digits, among digits.
_MISTYPED = re.compile(r"(?=.*[0-9])[0-9OolI|]+")
#: What spreadsheets hold that is no figure however it is written.
_NO_NUMBERS = frozenset(("bool", "date", "datetime", "time", "timedelta"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    """A value, how it prints, and what was wrong or put right."""

    value: Value
    text: str
    fault: str = ""
    note: str = ""


def parse_number(value: int | str | None) -> Value:
    """Return a figure of ``report.json`` as a number; ``None`` for text that is none, as ``/``.

    Examples
    --------
    >>> parse_number("96171.6"), parse_number(3), parse_number("/")
    (Decimal('96171.6'), 3, None)
    """
    if value is None or isinstance(value, int):
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def read_figure(raw: Raw, *, cell: Cell, place: Place | None = None) -> Figure:
    """Read what stands in *cell* as a figure; what cannot be read keeps its words and a fault."""
    written = _written(raw)
    parsed = _parse(written, of=type(raw).__name__, kind=cell.type)
    return Figure(
        address=cell.address,
        value=parsed.value,
        text=parsed.text,
        raw=written,
        place=place,
        fault=parsed.fault,
        note=parsed.note,
        cure=_cure(raw, fault=parsed.fault),
    )


def _cure(raw: Raw, *, fault: str) -> str:
    """Say what to do where the format of a cell, not its number, is what was got wrong."""
    if not fault:
        return ""
    if isinstance(raw, date | time | timedelta):
        return "单元格的格式是日期或时间：请改成“常规”，再重填这个数。"
    if isinstance(raw, str) and raw.strip().endswith(("%", "％")):
        return "这里填数，不填百分比：请填件数，把比例写进正文。"
    if fault.startswith(_FRACTION.partition("{")[0]):
        return "件数是整数：显示成百分比或四舍五入的，请把单元格的格式改成“常规”，看到原数再改。"
    if fault.startswith(_NEGATIVE.partition("{")[0]):
        return "这里的数不会小于 0：请核对。"
    return _cure_of_words(unicodedata.normalize("NFKC", raw)) if isinstance(raw, str) else ""


def _cure_of_words(written: str) -> str:
    """Say what to do about words that hold a number."""
    if _MISTYPED.fullmatch(written.strip()):
        return "请把字母 O、l、I 改成数字 0、1。"
    if any(character.isdecimal() for character in written):
        return "这里只填一个数，不带单位和文字；说明文字请移到正文。"
    if any(unicodedata.numeric(character, None) is not None for character in written):
        return "请写成阿拉伯数字；说明文字请移到正文。"
    return ""


def build_filing(form: Form, *, agency: str, year: int, values: Mapping[str, Raw]) -> Filing:
    """Build a filing from plain *values* by address; an address not given is blank."""
    cells = form.cells.items()
    figures = {a: read_figure(values.get(a), cell=cell) for a, cell in cells}
    return Filing(agency=agency, year=year, edition=form.edition, figures=figures)


def shortest(number: Decimal) -> str:
    """Return the shortest digits of *number*: no exponent, no trailing ``.0``."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _written(raw: Raw) -> str:
    """Return the cell's content as its user sees it."""
    match raw:
        case None:
            return ""
        case bool():
            return str(raw).upper()
        case float():
            # repr gives the shortest digits that read back as the same number.
            return shortest(Decimal(repr(raw))) if math.isfinite(raw) else ""
        case _:
            return str(raw)


@lru_cache(maxsize=1024)
def _parse(written: str, *, of: str, kind: CellType) -> _Parsed:
    """Read a cell that holds a value *of* the type named; what is no figure has a fault instead.

    Most cells of a report hold the same.
    """
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", written)).replace("−", "-")
    if not folded:
        return _Parsed(value=None, text="", fault="空白")
    if has_mark(written):
        return _Parsed(value=None, text=written, fault=f"“{written}”")
    if kind == "amount":
        return _parse_amount(folded, written=written)
    number = None if of in _NO_NUMBERS else _number(folded)
    fault = _number_fault(number, kind=kind)
    if number is None or fault:
        return _Parsed(value=None, text=written, fault=fault.format(written))
    if kind == "decimal":
        return _parsed_decimal(number, folded=folded, written=written)
    return _parsed_whole(
        int(number), is_text=of == "str", folded=folded, written=written, kind=kind
    )


def _number_fault(number: Decimal | None, *, kind: CellType) -> str:
    """Say why *number* is not what the cell's type wants; empty when it is."""
    if number is None:
        return "“{}”"
    if number < 0 and kind != "signed":
        return _NEGATIVE
    if kind != "decimal" and number != number.to_integral_value():
        return _FRACTION
    return ""


def _parsed_whole(
    whole: int, *, is_text: bool, folded: str, written: str, kind: CellType
) -> _Parsed:
    plus = "+" if kind == "signed" and folded.startswith("+") else ""
    text = f"{plus}{whole}"
    # A sign is usual in a signed cell and can only be typed as text.
    as_usual = written == text and (not is_text or kind == "signed")
    return _Parsed(value=whole, text=text, note="" if as_usual else f"“{written}”按 {text} 读入")


def _parsed_decimal(number: Decimal, *, folded: str, written: str) -> _Parsed:
    text = folded.replace(",", "")
    note = "" if written == text else f"“{written}”按 {text} 读入"
    return _Parsed(value=number, text=text, note=note)


def _parse_amount(folded: str, *, written: str) -> _Parsed:
    found = _AMOUNT.fullmatch(folded)
    number = _number(found["number"]) if found else None
    if not found or number is None:
        return _Parsed(value=None, text=written, fault=f"“{written}”")
    return _Parsed(value=number * _YUAN[found["unit"] or ""], text=written.strip())


def _number(folded: str) -> Decimal | None:
    """Read digits, with or without thousands separators in their places."""
    if _GROUPED.fullmatch(folded):
        return Decimal(folded.replace(",", ""))
    return Decimal(folded) if _PLAIN.fullmatch(folded) else None

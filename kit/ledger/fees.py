"""Administrative fees of table two, summed from their ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from kit.form import Form
from kit.ledger.dates import parse_month
from kit.ledger.load import load_vocabulary
from kit.ledger.model import LedgerSheet
from kit.ledger.tally import Refusals, SheetReader, Tally
from kit.source.grids import is_blank
from kit.source.labels import plain_text
from kit.source.values import Raw

_ADDRESS = "t2.fees.amount"
#: The form's unit, 万元, in 元.
_YUAN = Decimal(10000)
_AMOUNT = re.compile(r"[¥￥]?(?P<number>-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?P<unit>元|万元)?")


def count_fees(
    sheets: Sequence[LedgerSheet], *, form: Form, year: int, refusals: Refusals, notes: list[str]
) -> Tally:
    """Sum the fees of *year* in 万元; fees for processing OGI requests are not among them.

    References
    ----------
    国办函〔2020〕109号: the fee for processing a request is no 行政事业性收费 of table two.
    """
    tally = Tally()
    if _ADDRESS not in form.cells:
        return tally
    for sheet in sheets:
        tally.cover(sheet, (_ADDRESS,))
        reader = SheetReader(sheet=sheet, refusals=refusals)
        unit = _heading_unit(sheet)
        others: list[int] = []
        for row, (item, paid, amount) in sheet.cells("item", "paid", "amount"):
            parse = partial(parse_month, year=year)
            month = reader.required_day(row, paid, column="paid", parse=parse)
            if load_vocabulary("fees").read(str(item or "")).id:
                others.append(row)
            elif month and month.year == year:
                value = _amount(reader, row, amount, unit=unit)
                tally.add(_ADDRESS, sheet=sheet, row=row, value=value)
        if others:
            said = "是信息处理费，不是表二的行政事业性收费，没有计入。"
            notes.append(f"{sheet.named(others).spoken()}：{said}")
    return tally


def _heading_unit(sheet: LedgerSheet) -> Decimal | None:
    """Return how many 元 the unit in the heading has; ``None`` when it names none."""
    heading = plain_text(sheet.headings["amount"])
    units = sheet.kind.columns["amount"].units
    named = [unit for unit in sorted(units, key=len, reverse=True) if f"{unit})" in heading]
    return units[named[0]] if named else None


def _amount(reader: SheetReader, row: int, raw: Raw, *, unit: Decimal | None) -> Decimal:
    """Return an amount in 万元; 0 when it was refused."""
    text = plain_text("" if raw is None else repr(raw) if isinstance(raw, float) else str(raw))
    found = _AMOUNT.fullmatch(text)
    if not found:
        said = "空白" if is_blank(raw) else "别的内容"
        cure = "请只填数，单位写在标题里。"
        reader.refuse(row, column="amount", wanted="金额", found=said, cure=cure)
        return Decimal(0)
    yuan = reader.sheet.kind.columns["amount"].units.get(found["unit"] or "", unit)
    if yuan is None:
        cure = "请把这一列的标题写成“收费金额（元）”或“收费金额（万元）”。"
        reader.refuse(row, column="amount", wanted="写明单位的金额", found="没有单位", cure=cure)
        return Decimal(0)
    return Decimal(found["number"].replace(",", "")) * yuan / _YUAN

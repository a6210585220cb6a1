"""The sheet that says how to fill in the others; it holds no label a table could be found by."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kit.form import Form
from kit.source.filing import Filing
from kit.workbook.formulas import is_marking
from kit.workbook.layout import row_height
from kit.workbook.sheet import set_page
from kit.workbook.style import Styles

GUIDE = "填表说明"
_WIDTHS = (24, 64, 52)


def write_guide(
    sheet: Worksheet, *, form: Form, last: Filing | None, is_fresh: bool, styles: Styles
) -> None:
    """Write what to do, then the rules by which the cells of the other sheets turn red.

    Parameters
    ----------
    is_fresh
        Whether the workbook is there to be filled in, its totals formulas.
    """
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, GUIDE, styles.heading_text)
    steps = [step for step in _steps(form, last=last, is_fresh=is_fresh) if step]
    for row, step in enumerate(steps, start=1):
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", styles.text)
        sheet.write_string(row, 0, f"{row}．{step}", styles.text)
    head = len(steps) + 2
    _write_row(sheet, row=head, texts=("规则", "应当", "不符时"), style=styles.text_head)
    for row, texts in enumerate(_rules(form, last=last), start=head + 1):
        _write_row(sheet, row=row, texts=texts, style=styles.text)
    set_page(sheet, is_wide=True)
    sheet.protect()


def _write_row(sheet: Worksheet, *, row: int, texts: tuple[str, ...], style: Format) -> None:
    pairs = tuple(zip(texts, _WIDTHS, strict=True))
    sheet.set_row(row, max(row_height(text, width=width) for text, width in pairs))
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, style)


def _steps(form: Form, *, last: Filing | None, is_fresh: bool) -> Iterator[str]:
    sheets = "、".join(table.name for table in form.tables.values())
    yield f"{sheets}的行列与{form.circular.number}规定的格式一致，请勿增删或改动标目。"
    yield "白底的单元格请填数；没有的填 0，不要留空，也不要写“/”“无”或说明文字。"
    yield "浅蓝底的单元格自动计算，不必填写。" if is_fresh else ""
    yield "带批注的单元格已按上年报告填好，请核对。" if is_fresh and last else ""
    yield "单元格变红，是所填不是应填的数，或与下列规则不符；有关的单元格都填了以后才会判断。"
    yield "保护工作表没有设密码，只为防止误改标目。"


def _rules(form: Form, *, last: Filing | None) -> Iterator[tuple[str, ...]]:
    for rule in form.rules.values():
        if is_marking(rule.kind, last=last):
            yield f"{rule.id} {rule.title}", rule.reason, rule.cure

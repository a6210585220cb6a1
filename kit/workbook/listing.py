"""Lists for people who sort and filter: one line a thing, heads that stay and filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kit.workbook.style import Styles, build_styles
from kit.workbook.template import created_on

_TALLEST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """The head of a column, and how many characters wide it is."""

    name: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """One sheet of a list."""

    name: str
    columns: tuple[ListColumn, ...]
    rows: tuple[Sequence[str | int], ...]


def write_listing(sheets: Sequence[ListSheet], *, title: str, year: int) -> bytes:
    """Write *sheets*, each with a filter over its columns; the same give the same bytes."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": title, "created": created_on(year)})
        styles = build_styles(workbook)
        for sheet in sheets:
            _write(workbook.add_worksheet(sheet.name), sheet=sheet, title=title, styles=styles)
    return buffer.getvalue()


def _write(worksheet: Worksheet, *, sheet: ListSheet, title: str, styles: Styles) -> None:
    for number, column in enumerate(sheet.columns):
        worksheet.set_column(number, number, column.width)
        worksheet.write_string(0, number, column.name, styles.list_head)
    worksheet.set_row(0, _TALLEST)
    for row, values in enumerate(sheet.rows, start=1):
        for number, value in enumerate(values):
            if isinstance(value, int):
                worksheet.write_number(row, number, value, styles.list_number)
            else:
                worksheet.write_string(row, number, value, styles.list_text)
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_footer(f"&C{title.replace('&', '&&')}　{sheet.name}　第 &P 页，共 &N 页")

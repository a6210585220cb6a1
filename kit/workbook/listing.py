"""Lists for people who sort and filter: one line a thing, heads that stay and filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kit.workbook.style import Styles, build_styles
from kit.workbook.template import created_on

#: Heights in points: of the head, of a line of words, and of a row at most.
_HEAD, _LINE, _TALLEST = 24, 14, 400
_A3 = 8
#: What is wider than a Latin letter begins here.
_WIDE = "\u2e80"


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
    worksheet.set_row(0, _HEAD)
    for row, values in enumerate(sheet.rows, start=1):
        worksheet.set_row(row, _height(values, columns=sheet.columns))
        for number, value in enumerate(values):
            if isinstance(value, int):
                worksheet.write_number(row, number, value, styles.list_number)
            else:
                worksheet.write_string(row, number, value, styles.list_text)
    worksheet.freeze_panes(1, 1)
    worksheet.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    worksheet.set_landscape()
    worksheet.set_paper(_A3)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_footer(f"&C{title.replace('&', '&&')}　{sheet.name}　第 &P 页，共 &N 页")


def _height(values: Sequence[str | int], *, columns: Sequence[ListColumn]) -> int:
    """Return how high a row is whose words are broken to the width of their columns.

    Not every program finds that out by itself.
    """
    lines = (
        _lines(str(value), width=column.width)
        for value, column in zip(values, columns, strict=True)
    )
    return min(_TALLEST, max(lines) * _LINE + 4)


def _lines(text: str, *, width: int) -> int:
    size = sum(2 if character >= _WIDE else 1 for character in text)
    return max(1, ceil(size / (width - 1)))

"""The published figures as a spreadsheet: the tables as printed, and one line a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kit.form import Form, Table
from kit.source.filing import Filing
from kit.workbook.contents import number_content, published_contents
from kit.workbook.layout import text_width
from kit.workbook.position import TITLE_ROWS
from kit.workbook.sheet import A4, print_table
from kit.workbook.style import Styles, build_styles
from kit.workbook.template import created_on, table_subtitle

#: The sheet of all figures, a line each.
DATA = "数据"
#: No column of it is wider than that, in Latin letters; words may take several lines.
_WIDEST, _AIR = 36, 2
#: A table of more columns is printed across.
_MOST_UPRIGHT = 6

Line = Sequence[str | int | None]


def write_data(
    form: Form, *, filing: Filing, agency_name: str, title: str, lines: Iterable[Line]
) -> bytes:
    """Write the tables of *form* with the figures of *filing*, and *lines* on a sheet after them.

    The first of *lines* are the headings, the last of each line a figure. Figures are
    numbers that show the digits published. The same inputs give the same bytes; text is
    text whatever it begins with.
    """
    contents = published_contents(filing)
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        created = created_on(filing.year)
        workbook.set_properties({"title": title, "author": agency_name, "created": created})
        styles = build_styles(workbook)
        for table in form.tables.values():
            sheet = workbook.add_worksheet(table.name)
            subtitle = table_subtitle(table, agency_name=agency_name, year=filing.year)
            print_table(sheet, table=table, subtitle=subtitle, contents=contents, styles=styles)
            _set_paper(sheet, table=table)
        _write_lines(workbook.add_worksheet(DATA), lines=list(lines), styles=styles)
    return buffer.getvalue()


def _set_paper(sheet: Worksheet, *, table: Table) -> None:
    """Print *table* as wide as the page, its headings again on each page it goes on to."""
    headers = table.header_rows if len(table.blocks) == 1 else 0
    if table.width > _MOST_UPRIGHT:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, TITLE_ROWS + headers - 1)
    sheet.print_area(0, 0, TITLE_ROWS + table.height - 1, table.width - 1)


def _write_lines(sheet: Worksheet, *, lines: Sequence[Line], styles: Styles) -> None:
    for row, line in enumerate(lines):
        style = styles.text if row else styles.text_head
        for column, value in enumerate(line):
            is_figure = row > 0 and column == len(line) - 1
            if is_figure and value is not None:
                _write_figure(sheet, row, column, text=str(value), styles=styles)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, style)
            elif value is not None:
                sheet.write_number(row, column, value, style)
    last = len(lines) - 1, len(lines[0]) - 1
    for column in range(last[1] + 1):
        width = max(text_width(str(line[column])) for line in lines)
        sheet.set_column(column, column, min(width, _WIDEST) + _AIR)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, *last)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, *last)


def _write_figure(sheet: Worksheet, row: int, column: int, *, text: str, styles: Styles) -> None:
    """Write a figure as a number where one shows the same digits."""
    content = number_content(text)
    if isinstance(content.value, str):
        sheet.write_string(row, column, content.value, styles.text)
    elif content.value is not None:
        sheet.write_number(row, column, content.value, styles.listed_figures[content.number_format])

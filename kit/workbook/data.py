"""The published figures as a spreadsheet: the tables as printed, and one line a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kit.form import Form
from kit.source.filing import Filing
from kit.workbook.contents import filled_contents, number_or_text
from kit.workbook.sheet import print_table
from kit.workbook.style import Styles, build_styles
from kit.workbook.template import created_on, table_subtitle

#: The sheet of all figures, a line each.
DATA = "数据"
_WIDTH = 18

Line = Sequence[str | int | None]


def write_data(
    form: Form, *, filing: Filing, agency_name: str, title: str, lines: Iterable[Line]
) -> bytes:
    """Write the tables of *form* with the figures of *filing*, and *lines* on a sheet after them.

    The first of *lines* are the headings, the last of each line a figure. The
    same inputs give the same bytes; text is text whatever it begins with.
    """
    contents = filled_contents(filing)
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        created = created_on(filing.year)
        workbook.set_properties({"title": title, "author": agency_name, "created": created})
        styles = build_styles(workbook)
        for table in form.tables.values():
            sheet = workbook.add_worksheet(table.name)
            subtitle = table_subtitle(table, agency_name=agency_name, year=filing.year)
            print_table(sheet, table=table, subtitle=subtitle, contents=contents, styles=styles)
        _write_lines(workbook.add_worksheet(DATA), lines=lines, styles=styles)
    return buffer.getvalue()


def _write_lines(sheet: Worksheet, *, lines: Iterable[Line], styles: Styles) -> None:
    for row, line in enumerate(lines):
        style = styles.text if row else styles.text_head
        for column, value in enumerate(line):
            is_figure = row > 0 and column == len(line) - 1
            shown = number_or_text(value) if is_figure and isinstance(value, str) else value
            if isinstance(shown, str):
                sheet.write_string(row, column, shown, style)
            elif shown is not None:
                sheet.write_number(row, column, shown, style)
    sheet.set_column(0, len(line) - 1, _WIDTH)
    sheet.freeze_panes(1, 0)

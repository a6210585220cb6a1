"""The workbook of the three statutory tables: empty for filling in, or filled from a filing."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from kit.form import Form, Table
from kit.source.filing import Filing
from kit.workbook.contents import filled_contents, fresh_contents
from kit.workbook.formulas import sum_marks, value_marks
from kit.workbook.guide import GUIDE, write_guide
from kit.workbook.sheet import add_marks, write_table
from kit.workbook.style import build_styles


def write_workbook(
    form: Form,
    *,
    agency_name: str,
    year: int,
    last: Filing | None = None,
    filing: Filing | None = None,
) -> bytes:
    """Write the tables of *form* as a spreadsheet, one sheet a table, the grid below a title.

    Parameters
    ----------
    last
        Last year's filing: its carried figures are filled in, and the rules that
        look at last year mark cells in red too.
    filing
        Figures to write as they are, with no formula. Without it the values are
        blank, and the totals formulas that no program has computed yet.

    Returns
    -------
    bytes
        An .xlsx file; the same inputs give the same bytes.

    References
    ----------
    国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号, which print the tables.
    """
    contents = filled_contents(filing) if filing else fresh_contents(form, last=last)
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        title = form.title.format(agency=agency_name, year=year)
        created = created_on(year)
        workbook.set_properties({"title": title, "author": agency_name, "created": created})
        styles = build_styles(workbook)
        for table in form.tables.values():
            sheet = workbook.add_worksheet(table.name)
            subtitle = table_subtitle(table, agency_name=agency_name, year=year)
            write_table(sheet, table=table, subtitle=subtitle, contents=contents, styles=styles)
            marks = [*value_marks(form, table=table), *sum_marks(form, table=table, last=last)]
            add_marks(sheet, marks=marks, style=styles.wrong)
        guide = workbook.add_worksheet(GUIDE)
        write_guide(guide, form=form, last=last, is_fresh=filing is None, styles=styles)
    return buffer.getvalue()


def created_on(year: int) -> datetime:
    """Return the fixed date that every workbook bears: the day the reported *year* was over."""
    return datetime(year + 1, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def table_subtitle(table: Table, *, agency_name: str, year: int) -> str:
    """Name the agency and year, and the unit where the whole table has one."""
    units = {cell.unit for cell in table.cells.values()}
    unit = f"　单位：{units.pop()}" if len(units) == 1 else ""
    return f"{agency_name}　{year}年度{unit}"

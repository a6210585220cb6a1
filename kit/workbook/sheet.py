"""One statutory table as a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from kit.form import Cell, Slot, Table
from kit.source.values import WANTED
from kit.workbook.contents import Content
from kit.workbook.formulas import Mark
from kit.workbook.layout import column_widths, row_heights
from kit.workbook.position import TITLE_ROWS, Area, joined_areas, slot_area
from kit.workbook.style import Styles

#: A4 as spreadsheets number it.
A4 = 9
_MARGIN_INCHES = 0.5
_TITLE_HEIGHT_PT = 48
_ALLOWED = {"format_columns": True, "format_rows": True}
#: What a spreadsheet program checks while a value is typed; an amount is free text.
_CHECKED: Mapping[str, dict[str, object]] = {
    "count": {"validate": "integer", "criteria": ">=", "value": 0},
    "signed": {"validate": "integer", "criteria": "between", "minimum": -(10**9), "maximum": 10**9},
    "decimal": {"validate": "decimal", "criteria": ">=", "value": 0},
    "amount": {"validate": "any"},
}


def write_table(
    sheet: Worksheet,
    *,
    table: Table,
    subtitle: str,
    contents: Mapping[str, Content],
    styles: Styles,
) -> None:
    """Write *table* into *sheet* for filling in: only its values, and these checked."""
    print_table(sheet, table=table, subtitle=subtitle, contents=contents, styles=styles)
    sheet.protect(options=_ALLOWED)
    _add_validations(sheet, table=table)


def print_table(
    sheet: Worksheet,
    *,
    table: Table,
    subtitle: str,
    contents: Mapping[str, Content],
    styles: Styles,
) -> None:
    """Write *table* into *sheet* as the form prints it, below a title with *subtitle*."""
    _set_view(sheet, table=table)
    _write_title(sheet, table=table, subtitle=subtitle, styles=styles)
    for slot in table.slots:
        if slot.cell:
            content = contents.get(slot.cell.address, Content())
            _write_content(sheet, slot=slot, content=content, styles=styles)
        elif slot.label:
            style = styles.item if slot.role == "stub" and slot.rowspan == 1 else styles.label
            _write_text(sheet, area=slot_area(slot), text=slot.label.text, style=style)


def add_marks(sheet: Worksheet, *, marks: Iterable[Mark], style: Format) -> None:
    """Give cells *style* while the formula of their mark is true."""
    for mark in marks:
        ranges = " ".join(xl_range(*area) for area in mark.areas)
        look = {"type": "formula", "criteria": mark.formula, "format": style, "multi_range": ranges}
        sheet.conditional_format(*mark.areas[0], look)


def _set_view(sheet: Worksheet, *, table: Table) -> None:
    """Set sizes, frozen panes and page."""
    for column, width in enumerate(column_widths(table)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, _TITLE_HEIGHT_PT)
    for row, height in enumerate(row_heights(table), start=TITLE_ROWS):
        sheet.set_row(row, height)
    # A table of several blocks has headers all the way down: only its title stays.
    headers = table.header_rows if len(table.blocks) == 1 else 0
    sheet.freeze_panes(TITLE_ROWS + headers, table.blocks[0].label_columns)
    set_page(sheet, is_wide=table.width > table.height)


def set_page(sheet: Worksheet, *, is_wide: bool = False) -> None:
    """Print *sheet* on one A4 page, across when it is wide."""
    sheet.set_paper(A4)
    if is_wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.set_margins(*[_MARGIN_INCHES] * 4)


def _write_title(sheet: Worksheet, *, table: Table, subtitle: str, styles: Styles) -> None:
    area = (0, 0, TITLE_ROWS - 1, table.width - 1)
    sheet.merge_range(*area, "", styles.heading)
    title = f"{table.name}　{table.caption}"
    runs = (styles.heading_text, title, styles.small_text, f"\n{subtitle}")
    sheet.write_rich_string(0, 0, *runs, styles.heading)


def _write_text(sheet: Worksheet, *, area: Area, text: str, style: Format) -> None:
    """Write *text* over *area*, as text whatever it begins with."""
    _merge(sheet, area=area, style=style)
    sheet.write_string(*area[:2], text, style)


def _write_content(sheet: Worksheet, *, slot: Slot, content: Content, styles: Styles) -> None:
    area = slot_area(slot)
    place = area[:2]
    style = styles.total if content.formula else styles.value
    style = styles.figures.get(content.number_format, style)
    _merge(sheet, area=area, style=style)
    if content.formula:
        # No computed value: a total nobody has computed yet is a blank, not 0.
        sheet.write_formula(*place, content.formula, style, "")
    elif content.value is None:
        sheet.write_blank(*place, None, style)
    elif isinstance(content.value, str):
        sheet.write_string(*place, content.value, style)
    else:
        sheet.write_number(*place, content.value, style)
    if content.note:
        sheet.write_comment(*place, content.note, {"y_scale": 0.4})


def _merge(sheet: Worksheet, *, area: Area, style: Format) -> None:
    if area[:2] != area[2:]:
        sheet.merge_range(*area, "", style)


def _add_validations(sheet: Worksheet, *, table: Table) -> None:
    """Say what a cell wants when it is chosen, and refuse what it cannot hold."""
    slots = [slot for slot in table.slots if slot.cell]
    wanted = {(slot.cell.type, slot.cell.unit): slot.cell for slot in slots if slot.cell}
    for kind, cell in wanted.items():
        like = (slot for slot in slots if slot.cell and (slot.cell.type, slot.cell.unit) == kind)
        first, *others = joined_areas(slot_area(slot)[:2] for slot in like)
        sheet.data_validation(*first, _validation(cell) | {"other_cells": others})


def _validation(cell: Cell) -> dict[str, object]:
    said = f"请填{WANTED[cell.type]}。"
    return _CHECKED[cell.type] | {
        "input_title": f"单位：{cell.unit}",
        "input_message": f"{said}没有请填 0，不要留空，也不要写“/”“无”。",
        "error_title": "填写有误",
        "error_message": f"{said}说明文字请写到正文。",
    }

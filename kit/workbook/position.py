"""Where the slots of the form stand in the workbook we write: below one row of title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kit.form import Form, Slot, Table
from kit.source.filing import Place
from kit.source.grids import cell_name

#: What ``kit new`` calls the workbook.
WORKBOOK = "tables.xlsx"
#: Rows above the form's grid.
TITLE_ROWS = 1

#: First row, first column, last row, last column, from 0.
Area = tuple[int, int, int, int]


def cell_position(table: Table, slot: Slot) -> Place:
    """Return where *slot* of *table* stands, e.g. ``tables.xlsx!表三!D5``."""
    row, column, *_ = slot_area(slot)
    return Place(file=WORKBOOK, sheet=table.name, cell=cell_name(row, column))


def cell_positions(form: Form) -> Mapping[str, Place]:
    """Return the place of every number cell by its address."""
    return {
        slot.cell.address: cell_position(table, slot)
        for table in form.tables.values()
        for slot in table.slots
        if slot.cell
    }


def slot_area(slot: Slot) -> Area:
    """Return the cells that *slot* covers in its sheet."""
    top = TITLE_ROWS + slot.row
    return top, slot.column, top + slot.rowspan - 1, slot.column + slot.colspan - 1


def slot_range(slot: Slot) -> str:
    """Return the cells that *slot* covers in ``A1`` notation, e.g. ``A2:C4`` or ``D5``."""
    top, left, bottom, right = slot_area(slot)
    first, last = cell_name(top, left), cell_name(bottom, right)
    return first if first == last else f"{first}:{last}"


def joined_areas(cells: Iterable[tuple[int, int]]) -> tuple[Area, ...]:
    """Join single cells, as row and column from 0, to the rectangles they form.

    Examples
    --------
    >>> joined_areas([(4, 3), (5, 3), (7, 3)])
    ((4, 3, 5, 3), (7, 3, 7, 3))
    """
    lines = _joined(sorted((row, column, row, column) for row, column in cells))
    turned = sorted(lines, key=lambda area: (area[1], area[3], area[0]))
    return tuple(sorted(_joined(turned)))


def _joined(areas: Iterable[Area]) -> list[Area]:
    """Join neighbours that touch along a whole side."""
    joined: list[Area] = []
    for area in areas:
        before = joined[-1] if joined else None
        if before and (_continues_row(before, area) or _continues_column(before, area)):
            joined[-1] = (*before[:2], *area[2:])
        else:
            joined.append(area)
    return joined


def _continues_row(before: Area, area: Area) -> bool:
    return (before[0], before[2]) == (area[0], area[2]) and area[1] == before[3] + 1


def _continues_column(before: Area, area: Area) -> bool:
    return (before[1], before[3]) == (area[1], area[3]) and area[0] == before[2] + 1

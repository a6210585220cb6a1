"""How wide the columns and how high the rows of a table must be for its labels to be read."""

from __future__ import annotations

import unicodedata
from math import ceil

from kit.form import Slot, Table

#: Width of an A4 page in the units of a spreadsheet: about so many Latin letters.
PAGE_WIDTH = 84
_LINE_HEIGHT_PT = 15
_ROW_MARGIN_PT = 7
_NARROWEST = 9
_WIDEST = 36


def text_width(text: str) -> int:
    """Return the width of *text* in Latin letters; quotation marks are wide in a Chinese font.

    Examples
    --------
    >>> text_width("3.危及“三安全一稳定”")
    22
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def column_widths(table: Table) -> tuple[float, ...]:
    """Return the width of every column, together no less than a page.

    Headers take two lines, labels that span rows as many as they span, the
    others one while that is no wider than a sentence should be.
    """
    widths = [_NARROWEST] * table.width
    for slot in table.slots:
        if slot.label and slot.colspan == 1:
            widths[slot.column] = max(widths[slot.column], _wanted_width(slot))
    stretch = max(1, PAGE_WIDTH / sum(widths))
    return tuple(round(width * stretch, 1) for width in widths)


def row_heights(table: Table) -> tuple[int, ...]:
    """Return the height in points of every row of the grid."""
    widths = column_widths(table)
    heights = [row_height("", width=1)] * table.height
    for slot in table.slots:
        if slot.label and slot.rowspan == 1:
            width = sum(widths[slot.column : slot.column + slot.colspan])
            heights[slot.row] = max(heights[slot.row], row_height(slot.label.text, width=width))
    return tuple(heights)


def row_height(text: str, *, width: float) -> int:
    """Return the height in points that *text* needs in cells of *width*.

    A line loses up to one Chinese character at its end, and an indent.
    """
    lines = max(1, ceil(text_width(text) / (width - 3)))
    return _LINE_HEIGHT_PT * lines + _ROW_MARGIN_PT


def _wanted_width(slot: Slot) -> int:
    width = text_width(slot.label.text) if slot.label else 0
    if slot.role == "header":
        return ceil(width / 2) + 1
    return min(ceil(width / slot.rowspan), _WIDEST) + 3

"""How wide the columns and how high the rows of a table must be for its labels to be read."""

from __future__ import annotations

import unicodedata
from math import ceil

from kit.form import Slot, Table

#: Width of an A4 page in the units of a spreadsheet: about so many Latin letters.
PAGE_WIDTH = 84
LINE_HEIGHT_PT = 15
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
    lines = [1] * table.height
    for slot in table.slots:
        if slot.label and slot.rowspan == 1:
            lines[slot.row] = max(lines[slot.row], _lines(slot, widths=widths))
    return tuple(LINE_HEIGHT_PT * count + 7 for count in lines)


def _wanted_width(slot: Slot) -> int:
    width = text_width(slot.label.text) if slot.label else 0
    if slot.role == "header":
        return ceil(width / 2) + 1
    return min(ceil(width / slot.rowspan), _WIDEST) + 2


def _lines(slot: Slot, *, widths: tuple[float, ...]) -> int:
    """Return how many lines the label of *slot* takes; each loses up to a character at its end."""
    room = sum(widths[slot.column : slot.column + slot.colspan]) - 2
    return ceil(text_width(slot.label.text) / room) if slot.label else 1

"""Widths and heights."""

import pytest
from builders.filings import form

from kit.form import Table
from kit.workbook.layout import PAGE_WIDTH, column_widths, row_height, row_heights, text_width

EVERY_TABLE = [
    pytest.param(table, id=f"{of.edition}-{table.id}")
    for of in (form("2019"), form("2021"))
    for table in of.tables.values()
]


def test_chinese_is_twice_as_wide() -> None:
    """A Chinese character takes the room of two letters, and its quotation marks too."""
    assert text_width("R5 单元格") == 9
    assert text_width("“三”") == 6


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_columns_fill_the_page(table: Table) -> None:
    """No table is narrower than a page, and every column has room for a long count."""
    widths = column_widths(table)
    assert len(widths) == table.width
    assert sum(widths) > PAGE_WIDTH - 1
    assert min(widths) >= 9


@pytest.mark.parametrize("table", EVERY_TABLE)
def test_every_label_has_room(table: Table) -> None:
    """The area of a label's cells is no less than the area of its text."""
    widths, heights = column_widths(table), row_heights(table)
    for slot in table.slots:
        if slot.label:
            width = sum(widths[slot.column : slot.column + slot.colspan])
            height = sum(heights[slot.row : slot.row + slot.rowspan])
            assert height >= row_height(slot.label.text, width=width), slot.label.text


def test_longer_text_takes_more_lines() -> None:
    """Height grows line by line."""
    one, two = (row_height("文" * count, width=43) for count in (20, 21))
    assert two - one == one - row_height("", width=43) + 15

"""A filing's figures laid out as one statutory table, a plain ``great_tables.GT``.

A table of one block has its headers as spanners and column labels. A table of
stacked blocks has them as row groups, each beginning with a row of its headers,
since a ``GT`` has but one set of column labels.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from great_tables import GT

from kit.errors import Fault, ParameterError, known_names
from kit.form import Form, Slot, Table
from kit.form.model import Block
from kit.source.filing import Filing

_GROUP = "group"


def build_table(filing: Filing, *, form: Form, table: str) -> GT:
    """Build one statutory table of *form* from the figures of *filing*.

    Columns are named by their place in the printed grid, ``c1``, ``c2`` …, stubs
    included. Every value is text as the page prints it, escaped when rendered.

    Raises
    ------
    ParameterError
        If the form has no table of that id.
    """
    if table not in form.tables:
        raise ParameterError(Fault("表", "表式中的表", table, known_names(table, form.tables)))
    of = form.tables[table]
    return _stack(of, filing=filing) if len(of.blocks) > 1 else _span(of, filing=filing)


def _stack(table: Table, *, filing: Filing) -> GT:
    """Lay the blocks one below the other, each a row group under its title."""
    rows: list[list[str]] = []
    for block in table.blocks:
        titles = [_text(slot, filing=filing) for slot in block.having("title")]
        grid = _grid(block, filing=filing, width=table.width)
        rows += [["".join(titles), *row] for row in grid[len(titles) :]]
    frame = pd.DataFrame(rows, columns=[_GROUP, *_names(range(table.width))])
    return _start(frame, table=table, group=_GROUP).tab_options(column_labels_hidden=True)


def _span(table: Table, *, filing: Filing) -> GT:
    """Lay the one block of a table under its spanners and column labels."""
    (block,) = table.blocks
    rows = _grid(block, filing=filing, width=table.width)[block.header_rows :]
    gt = _start(pd.DataFrame(rows, columns=_names(range(table.width))), table=table, group=None)
    for slot in block.having("corner"):
        gt = gt.tab_stubhead(_text(slot, filing=filing))
    for slot in block.having("header"):
        gt = _head(gt, slot, text=_text(slot, filing=filing), depth=block.header_rows)
    return gt


def _head(gt: GT, slot: Slot, *, text: str, depth: int) -> GT:
    """Add one header: a column's label if it reaches the last header row, else a spanner."""
    columns = _names(range(slot.column, slot.column + slot.colspan))
    if slot.row + slot.rowspan == depth:
        return gt.cols_label({columns[0]: text})
    level = depth - 2 - slot.row
    return gt.tab_spanner(text, columns=columns, level=level, id=f"{columns[0]}-{level}")


def _start(frame: pd.DataFrame, *, table: Table, group: str | None) -> GT:
    stub = table.blocks[0].label_columns
    names = _names(range(table.width))
    # Without an id of its own a GT takes a random one.
    gt = GT(
        frame, rowname_col=names[:stub] or None, groupname_col=group, id=table.id, locale="zh-CN"
    )
    return gt.cols_align("right", columns=names[stub:])


def _grid(block: Block, *, filing: Filing, width: int) -> list[list[str]]:
    """Lay out a block's texts; a text merged across columns stands in the first of them."""
    grid = [[""] * width for _ in range(block.header_rows + block.data_rows)]
    for slot in block.slots:
        top = slot.row - block.first_row
        for row in grid[top : top + slot.rowspan]:
            row[slot.column] = _text(slot, filing=filing)
    return grid


def _text(slot: Slot, *, filing: Filing) -> str:
    """Return what stands in *slot*: its label, or its figure as the page prints it."""
    if slot.label:
        return slot.label.text
    return printed_text(filing, slot.cell.address) if slot.cell else ""


def printed_text(filing: Filing, address: str) -> str:
    """Return the figure at *address* as the page prints it, empty when there is none."""
    figure = filing.figures.get(address)
    return _printable(figure.text) if figure else ""


def _printable(text: str) -> str:
    """Return *text* on one line, with a mark for each character that no page can show."""
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


def _names(columns: Iterable[int]) -> list[str]:
    return [f"c{column + 1}" for column in columns]

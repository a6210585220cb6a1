"""Tables of the kit's own pages, each of whose cells says its address: nothing in them is guessed.

What a cell says of itself nobody sees on the page. It is believed where all of a table agrees:
every address of the form once, in its own place, under the form's own labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kit.form import Form, Table
from kit.source.grids import Sheet
from kit.source.headers import Spot
from kit.source.labels import fold_label
from kit.source.locate import Located
from kit.source.published.model import Grid

#: The attribute of a cell on a page of ours.
ATTRIBUTE = "data-cell"


def is_own_table(grid: Grid, *, forms: Mapping[str, Form]) -> bool:
    """Whether the addresses of *grid* are a table's of the form, and all of it is in its place."""
    if not grid.addresses:
        return False
    tables = (table for form in forms.values() for table in form.tables.values())
    return any(_agrees(grid, table=table) for table in tables)


def _agrees(grid: Grid, *, table: Table) -> bool:
    own = {(slot.row, slot.column): slot.cell.address for slot in table.slots if slot.cell}
    if grid.addresses != own or len(grid.rows) != table.height:
        return False
    return all(
        fold_label(_at(grid, slot.row, slot.column)) == fold_label(slot.label.text)
        for slot in table.slots
        if slot.label
    )


def _at(grid: Grid, row: int, column: int) -> str:
    texts = grid.rows[row]
    return texts[column] if column < len(texts) else ""


def by_address(located: Located, *, sheets: Sequence[Sheet]) -> Located:
    """Return what was *located* by labels with the cells where their addresses say they are."""
    said: dict[str, tuple[Sheet, Spot]] = {}
    for sheet in sheets:
        said |= {address: (sheet, spot) for spot, address in sheet.addresses.items()}
    own = {address: said[address] for address in located.cells if address in said}
    return replace(located, cells={**located.cells, **own})


def own_addresses(sheets: Sequence[Sheet]) -> frozenset[str]:
    """Return the addresses of all cells that are read by what they say."""
    return frozenset(address for sheet in sheets for address in sheet.addresses.values())

"""A reader of HTML tables that honours ``rowspan`` and ``colspan``, as a browser lays them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from lxml import html
from lxml.html import HtmlElement

from kit.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlCell:
    """One ``<th>`` or ``<td>``: where it begins, what it covers, what it says."""

    row: int
    column: int
    rowspan: int
    colspan: int
    tag: str
    text: str
    part: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlTable:
    """A table of a page: its id, its caption and its cells in reading order."""

    id: str
    caption: str
    cells: tuple[HtmlCell, ...]

    @property
    def grid(self) -> list[list[str]]:
        """The texts as a full grid, a merged text in every place it covers."""
        places = {
            (cell.row + down, cell.column + across): cell.text
            for cell in self.cells
            for down in range(cell.rowspan)
            for across in range(cell.colspan)
        }
        height, width = (max(axis) + 1 for axis in zip(*places, strict=True))
        return [[places[row, column] for column in range(width)] for row in range(height)]

    @property
    def spans(self) -> list[list[tuple[str, int, int]]]:
        """For each row its cells as text, rowspan, colspan."""
        rows = range(max(cell.row for cell in self.cells) + 1)
        return [
            [(c.text, c.rowspan, c.colspan) for c in self.cells if c.row == row] for row in rows
        ]

    def at(self, row: int, column: int) -> HtmlCell:
        """Return the cell that begins in this place."""
        return next(cell for cell in self.cells if (cell.row, cell.column) == (row, column))


def read_tables(markup: str) -> dict[str, HtmlTable]:
    """Read every table of *markup*; by id, a table without one by its position."""
    root = html.fromstring(f"<div>{markup}</div>" if "<body" not in markup else markup)
    elements = list(root.iter("table"))
    tables = [_read(element, name=str(at)) for at, element in enumerate(elements)]
    return {table.id: table for table in tables}


def read_figures(markup: str, *, form: Form) -> dict[str, str]:
    """Read what stands in each number cell of the statutory tables, by address."""
    tables = read_tables(markup)
    return {
        slot.cell.address: tables[table.id].at(slot.row, slot.column).text
        for table in form.tables.values()
        if table.id in tables
        for slot in table.slots
        if slot.cell
    }


def _read(element: HtmlElement, *, name: str) -> HtmlTable:
    caption = element.findtext("caption", default="")
    return HtmlTable(id=element.get("id", name), caption=caption, cells=tuple(_cells(element)))


def _cells(element: HtmlElement) -> Iterator[HtmlCell]:
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(element.iter("tr")):
        for cell in line.iterchildren("th", "td"):
            column = next(at for at in count() if (row, at) not in taken)
            down, across = (int(cell.get(name, "1")) for name in ("rowspan", "colspan"))
            covered = {(row + r, column + c) for r in range(down) for c in range(across)}
            assert not covered & taken, f"两个单元格占用同一位置：{cell.text_content()}"
            taken |= covered
            yield HtmlCell(
                row=row,
                column=column,
                rowspan=down,
                colspan=across,
                tag=cell.tag,
                text=cell.text_content(),
                part=line.getparent().tag,
                attributes=dict(cell.attrib),
            )

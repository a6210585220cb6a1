"""The thin step that gives the HTML of great-tables the form's merges.

What great-tables lacks for a statutory table: stub cells merged across columns,
a stub head beside all header rows, a caption, headers for each block of a
stacked table, and ids that name every header of a cell. All text comes from its
HTML; where it goes comes from the form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count

from great_tables import GT
from lxml.etree import HTML, Element, SubElement, _Element, tostring

from kit.errors import ExportError, Fault
from kit.form import Slot, Table
from kit.form.model import Block

_CURE = "表格的行、列和标签须与表式一致，请勿增删或改写。"
_HEADS = ("title", "corner", "header")
#: The row and the column of a slot.
_Place = tuple[int, int]


def render_table(gt: GT, *, table: Table) -> str:
    """Render *gt*, which shows the form's *table*, as an HTML table with the form's grid.

    Every number cell names the ids of all its row and column headers. The table
    stands in a frame of its own, which a reader can reach and scroll by keyboard.

    Raises
    ------
    ExportError
        If rows, columns or labels of *gt* are not the form's; one fault a label.
    """
    grid = _spread(HTML(gt.as_raw_html()).find(".//table"))
    faults = list(_size_faults(grid, table=table)) or list(_label_faults(grid, table=table))
    if faults:
        raise ExportError(*faults)
    markup: str = tostring(_lay(table, grid=grid), encoding="unicode", method="html")
    label = f'role="region" aria-labelledby="{_caption_id(table)}" tabindex="0"'
    return f'<div class="table-frame" {label}>\n{markup.strip()}\n</div>\n'


def _spread(element: _Element) -> list[list[str]]:
    """Return the texts of an HTML table as a full grid, a merged text in each place it covers."""
    texts: dict[tuple[int, int], str] = {}
    rows = list(element.iter("tr"))
    for row, line in enumerate(rows):
        for cell in line.iter("th", "td"):
            column = next(at for at in count() if (row, at) not in texts)
            text = " ".join("".join(cell.itertext()).split())
            for down in range(int(cell.get("rowspan", 1))):
                for across in range(int(cell.get("colspan", 1))):
                    texts[row + down, column + across] = text
    width = max((column for _, column in texts), default=-1) + 1
    return [[texts.get((row, column), "") for column in range(width)] for row in range(len(rows))]


def _size_faults(grid: list[list[str]], *, table: Table) -> Iterator[Fault]:
    found = (len(grid), max(map(len, grid), default=0))
    if found != (table.height, table.width):
        wanted = f"{table.height} 行 {table.width} 列"
        yield Fault(table.name, wanted, f"{found[0]} 行 {found[1]} 列", _CURE)


def _label_faults(grid: list[list[str]], *, table: Table) -> Iterator[Fault]:
    for slot in table.slots:
        held = _held(slot, grid=grid)
        at_fault = held != {slot.label.text} if slot.label else len(held) > 1
        if at_fault:
            where = f"{table.name} 第 {slot.row + 1} 行第 {slot.column + 1} 列"
            wanted = f"“{slot.label.text}”" if slot.label else "一个数"
            yield Fault(where, wanted, f"“{'、'.join(sorted(held))}”", _CURE)


def _held(slot: Slot, *, grid: list[list[str]]) -> set[str]:
    """Return the texts in the places that *slot* covers; one, unless great-tables left it blank."""
    rows = grid[slot.row : slot.row + slot.rowspan]
    return {text for row in rows for text in row[slot.column : slot.column + slot.colspan]} - {""}


def _lay(table: Table, *, grid: list[list[str]]) -> _Element:
    """Lay the texts of *grid* out as the form prints them."""
    root = Element("table", id=table.id)
    caption = SubElement(root, "caption", id=_caption_id(table))
    caption.text = f"{table.name}\N{IDEOGRAPHIC SPACE}{table.caption}"
    _columns(root, table=table)
    ids = _header_ids(table)
    body = SubElement(root, "thead")
    for block in table.blocks:
        headers = _headers(block, ids=ids)
        for row in range(block.first_row, block.first_row + block.header_rows + block.data_rows):
            # Only the first block's headers stand above everything else.
            if row == table.header_rows or (row == block.first_row and row):
                body = SubElement(root, "tbody")
            line = SubElement(body, "tr")
            for slot in (slot for slot in block.slots if slot.row == row):
                cell = SubElement(line, "th" if slot.label else "td")
                cell.text = "".join(_held(slot, grid=grid))
                cell.attrib.update(_attributes(slot, ids=ids, headers=headers))
    _break_lines(root)
    return root


def _columns(root: _Element, *, table: Table) -> None:
    """Group the label columns and the number columns, which a header's scope can then name."""
    stub = table.blocks[0].label_columns
    for span in filter(None, (stub, table.width - stub)):
        SubElement(root, "colgroup", span=str(span))


def _header_ids(table: Table) -> Mapping[_Place, str]:
    """Give each header that cells refer to an id, columns and rows apart, in reading order."""
    columns, rows = count(1), count(1)
    ids = {}
    for slot in table.slots:
        if slot.role == "stub":
            ids[slot.row, slot.column] = f"{table.id}-r{next(rows)}"
        elif slot.role in ("title", "header"):
            ids[slot.row, slot.column] = f"{table.id}-c{next(columns)}"
    return ids


def _headers(block: Block, *, ids: Mapping[_Place, str]) -> Mapping[_Place, str]:
    """Name for each number cell of *block* the headers above it, then those beside it."""
    above: defaultdict[int, list[str]] = defaultdict(list)
    beside: defaultdict[int, list[str]] = defaultdict(list)
    for slot in block.having("title", "header"):
        for column in _columns_of(slot):
            above[column].append(ids[slot.row, slot.column])
    for slot in block.having("stub"):
        for row in range(slot.row, slot.row + slot.rowspan):
            beside[row].append(ids[slot.row, slot.column])
    return {
        (slot.row, slot.column): " ".join(
            # A header above several of its columns is named once.
            dict.fromkeys(name for column in _columns_of(slot) for name in above[column])
            | dict.fromkeys(beside[slot.row])
        )
        for slot in block.having("value")
    }


def _columns_of(slot: Slot) -> range:
    return range(slot.column, slot.column + slot.colspan)


def _attributes(
    slot: Slot, *, ids: Mapping[_Place, str], headers: Mapping[_Place, str]
) -> dict[str, str]:
    """Return the attributes of one cell: what it is, which places it covers, what heads it."""
    place = slot.row, slot.column
    spans = {"rowspan": slot.rowspan, "colspan": slot.colspan}
    attributes = {name: str(span) for name, span in spans.items() if span > 1}
    if slot.role in _HEADS:
        attributes["scope"] = "colgroup" if slot.colspan > 1 else "col"
    elif slot.role == "stub":
        attributes["scope"] = "rowgroup" if slot.rowspan > 1 else "row"
    else:
        attributes["headers"] = headers[place]
        if slot.cell:
            attributes["data-cell"] = slot.cell.address
    return attributes | ({"id": ids[place]} if place in ids else {})


def _break_lines(root: _Element) -> None:
    """Put each row on a line of its own, for those who read the file."""
    root.text = "\n"
    for element in root.iter("caption", "colgroup", "thead", "tbody", "tr"):
        element.tail = "\n"
        if element.tag in ("thead", "tbody"):
            element.text = "\n"


def _caption_id(table: Table) -> str:
    return f"{table.id}-cap"

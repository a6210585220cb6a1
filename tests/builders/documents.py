"""Word documents read back: tables as grids of cells with their spans."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from kit.form import Form

#: Rows covered, columns covered, text.
Spanned = tuple[int, int, str]


def spans_of(content: bytes, *, captioned: bool = True) -> list[list[Spanned]]:
    """Return the cells of each table of a document, in reading order.

    With *captioned*, only of the tables below a caption: the statutory ones.
    """
    body = Document(BytesIO(content)).element.body
    return [
        list(_spans(table))
        for table in body.iter(qn("w:tbl"))
        if not captioned or _text(table.getprevious()).startswith("表")
    ]


def form_spans(of: Form, figures: dict[str, str]) -> list[list[Spanned]]:
    """Return the same of the form, with *figures* by address in their cells."""
    return [
        [
            (slot.rowspan, slot.colspan, slot.label.text if slot.label else "")
            if not slot.cell
            else (slot.rowspan, slot.colspan, figures[slot.cell.address])
            for slot in table.slots
        ]
        for table in of.tables.values()
    ]


def _spans(table: Any) -> Iterator[Spanned]:
    rows = [list(_placed(row)) for row in table.iter(qn("w:tr"))]
    for y, row in enumerate(rows):
        for x, cell in row:
            if _merge(cell) != "continue":
                yield 1 + _goes_on(rows[y + 1 :], x=x), _across(cell), _text(cell)


def _goes_on(rows: list[list[tuple[int, Any]]], *, x: int) -> int:
    """Return in how many of *rows*, one after another, the cell above column *x* goes on."""
    for down, row in enumerate(rows):
        if not any(at == x and _merge(cell) == "continue" for at, cell in row):
            return down
    return len(rows)


def _placed(row: Any) -> Iterator[tuple[int, Any]]:
    x = 0
    for cell in row.iter(qn("w:tc")):
        yield x, cell
        x += _across(cell)


def _across(cell: Any) -> int:
    span = cell.tcPr.find(qn("w:gridSpan"))
    return 1 if span is None else int(span.get(qn("w:val")))


def _merge(cell: Any) -> str:
    merge = cell.tcPr.find(qn("w:vMerge"))
    return "" if merge is None else str(merge.get(qn("w:val"), "continue"))


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))

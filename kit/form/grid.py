"""From the label trees of a table's data to the grid the form prints: who spans what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kit.form.model import Block, Cell, Label, Slot

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """A leaf of a label tree: its own data, and the labels and row id on the way to it."""

    node: Node
    labels: tuple[Label, ...]
    row: str | None


def build_label(node: Node) -> Label:
    """Build the label of a tree's node."""
    others = {key: tuple(node.get(key, ())) for key in ("variants", "faults", "names")}
    return Label(text=node["label"], **others)


def build_blocks(data: Node) -> tuple[Block, ...]:
    """Build the blocks of a table from its checked data, one below the other."""
    blocks: list[Block] = []
    first_row = 0
    for node in data["blocks"]:
        block = _build_block(node, table=data, first_row=first_row)
        blocks.append(block)
        first_row += block.header_rows + block.data_rows
    return tuple(blocks)


def _build_block(node: Node, *, table: Node, first_row: int) -> Block:
    """Build one block whose first grid row is *first_row*."""
    stub = table["label_columns"]
    titled = "title" in node
    depth = _depth(node["columns"])
    header_rows = depth + titled
    columns = list(_leaves(node["columns"]))
    rows = list(_leaves(node.get("rows", ()))) or [_Leaf(node={}, labels=(), row=None)]
    width = stub + sum(leaf.node.get("span", 1) for leaf in columns)
    top, data_top = first_row + titled, first_row + header_rows
    slots = [
        *_title(node, row=first_row, width=width),
        *_corner(node, row=top, rows=depth, columns=stub),
        *_headers(node["columns"], row=top, column=stub, depth=depth),
        *_stubs(node.get("rows", ()), row=data_top, column=0, width=stub),
        *_values(rows, columns, table=table, row=data_top, column=stub),
    ]
    slots.sort(key=lambda slot: (slot.row, slot.column))
    return Block(
        slots=tuple(slots),
        first_row=first_row,
        header_rows=header_rows,
        data_rows=len(rows),
        label_columns=stub,
    )


def _depth(nodes: list[Node]) -> int:
    return 1 + max((_depth(node["columns"]) for node in nodes if "columns" in node), default=0)


def _leaves(
    nodes: list[Node], labels: tuple[Label, ...] = (), row: str | None = None
) -> Iterator[_Leaf]:
    for node in nodes:
        path = (*labels, build_label(node))
        below = node.get("columns") or node.get("rows")
        if below:
            yield from _leaves(below, path, node.get("row", row))
        else:
            yield _Leaf(node=node, labels=path, row=node.get("row", row))


def _span(node: Node) -> int:
    """How many grid columns or rows a node of a label tree covers."""
    below = node.get("columns") or node.get("rows")
    return sum(map(_span, below)) if below else node.get("span", 1)


def _title(node: Node, *, row: int, width: int) -> Iterator[Slot]:
    if "title" in node:
        label = build_label(node["title"])
        yield Slot(row=row, column=0, colspan=width, role="title", label=label)


def _corner(node: Node, *, row: int, rows: int, columns: int) -> Iterator[Slot]:
    if "corner" in node:
        label = build_label(node["corner"])
        yield Slot(row=row, column=0, rowspan=rows, colspan=columns, role="corner", label=label)


def _headers(nodes: list[Node], *, row: int, column: int, depth: int) -> Iterator[Slot]:
    for node in nodes:
        span = _span(node)
        rowspan = 1 if "columns" in node else depth
        yield Slot(
            row=row,
            column=column,
            rowspan=rowspan,
            colspan=span,
            role="header",
            label=build_label(node),
        )
        if "columns" in node:
            yield from _headers(node["columns"], row=row + 1, column=column, depth=depth - 1)
        column += span


def _stubs(nodes: list[Node], *, row: int, column: int, width: int) -> Iterator[Slot]:
    for node in nodes:
        span = _span(node)
        colspan = 1 if "rows" in node else width - column
        yield Slot(
            row=row,
            column=column,
            rowspan=span,
            colspan=colspan,
            role="stub",
            label=build_label(node),
        )
        if "rows" in node:
            yield from _stubs(node["rows"], row=row, column=column + 1, width=width)
        row += span


def _values(
    rows: list[_Leaf], columns: list[_Leaf], *, table: Node, row: int, column: int
) -> Iterator[Slot]:
    for down, across_row in enumerate(rows):
        at = column
        for leaf in columns:
            span = leaf.node.get("span", 1)
            cell = _cell(across_row, leaf, table=table)
            yield Slot(row=row + down, column=at, colspan=span, role="value", cell=cell)
            at += span


def _cell(row: _Leaf, column: _Leaf, *, table: Node) -> Cell:
    row_id = row.node.get("id", column.row)
    return Cell(
        address=f"{table['id']}.{row_id}.{column.node['id']}",
        type=column.node.get("type", "count"),
        unit=column.node.get("unit", table["unit"]),
        row_labels=row.labels,
        column_labels=column.labels,
    )

"""Ruled tables on the pages of a PDF, brought to common columns where one goes over pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kit.errors import Fault
from kit.form import Form
from kit.source.labels import OWN
from kit.source.layout import build_layouts
from kit.source.published.lines import Box, group_lines, joined_text
from kit.source.published.model import LONGEST_CELL, Grid

#: Two rules no further apart than this, in points, are one.
_SAME_PT = 3.0
_SETTINGS = {"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A table on one page: the box of each cell with the words in it."""

    cells: tuple[tuple[Box, str], ...]
    box: Box
    page: int
    #: Whether it goes on beyond the paper.
    is_cut: bool = False

    @property
    def top(self) -> float:
        """Where it begins on its page."""
        return self.box[1]


def read_ruled(page: Any, *, number: int) -> list[Ruled]:
    """Return the tables of a page that have more than one column."""
    found = []
    edge = page.bbox[2] - 1
    for table in page.find_tables(_settings(page)):
        boxes = [_box(cell) for cell in table.cells]
        if len({round(box[0]) for box in boxes}) > 1:
            chars = _chars_by_box(page.chars, boxes)
            cells = tuple((box, _cell_text(chars[box], is_cut=box[2] > edge)) for box in boxes)
            if max(len(text) for _, text in cells) > LONGEST_CELL:
                continue
            is_cut = any(box[2] > edge for box in boxes)
            found.append(Ruled(cells=cells, box=_box(table.bbox), page=number, is_cut=is_cut))
    return found


def _box(sides: Any) -> Box:
    left, top, right, bottom = map(float, sides)
    return left, top, right, bottom


def _settings(page: Any) -> dict[str, Any]:
    """Close what the page cuts off: rows at its end, columns at its right edge."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ends = [min(e["top"] for e in upright), max(e["bottom"] for e in upright)] if upright else []
    sides = [page.bbox[2]] if any(e["x1"] >= page.bbox[2] - 1 for e in page.edges) else []
    return _SETTINGS | {"explicit_horizontal_lines": ends, "explicit_vertical_lines": sides}


def build_grids(tables: Sequence[Ruled], *, forms: Mapping[str, Form]) -> Iterator[Grid]:
    """Give tables with nothing between them as grids, those of one width with common columns."""
    labels = [
        lexicon
        for form in forms.values()
        for layout in build_layouts(form)
        for lexicon in (layout.row_lexicon, layout.column_lexicon, layout.printed)
    ]
    for chain in _chains(tables):
        edges = _edges(box[0] for table in chain for box, _ in table.cells)
        pages = [_rows(table, edges=edges) for table in chain]
        for above, below in pairwise(pages):
            _mend(above, below, labels=labels)
        for rows in pages[:-1]:
            while rows and not any(rows[-1]):
                rows.pop()
        for table, rows in zip(chain, pages, strict=True):
            if rows:
                yield Grid(rows=rows, faults=(_cut_off(table),) if table.is_cut else ())


def _cut_off(table: Ruled) -> Fault:
    cure = "请改用网页本身，或缩小比例重新打印后再导入。"
    return Fault(f"第 {table.page + 1} 页的表", "整张表", "右边超出纸面，被切掉一部分", cure)


def _chains(tables: Sequence[Ruled]) -> Iterator[list[Ruled]]:
    chain: list[Ruled] = []
    for table in tables:
        if chain and not _is_as_wide(table, chain[-1]):
            yield chain
            chain = []
        chain.append(table)
    if chain:
        yield chain


def _is_as_wide(table: Ruled, other: Ruled) -> bool:
    return all(abs(table.box[at] - other.box[at]) < 2 * _SAME_PT for at in (0, 2))


def _rows(table: Ruled, *, edges: Sequence[float]) -> list[list[str]]:
    """Lay the cells out, each text at the first position of its cell."""
    tops = _edges(box[1] for box, _ in table.cells)
    rows = [[""] * len(edges) for _ in tops]
    for box, text in table.cells:
        rows[_nearest(tops, box[1])][_nearest(edges, box[0])] = text
    return rows


def _mend(above: list[list[str]], below: list[list[str]], *, labels: Sequence[Any]) -> None:
    """Join what the end of a page broke: a label is the form's only when its halves meet."""
    if not above or not below:
        return
    broken = [at for at in range(len(below[0])) if _meets(above, below, at=at, labels=labels)]
    for at in broken:
        row = next(row for row in reversed(above) if row[at])
        row[at], below[0][at] = row[at] + below[0][at], ""
    last, first = above[-1], below[0]
    is_one = any(last[at] for at in broken)
    if is_one and not any(a and b for a, b in zip(last, first, strict=True)):
        above[-1] = [a or b for a, b in zip(last, first, strict=True)]
        del below[0]


def _meets(
    above: list[list[str]], below: list[list[str]], *, at: int, labels: Sequence[Any]
) -> bool:
    """Whether the last words of a column above and its first below are halves of a label."""
    upper = next((row[at] for row in reversed(above) if row[at]), "")
    lower = below[0][at]
    if not upper or not lower or any(_is_label(half, labels) for half in (upper, lower)):
        return False
    return _is_label(upper + lower, labels)


def _is_label(text: str, labels: Sequence[Any]) -> bool:
    return any(lexicon.read(text).fit == OWN for lexicon in labels)


def _edges(values: Any) -> list[float]:
    """Return the rules among *values*, those close together as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_PT:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _chars_by_box(chars: Sequence[Any], boxes: Sequence[Any]) -> dict[Any, list[Any]]:
    inside: dict[Any, list[Any]] = {box: [] for box in boxes}
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for box in boxes:
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                inside[box].append(char)
                break
    return inside


def _cell_text(chars: Sequence[Any], *, is_cut: bool) -> str:
    """Return the words of a cell; its lines go on with no break, numbers too.

    A number in a cell that the page cuts off may go on beyond it, which a mark says.
    """
    text = "".join(joined_text(line) for line in group_lines(chars))
    return f"{text}…" if is_cut and text.isdigit() else text

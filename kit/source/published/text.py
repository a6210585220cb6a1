"""Reports as flattened text: one line a paragraph or a row, cells separated, merges left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kit.form import Form
from kit.source.labels import OWN, without_radicals
from kit.source.layout import Layout, build_layouts
from kit.source.published.addressed import is_own_table
from kit.source.published.align import align_rows, is_of_form, nearest_layout
from kit.source.published.marked import without_marks
from kit.source.published.model import Block, Document, Grid, Paragraph, Picture
from kit.source.published.separators import is_row_of_cells, split_cells
from kit.source.published.spaced import part_spaced
from kit.source.published.stream import part_rows, part_streams


def read_text(text: str, *, forms: Mapping[str, Form], due: Form) -> Document:
    """Read *text*, whose tables are lines of cells, as blocks in reading order."""
    plain = without_marks(without_radicals(text))
    lines = (line.strip(" \u3000\r\n") for line in plain.splitlines())
    return Document(blocks=tuple(join_rows([line for line in lines if line], forms=forms, due=due)))


def join_blocks(
    blocks: Iterable[Block], *, forms: Mapping[str, Form], due: Form
) -> Iterator[Block]:
    """Join rows that stand as paragraphs, and bring those of tables to the columns of the form."""
    for kind, found in groupby(blocks, key=type):
        run = list(found)
        if kind is Picture:
            yield from run
            continue
        words = [block.text for block in run if isinstance(block, Paragraph)]
        yield from join_rows(words, forms=forms, due=due)
        grids = [block for block in run if isinstance(block, Grid)]
        written = [grid.cells or grid.rows for grid in grids]
        around = [row for rows in written for row in rows]
        for grid, rows in zip(grids, written, strict=True):
            if is_own_table(grid, forms=forms):
                yield grid
            else:
                yield align_rows(rows, laid=grid.rows, around=around, forms=forms, due=due)


def join_rows(lines: Iterable[str], *, forms: Mapping[str, Form], due: Form) -> Iterator[Block]:
    """Give each line as a paragraph, and each run of rows as one grid."""
    parted = part_streams(part_spaced(list(lines), forms=forms, due=due), form=due)
    for is_row, found in groupby(parted, key=lambda line: _is_row(line, forms=forms)):
        run = list(found)
        if is_row is None:
            yield from (_stream_grid(cells, forms=forms, due=due) for cells in run)
            continue
        texts = [line for line in run if isinstance(line, str)]
        rows = _without_frame([split_cells(line) for line in texts])
        # One line with a stroke is no table unless a label of the form stands in it.
        if is_row and (len(run) > 1 or is_of_form(rows, forms=forms, due=due)):
            yield align_rows(rows, forms=forms, due=due)
        else:
            yield from (Paragraph(text=line) for line in texts)


def _is_row(line: str | list[str], *, forms: Mapping[str, Form]) -> bool | None:
    """Tell rows, titles of a table among them, from paragraphs; ``None`` for a stream of cells."""
    if not isinstance(line, str):
        return None
    return is_row_of_cells(line) or any(_is_title(line, layout=own) for own in _all(forms))


def _all(forms: Mapping[str, Form]) -> Iterator[Layout]:
    return (layout for form in forms.values() for layout in build_layouts(form))


def _is_title(line: str, *, layout: Layout) -> bool:
    reading = layout.printed.read(line)
    return reading.fit == OWN and "title" in reading.meanings


def _stream_grid(cells: str | list[str], *, forms: Mapping[str, Form], due: Form) -> Grid:
    layout = nearest_layout([cells], forms=forms, due=due)
    rows = part_rows(cells, layout=layout) if layout else [[cell] for cell in cells]
    return align_rows(rows, forms=forms, due=due)


def _without_frame(rows: list[list[str]]) -> list[list[str]]:
    """Leave out the blank that a stroke at the beginning of every row makes."""
    is_framed = all(len(row) > 1 and not row[0] for row in rows)
    return [row[1:] for row in rows] if is_framed else rows

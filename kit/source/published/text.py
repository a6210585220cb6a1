"""Reports as flattened text: one line a paragraph or a row, cells separated, merges left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kit.form import Form
from kit.source.labels import without_radicals
from kit.source.published.align import align_rows, is_of_form
from kit.source.published.model import Block, Document, Paragraph

#: What parts the cells of a row, the first that a line has.
_SEPARATORS = ("|", "│", "｜", "\t")


def read_text(text: str, *, forms: Mapping[str, Form], due: Form) -> Document:
    """Read *text*, whose tables are lines of cells, as blocks in reading order."""
    lines = (line.strip(" \u3000\r\n") for line in without_radicals(text).splitlines())
    return Document(blocks=tuple(join_rows([line for line in lines if line], forms=forms, due=due)))


def join_rows(lines: Iterable[str], *, forms: Mapping[str, Form], due: Form) -> Iterator[Block]:
    """Give each line as a paragraph, and each run of rows as one grid."""
    for is_row, found in groupby(lines, key=is_row_of_cells):
        run = list(found)
        rows = [split_cells(line) for line in run]
        # One line with a stroke is no table unless a label of the form stands in it.
        if is_row and (len(run) > 1 or is_of_form(rows, forms=forms, due=due)):
            yield align_rows(rows, forms=forms, due=due)
        else:
            yield from (Paragraph(text=line) for line in run)


def is_row_of_cells(line: str) -> bool:
    """Whether *line* is a row of a flattened table."""
    return any(separator in line.strip() for separator in _SEPARATORS)


def split_cells(line: str) -> list[str]:
    """Return the cells of a flattened row.

    Examples
    --------
    >>> split_cells("规章 | 0 |  | 3")
    ['规章', '0', '', '3']
    """
    separator = next((s for s in _SEPARATORS if s in line), "\t")
    return [cell.strip() for cell in line.split(separator)]

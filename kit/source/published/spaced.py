"""Rows of a table that lost what parted their cells: known by the form's labels alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from kit.form import Form
from kit.source.labels import plain_text
from kit.source.layout import Layout, Line, build_layouts
from kit.source.published.align import header_slots
from kit.source.published.separators import is_row_of_cells

_ROW = re.compile(r"(?P<label>.*?)(?P<figures>[+-]?[0-9][0-9.,\s]*)")
_LONGEST = 200
_FEWEST_LINES = 3


def part_spaced(lines: Sequence[str], *, forms: Mapping[str, Form], due: Form) -> list[str]:
    """Return the lines; in those of a table the cells are parted by strokes, if nothing did."""
    parted = [part_line(line, forms=forms, due=due) for line in lines]
    said: list[str] = []
    for is_row, found in groupby(zip(lines, parted, strict=True), key=lambda own: bool(own[1])):
        run = list(found)
        cells = [own for _, own in run if own]
        # A line or two like that are words of the report.
        is_table = is_row and len(run) >= _FEWEST_LINES and any(map(_has_figures, cells))
        said += ["|".join(own) for own in cells] if is_table else [line for line, _ in run]
    return said


def _has_figures(cells: Sequence[str]) -> bool:
    return cells[-1].isdigit() or not cells[-1]


def part_line(line: str, *, forms: Mapping[str, Form], due: Form) -> list[str] | None:
    """Return the cells of a row whose cells nothing parts but spaces; ``None`` if it is none.

    Figures that no space parts stay together, in one cell.

    Examples
    --------
    >>> from kit.form import load_forms
    >>> forms = load_forms()
    >>> part_line("二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1", forms=forms, due=forms["2021"])
    ['二、上年结转政府信息公开申请数量', '1', '0', '0', '0', '0', '0', '1']
    """
    if len(line) > _LONGEST or is_row_of_cells(line):
        return None
    for form in (due, *(own for own in forms.values() if own is not due)):
        for layout in build_layouts(form):
            if cells := _header(line, layout=layout) or _row(line, layout=layout):
                return cells
    return None


def _header(line: str, *, layout: Layout) -> list[str] | None:
    """Part a line that is all labels of one of the form's header rows, in their order."""
    words = plain_text(line)
    for slots in header_slots(layout):
        labels = [slot.label.text for slot in slots if slot.label]
        if words == plain_text("".join(labels)):
            return labels
    return [line.strip()] if layout.is_corner(line) else None


def _row(line: str, *, layout: Layout) -> list[str] | None:
    found = _ROW.fullmatch(line.strip())
    figures = found["figures"].split() if found else []
    if not found or not figures:
        return None
    label = plain_text(found["label"])
    for row in layout.rows:
        wanted = len(layout.block_columns(row.block))
        if row.labels and (labels := _labels(label, row=row)) and _fits(figures, wanted=wanted):
            return [*labels, *_cells(figures, wanted=wanted)]
    is_bare = not label and not layout.row_lexicon.fits[0]
    wanted = len(layout.block_columns(0))
    if is_bare and _fits(figures, wanted=wanted):
        return _cells(figures, wanted=wanted)
    return None


def _labels(words: str, *, row: Line) -> list[str] | None:
    """Return the labels that *words* are: the row's own, with its nearest groups or without."""
    for text in (row.leaf.text, *row.leaf.variants, *row.leaf.faults):
        for first in range(len(row.groups) + 1):
            labels = [*(label.text for label in row.groups[first:]), text]
            if words == plain_text("".join(labels)):
                return labels
    return None


def _fits(figures: list[str], *, wanted: int) -> bool:
    return len(figures) == wanted or _is_glued(figures, wanted=wanted)


def _is_glued(figures: list[str], *, wanted: int) -> bool:
    """Whether there are fewer figures than cells, and digits for them all."""
    digits = "".join(figures)
    return len(figures) < wanted <= len(digits) and digits.isdigit()


def _cells(figures: list[str], *, wanted: int) -> list[str]:
    """Return a cell for each figure; what ran together stands in the first, to be parted."""
    return figures if len(figures) == wanted else ["；".join(figures), *[""] * (wanted - 1)]

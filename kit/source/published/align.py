"""Rows whose merged cells were left out, brought back to the columns of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.errors import Fault
from kit.form import Form
from kit.form.model import Slot
from kit.source.labels import NO_FIT, OWN, Lexicon, build_lexicon, fit_label
from kit.source.layout import Layout, Line, build_layouts
from kit.source.published.model import Grid

_HEADERS = ("title", "corner", "header")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aligned:
    cells: list[str]
    fault: Fault | None = None


def align_rows(rows: Sequence[Sequence[str]], *, forms: Mapping[str, Form], due: Form) -> Grid:
    """Place the texts of *rows* as the form prints them, as far as its labels tell where.

    A row that has fewer cells than the form wants is ambiguous: its figures are
    left out, with a fault.
    """
    layout = _nearest_layout(rows, forms=forms, due=due)
    if layout is None:
        return Grid(rows=rows)
    aligned = [_align(row, layout=layout) for row in rows]
    return Grid(
        rows=[row.cells for row in aligned],
        faults=tuple(row.fault for row in aligned if row.fault),
    )


def is_of_form(rows: Sequence[Sequence[str]], *, forms: Mapping[str, Form], due: Form) -> bool:
    """Whether any text of *rows* is a label of the form."""
    return _nearest_layout(rows, forms=forms, due=due) is not None


def _nearest_layout(
    rows: Sequence[Sequence[str]], *, forms: Mapping[str, Form], due: Form
) -> Layout | None:
    """Return the table of the edition whose labels explain most texts, the edition due first."""
    editions = [due, *(form for form in forms.values() if form is not due)]
    texts = [text for row in rows for text in row if text]
    best: tuple[int, Layout | None] = (0, None)
    for layout in (layout for form in editions for layout in build_layouts(form)):
        labels = _labels(layout)
        known = sum(labels.read(text).fit < NO_FIT for text in texts)
        if known > best[0]:
            best = (known, layout)
    return best[1]


def _labels(layout: Layout) -> Lexicon[str]:
    slots = layout.table.slots
    return build_lexicon((slot.role, slot.label) for slot in slots if slot.label)


def _align(row: Sequence[str], *, layout: Layout) -> _Aligned:
    if slots := _header_row(row, layout=layout):
        cells = [""] * layout.table.width
        for slot, text in zip(slots, row, strict=False):
            cells[slot.column] = text
        return _Aligned(cells=cells)
    stub = layout.table.blocks[0].label_columns
    line, labels = _row_labels(row, layout=layout)
    if stub and line is None:
        return _Aligned(cells=_beside(row, stub=stub))
    values = list(row[labels:])
    wanted = len(layout.block_columns(line.block if line else 0))
    fault = None
    if len(values) < wanted:
        fault = _too_short(line, values=values, wanted=wanted, layout=layout)
        values = []
    own = list(row[:labels])[-stub:] if stub else []
    cells = [""] * (stub - len(own)) + own + values
    while len(cells) > layout.table.width and not cells[-1]:
        cells.pop()
    return _Aligned(cells=cells, fault=fault)


def _beside(row: Sequence[str], *, stub: int) -> list[str]:
    """Keep words that are no row of the form out of the columns of its figures, if they are one."""
    filled = [text for text in row if text]
    return [*filled, *[""] * (stub - 1)] if len(filled) == 1 else list(row)


def _header_row(row: Sequence[str], *, layout: Layout) -> tuple[Slot, ...]:
    """Return the slots of the form's header row that *row* is, none if it is none."""
    filled = [text for text in row if text]
    for slots in _header_rows(layout):
        fits = zip(slots, filled, strict=False)
        if len(slots) == len(filled) and all(
            slot.label and fit_label(text, label=slot.label) < NO_FIT for slot, text in fits
        ):
            return slots
    return ()


def _header_rows(layout: Layout) -> Iterator[tuple[Slot, ...]]:
    rows: dict[int, list[Slot]] = {}
    for slot in layout.table.slots:
        if slot.role in _HEADERS:
            rows.setdefault(slot.row, []).append(slot)
    return (tuple(slots) for slots in rows.values())


def _row_labels(row: Sequence[str], *, layout: Layout) -> tuple[Line | None, int]:
    """Return the line that *row* is, and how many of its first cells are labels."""
    readings = [(layout.row_lexicon.read(text), at) for at, text in enumerate(row) if text]
    named = [(r, at) for r, at in readings if len(r.meanings) == 1 and r.fit < NO_FIT]
    if not named:
        return None, 0
    reading, at = min(named, key=lambda entry: (entry[0].fit != OWN, -entry[1]))
    return reading.meanings[0], at + 1


def _too_short(line: Line | None, *, values: Sequence[str], wanted: int, layout: Layout) -> Fault:
    name = f"{layout.table.name}“{line.name}”" if line else f"{layout.table.name}的数据行"
    found = f"{len(values)} 格（{'、'.join(values)}）"
    return Fault(name, f"{wanted} 格数", found, "这一行未读入，请对照原件填写。")

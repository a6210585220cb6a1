"""Rows brought to the columns of the form: merged cells left out, spans declared wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.errors import Fault
from kit.form import Form
from kit.form.model import Slot
from kit.source.labels import NO_FIT, OWN, Lexicon, build_lexicon, fit_label, fold_label
from kit.source.layout import Layout, Line, build_layouts
from kit.source.published.model import Grid

_HEADERS = ("title", "corner", "header")
#: What stands for a figure is short; longer words in a row without labels are a note.
_LONGEST_MARK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aligned:
    cells: list[str]
    fault: Fault | None = None


def align_rows(
    rows: Sequence[Sequence[str]],
    *,
    forms: Mapping[str, Form],
    due: Form,
    laid: Sequence[Sequence[str]] | None = None,
    around: Sequence[Sequence[str]] | None = None,
) -> Grid:
    """Place the texts of *rows* as the form prints them, as far as their labels tell where.

    *laid* are the same rows as the spans of their cells lay them out, which is
    kept where figures stand below their columns; *around* are the rows of all
    tables with nothing between them, of which portals make one. A row of which neither that nor
    the number of its cells tells where its figures belong is ambiguous: they are
    left out, with a fault.
    """
    laid = rows if laid is None else laid
    layout = nearest_layout(rows, forms=forms, due=due)
    if layout is None or _is_in_place(laid, layout=layout):
        return Grid(rows=laid)
    is_full = _is_full(rows if around is None else around, layout=layout)
    usual = _usual_lengths(rows, layout=layout)
    aligned = [_align(row, layout=layout, is_full=is_full, usual=usual) for row in rows]
    return Grid(
        rows=[row.cells for row in aligned],
        faults=tuple(row.fault for row in aligned if row.fault),
    )


def is_of_form(rows: Sequence[Sequence[str]], *, forms: Mapping[str, Form], due: Form) -> bool:
    """Whether any text of *rows* is a label of the form."""
    return nearest_layout(rows, forms=forms, due=due) is not None


def nearest_layout(
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


def _is_in_place(rows: Sequence[Sequence[str]], *, layout: Layout) -> bool:
    """Whether the labels of all columns are there, and all figures below them, not left of them."""
    heads = {
        at
        for row in rows
        if _is_header(row, layout=layout)
        for at, text in enumerate(row)
        if text and layout.headed(text)
    }
    if len(heads) < len(layout.block_columns(0)):
        return False
    first = min(heads)
    data = [row for row in rows if not _is_header(row, layout=layout)]
    if not layout.table.blocks[0].label_columns:
        return True
    return all(_begins_at(first, row, layout=layout) for row in data)


def _begins_at(first: int, row: Sequence[str], *, layout: Layout) -> bool:
    """Whether nothing but the row's label, repeated or not, stands left of column *first*."""
    line, labels = _row_labels(row, layout=layout)
    if line is None:
        return True
    label = fold_label(row[labels - 1])
    return labels <= first and all(
        not text or fold_label(text) == label for text in row[labels:first]
    )


def _is_full(rows: Sequence[Sequence[str]], *, layout: Layout) -> bool | None:
    """Whether rows of full width have blanks for merged cells; if not, they are filled up.

    ``None`` when their figures do not tell, for some are blank themselves.
    """
    stub = layout.table.blocks[0].label_columns
    told = set()
    for row in rows:
        filled = [at for at, text in enumerate(row) if text]
        columns = [slot.column for slot in _header_row(row, layout=layout)]
        if columns and columns != [*range(len(columns))]:
            told |= {filled == columns} if filled in (columns, [*range(len(filled))]) else set()
            continue
        line, labels = _row_labels(row, layout=layout)
        if line and labels < stub and len(row) == layout.table.width:
            inside, ends = any(row[labels:stub]), any(row[labels - stub :])
            told |= {ends} if inside != ends else set()
    return told.pop() if len(told) == 1 else None


def _usual_lengths(rows: Sequence[Sequence[str]], *, layout: Layout) -> dict[int, int]:
    """Return how many cells most rows of figures have, by how many of their first are labels."""
    lengths: dict[int, Counter[int]] = {}
    for row in rows:
        line, labels = _row_labels(row, layout=layout)
        if line and any(row[labels:]):
            lengths.setdefault(labels, Counter())[len(row)] += 1
    return {labels: max(own, key=lambda size: own[size]) for labels, own in lengths.items()}


def _align(
    row: Sequence[str], *, layout: Layout, is_full: bool | None, usual: Mapping[int, int]
) -> _Aligned:
    """Place the cells of a row by their number; *usual* is that of most rows like it."""
    if slots := _header_row(row, layout=layout):
        cells = [""] * layout.table.width
        for slot, text in zip(slots, filter(None, row), strict=True):
            cells[slot.column] = text
        return _Aligned(cells=cells)
    stub = layout.table.blocks[0].label_columns
    line, labels = _row_labels(row, layout=layout)
    if line is None and (stub or any(map(_is_note, row))):
        return _Aligned(cells=_beside(row, width=layout.table.width))
    values = list(row[labels:])
    wanted = len(layout.block_columns(line.block if line else 0))
    if labels < stub and len(row) == layout.table.width and is_full is not False:
        # Where nothing tells, nothing is taken.
        values = values[stub - labels :] if is_full else []
    while len(values) > wanted and not values[-1]:
        values.pop()
    if len(row) < usual.get(labels, 0) and values and not values[-1]:
        # Blanks behind a row that lacks a cell make it look whole.
        values = [text for text in values if text]
    fault = None
    if len(values) < wanted and _is_glued(values, wanted=wanted):
        values += [""] * (wanted - len(values))
    if len(values) != wanted and any(row[labels:]):
        fault = _misplaced(line, values=row[labels:], wanted=wanted, layout=layout)
        values = []
    own = list(row[:labels])[-stub:] if stub else []
    return _Aligned(cells=[""] * (stub - len(own)) + own + values, fault=fault)


def _is_note(text: str) -> bool:
    return len(text) > _LONGEST_MARK and any(map(str.isalpha, text))


def _beside(row: Sequence[str], *, width: int) -> list[str]:
    """Keep words that are no row of the form out of the columns of its figures, if they are one."""
    filled = [text for text in row if text]
    return [*filled, *[""] * (width - 1)] if len(filled) == 1 else list(row)


def _is_header(row: Sequence[str], *, layout: Layout) -> bool:
    """Whether most words of a row, in which nothing else stands, head columns."""
    texts = [text for text in row if text]
    known = [t for t in texts if layout.headed(t) or layout.printed.read(t).fit < NO_FIT]
    return all(any(map(str.isalpha, t)) for t in texts) and 2 * len(known) >= len(texts) > 0


def _header_row(row: Sequence[str], *, layout: Layout) -> tuple[Slot, ...]:
    """Return the slots of the form's header row that *row* is by most of its labels, if any."""
    filled = [text for text in row if text]
    for slots in header_slots(layout):
        if len(slots) == len(filled):
            pairs = zip(slots, filled, strict=True)
            fits = sum(bool(s.label) and fit_label(t, label=s.label) < NO_FIT for s, t in pairs)
            if 2 * fits >= len(slots):
                return slots
    return ()


def header_slots(layout: Layout) -> Iterator[tuple[Slot, ...]]:
    """Give the slots of each row of the form above its figures."""
    rows: dict[int, list[Slot]] = {}
    for slot in layout.table.slots:
        if slot.role in _HEADERS:
            rows.setdefault(slot.row, []).append(slot)
    return (tuple(slots) for slots in rows.values())


def _row_labels(row: Sequence[str], *, layout: Layout) -> tuple[Line | None, int]:
    """Return the line that *row* is, and how many of its first cells are labels."""
    readings = [(layout.row_lexicon.read(text), at) for at, text in enumerate(row) if text]
    named = [(r, at) for r, at in readings if len(r.meanings) == 1]
    if not named:
        return None, 0
    reading, at = min(named, key=lambda entry: (entry[0].fit != OWN, -entry[1]))
    return reading.meanings[0], at + 1


def _is_glued(values: Sequence[str], *, wanted: int) -> bool:
    """Whether the first cell holds digits for all, which only rules can part."""
    digits = "".join(filter(str.isdigit, values[0])) if values else ""
    return len(digits) >= wanted and not any(values[1:])


def is_row_label(text: str, *, layout: Layout) -> bool:
    """Whether *text* is the label of one row of the form."""
    return len(layout.row_lexicon.read(text).meanings) == 1


def _misplaced(line: Line | None, *, values: Sequence[str], wanted: int, layout: Layout) -> Fault:
    name = f"{layout.table.name}“{line.name}”" if line else f"{layout.table.name}的数据行"
    found = f"{len(values)} 格（{'、'.join(values)}）"
    return Fault(name, f"{wanted} 格数", found, "这一行未读入，请对照原件填写。")

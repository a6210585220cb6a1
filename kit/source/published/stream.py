"""Tables flattened to one cell a line: the cells in reading order, parted into rows again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.form import Form
from kit.source.labels import NO_FIT, fit_label
from kit.source.layout import Layout
from kit.source.published.align import header_slots, is_row_label
from kit.source.published.headings import is_heading

_STROKE = "|"
#: Lines of one cell are short; longer ones are paragraphs above it.
_LONGEST_PIECE = 12
_MOST_PIECES = 3
#: Fewer cells are no table.
_FEWEST_CELLS = 8


def part_streams(lines: Sequence[str], *, form: Form) -> Iterator[str | list[str]]:
    """Give lines as they are, and each run of lines that hold one cell or none as its cells."""
    run: list[str] = []
    cells: list[str] = []
    waiting: list[str] = []
    for line in lines:
        text = line.rstrip(_STROKE).rstrip()
        strokes = line[len(text) :].count(_STROKE)
        if _STROKE in text:
            yield from _ended(run, cells)
            yield from [*waiting, line]
            run, cells, waiting = [], [], []
        elif not strokes:
            waiting.append(line)
        else:
            pieces = [*waiting, *([text] if text else [])]
            if not _is_one_cell(pieces, form=form):
                own = max(len(pieces) - 1, 0)
                yield from _ended(run, cells)
                yield from pieces[:own]
                run, cells, pieces, waiting = [], [], pieces[own:], waiting[own:]
            run += [*waiting, line]
            cells += ["".join(pieces), *[""] * (strokes - 1)]
            waiting = []
    yield from _ended(run, cells)
    yield from waiting


def _is_one_cell(pieces: Sequence[str], *, form: Form) -> bool:
    if len(pieces) < 2:  # noqa: PLR2004 - two pieces may be two things
        return True
    return len(pieces) <= _MOST_PIECES and all(
        len(piece) <= _LONGEST_PIECE and not is_heading(piece, form=form) for piece in pieces
    )


def _ended(run: list[str], cells: list[str]) -> Iterator[str | list[str]]:
    if len([cell for cell in cells if cell]) < _FEWEST_CELLS:
        yield from run
    else:
        yield cells


def part_rows(cells: Sequence[str], *, layout: Layout) -> list[list[str]]:
    """Part a stream of cells into rows, which begin with labels of the form."""
    rows: list[list[str]] = [[]]
    at = 0
    is_filled_up: bool | None = None
    while at < len(cells):
        if heads := _heads(cells[at:], layout=layout):
            rows += [list(cells[at : at + heads]), []]
            at += heads
            covered = layout.table.width - heads
            # As the first row is, all are: what a merge covers is there, or it is not.
            if is_filled_up is None and covered:
                is_filled_up = not any(cells[at : at + covered])
            at += covered if is_filled_up and not any(cells[at : at + covered]) else 0
            continue
        if _begins(cells[at], rows[-1], layout=layout):
            rows.append([])
        rows[-1].append(cells[at])
        at += 1
    return [row for row in rows if any(row)]


def _heads(cells: Sequence[str], *, layout: Layout) -> int:
    """Return how many cells from the first on are a header row of the form, 0 if none are."""
    most = max(len(slots) for slots in header_slots(layout))
    filled = [cell for cell in cells[:most] if cell] if cells[0] else []
    for slots in sorted(header_slots(layout), key=len, reverse=True):
        own = filled[: len(slots)]
        labels = [slot.label for slot in slots if slot.label]
        if list(cells[: len(own)]) != own or len(own) != len(labels):
            continue
        if all(fit_label(t, label=la) < NO_FIT for t, la in zip(own, labels, strict=True)):
            return len(own)
    return 0


def _begins(cell: str, row: Sequence[str], *, layout: Layout) -> bool:
    """Whether a cell is the first of a row: a label behind figures, or behind a row's own label."""
    if not cell or not any(map(str.isalpha, cell)):
        return False
    is_label = is_row_label(cell, layout=layout) or layout.printed.read(cell).fit < NO_FIT
    has_label = any(is_row_label(text, layout=layout) for text in row)
    return bool(is_label and has_label)

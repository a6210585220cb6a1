"""Statutory tables without rules on the pages of a PDF: labels found first, figures by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.errors import Fault
from kit.form import Form, Label
from kit.form.model import Slot
from kit.source.labels import fold_label
from kit.source.layout import Layout, build_layouts
from kit.source.published.lines import Line, Piece
from kit.source.published.model import Grid
from kit.source.published.separators import is_row_of_cells

#: Between lines of different pages, in letters.
_PAGE_GAP = 0.5
#: Lines of one label are no further apart than this, in letters.
_PITCH = 2.4
_MOST_LINES, _MOST_NAMED = 14, 8
_HEADERS = {"corner", "header"}
#: What is in line is no further off than this, in points.
_STRAIGHT_PT = 1.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A label as it stands on the page, perhaps over several lines."""

    text: str
    pieces: tuple[Piece, ...]

    def is_beside(self, piece: Piece) -> bool:
        """Whether the middle of *piece* is as high as the label."""
        return min(p.top for p in self.pieces) <= piece.middle <= max(p.bottom for p in self.pieces)

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return max(piece.bottom for piece in self.pieces)


def find_unruled(
    lines: Sequence[Line], *, forms: Mapping[str, Form], due: Form
) -> Iterator[Line | Grid]:
    """Give the lines of a section as they are, those of its table as one grid."""
    if any(is_row_of_cells(line.text) for line in lines):
        # Its cells are parted by strokes: nothing here goes by place.
        yield from lines
        return
    even = _on_one_page(lines)
    pieces = sorted((p for line in even for p in line.pieces), key=lambda p: (p.top, p.left))
    tables = [
        found
        for form in (due, *(own for own in forms.values() if own is not due))
        for layout in build_layouts(form)
        if (found := _table(pieces, layout=layout))
    ]
    if not tables:
        yield from lines
        return
    grid, used = max(tables, key=lambda table: len(table[1]))
    inside = [at for at, line in enumerate(even) if used & set(line.pieces)]
    yield from lines[: inside[0]]
    yield grid
    yield from lines[inside[-1] + 1 :]


def _on_one_page(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with heights as if all pages were one."""
    even: list[Line] = []
    shift, page, bottom = 0.0, -1, 0.0
    for line in lines:
        if line.page != page:
            shift, page = bottom + _PAGE_GAP * line.size - line.top, line.page
        pieces = tuple(replace(p, top=p.top + shift, bottom=p.bottom + shift) for p in line.pieces)
        even.append(replace(line, pieces=pieces))
        bottom = max(bottom, *(p.bottom for p in pieces))
    return even


def _table(pieces: Sequence[Piece], *, layout: Layout) -> tuple[Grid, set[Piece]] | None:
    """Return the table as the form prints it and what of the page it took, if it is there."""
    said = list(_labels(pieces, layout=layout))
    slots = _slots(said, layout=layout)
    own = [slot for slot in layout.table.slots if slot.label]
    # Half of its labels are no accident.
    if 2 * len(slots) < len(own):
        return None
    used = {piece for label in said for piece in label.pieces}
    top, bottom = min(p.top for p in used), max(p.bottom for p in used)
    rows = [[""] * layout.table.width for _ in range(layout.table.height)]
    for slot, label in slots.items():
        rows[slot.row][slot.column] = label.text
    inside = [p for p in pieces if p not in used and top <= p.middle <= bottom + _PITCH * p.size]
    for row in _rows(inside, slots=slots, layout=layout):
        for slot, piece in _cells(row, slots=slots):
            rows[slot.row][slot.column] = piece.text
            used.add(piece)
    end = max(p.bottom for p in used)
    # Words below its last row are none of it, figures may be.
    near = (p for p in inside if p.middle < end or not any(map(str.isalpha, p.text)))
    left = [p.text for p in near if p not in used]
    return Grid(rows=rows, faults=(_left_over(left, layout=layout),) if left else ()), used


def _left_over(texts: Sequence[str], *, layout: Layout) -> Fault:
    said = "、".join(f"“{text}”" for text in texts[:_MOST_NAMED])
    found = f"{said} 等 {len(texts)} 处不在一格之内"
    return Fault(layout.table.name, "每个数在一行一列之下", found, "未读入，请对照原件核对。")


def _labels(pieces: Sequence[Piece], *, layout: Layout) -> Iterator[_Said]:
    """Find the form's labels: pieces one below the other whose words together are one."""
    known = {
        fold_label(text)
        for slot in layout.table.slots
        if slot.label
        for text in (slot.label.text, *slot.label.variants, *slot.label.faults)
    }
    used: set[Piece] = set()
    for at, piece in enumerate(pieces):
        if piece not in used and (
            said := _longest(piece, pieces[at + 1 :], known=known, used=used)
        ):
            used |= set(said.pieces)
            yield said


def _longest(
    piece: Piece, below: Sequence[Piece], *, known: set[str], used: set[Piece]
) -> _Said | None:
    best = None
    run = [piece]
    while len(run) <= _MOST_LINES:
        text = "".join(p.text for p in run)
        folded = fold_label(text)
        if folded in known:
            best = _Said(text=text, pieces=tuple(run))
        if not any(label.startswith(folded) for label in known):
            break
        last = run[-1]
        near = (
            p
            for p in below
            if p not in used
            and last.bottom - 0.5 * last.size < p.top < last.top + _PITCH * last.size
            and p.left < last.right
            and last.left < p.right
        )
        if not (following := next(near, None)):
            break
        run.append(following)
    return best


def _slots(said: Sequence[_Said], *, layout: Layout) -> dict[Slot, _Said]:
    """Match labels with the form's slots: those of the same words in the order they stand."""
    found: dict[Slot, _Said] = {}
    by_words: dict[str, list[Slot]] = {}
    for slot in layout.table.slots:
        if slot.label:
            by_words.setdefault(fold_label(slot.label.text), []).append(slot)
    for slots in by_words.values():
        own = [label for label in said if _is(label, label_of=slots[0].label)]
        # The same words stand beside one another, or one below the other.
        is_across = len({slot.column for slot in slots}) == len(slots)
        own.sort(key=lambda label: label.bottom)
        if all(slot.role in _HEADERS for slot in slots) and is_across:
            # Headers may stand anew on every page.
            own = own[: len(slots)]
            own.sort(key=lambda label: _left(label.pieces))
        slots.sort(key=lambda slot: slot.column if is_across else slot.row)
        if len(own) == len(slots):
            found |= dict(zip(slots, own, strict=True))
    return found


def _is(said: _Said, *, label_of: Label | None) -> bool:
    texts = (label_of.text, *label_of.variants, *label_of.faults) if label_of else ()
    return fold_label(said.text) in map(fold_label, texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _TextRow:
    """The cells of a row of the form, and what stands beside its label, from left to right."""

    cells: tuple[Slot, ...]
    pieces: tuple[Piece, ...]


def _rows(
    pieces: Sequence[Piece], *, slots: Mapping[Slot, _Said], layout: Layout
) -> Iterator[_TextRow]:
    stubs = {s.row: said for s, said in slots.items() if s.role == "stub" and s.rowspan == 1}
    has_stubs = bool(layout.table.blocks[0].label_columns)
    heads_end = max(said.bottom for said in slots.values())
    for row in range(layout.table.height):
        cells = tuple(s for s in layout.table.slots if s.cell and s.row == row)
        if has_stubs:
            own = [p for p in pieces if row in stubs and stubs[row].is_beside(p)]
        else:
            own = [p for p in pieces if p.middle > heads_end]
        if cells and own and len({round(p.top / p.size) for p in own}) == 1:
            yield _TextRow(cells=cells, pieces=tuple(sorted(own, key=lambda p: p.left)))


def _cells(row: _TextRow, *, slots: Mapping[Slot, _Said]) -> Iterator[tuple[Slot, Piece]]:
    """Give each piece its cell: by their number, or each right below a label of a column.

    Tables without rules need not be straight: a row with blanks is taken only
    where all it holds is in line with labels in one and the same manner.
    """
    if len(row.cells) == len(row.pieces):
        yield from zip(row.cells, row.pieces, strict=True)
        return
    above = [s for s in slots if s.role == "header" and s.row < row.cells[0].row]
    heads = {s.column: slots[s] for s in sorted(above, key=lambda s: (-s.colspan, s.row))}
    for edge in (_left, _middle, _right):
        found = [
            [
                cell
                for cell in row.cells
                if cell.column in heads
                and abs(edge(heads[cell.column].pieces) - edge((piece,))) < _STRAIGHT_PT
            ]
            for piece in row.pieces
        ]
        if all(len(cells) == 1 for cells in found):
            yield from ((cells[0], piece) for cells, piece in zip(found, row.pieces, strict=True))
            return


def _left(pieces: Sequence[Piece]) -> float:
    return min(piece.left for piece in pieces)


def _right(pieces: Sequence[Piece]) -> float:
    return max(piece.right for piece in pieces)


def _middle(pieces: Sequence[Piece]) -> float:
    return (_left(pieces) + _right(pieces)) / 2

"""What to look for in a sheet to find one table of one edition: its lines and their labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from kit.form import Cell, Form, Label, Table
from kit.form.model import Block, Slot
from kit.source.labels import LOOSE, Lexicon, build_lexicon


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Line:
    """A row or column of a block: its place in the form, and its labels from group to leaf.

    The only row of table four has no labels.
    """

    block: int
    index: int
    labels: tuple[Label, ...]
    #: How many grid columns the form gives it.
    span: int = 1

    @property
    def leaf(self) -> Label:
        """The label of the line itself."""
        return self.labels[-1]

    @property
    def groups(self) -> tuple[Label, ...]:
        """The labels above the line's own, outermost first."""
        return self.labels[:-1]

    @property
    def name(self) -> str:
        """All labels of the line, as people say it."""
        return "·".join(label.text for label in self.labels)


@dataclass(frozen=True, kw_only=True, eq=False)
class Layout:
    """One table of one edition, with its labels indexed."""

    edition: str
    table: Table

    @cached_property
    def rows(self) -> tuple[Line, ...]:
        """The rows of every block, in the form's order."""
        return tuple(
            Line(block=b, index=i, labels=slots[0].cell.row_labels)
            for b, block in enumerate(self.table.blocks)
            for i, slots in enumerate(_value_rows(block))
            if slots[0].cell
        )

    @cached_property
    def columns(self) -> tuple[Line, ...]:
        """The columns of every block, in the form's order."""
        return tuple(
            Line(block=b, index=i, labels=slot.cell.column_labels, span=slot.colspan)
            for b, block in enumerate(self.table.blocks)
            for i, slot in enumerate(_value_rows(block)[0])
            if slot.cell
        )

    @cached_property
    def row_lexicon(self) -> Lexicon[Line]:
        """What a text can mean as the label of a row."""
        return build_lexicon((row, row.leaf) for row in self.rows if row.labels)

    @cached_property
    def column_lexicon(self) -> Lexicon[Line]:
        """What a text can mean as the label of a column."""
        return build_lexicon((column, column.leaf) for column in self.columns)

    @cached_property
    def printed(self) -> Lexicon[str]:
        """The labels that name no line: titles, corners, groups; each means its role."""
        leaves = {line.leaf for line in (*self.rows, *self.columns) if line.labels}
        slots = [slot for slot in self.table.slots if slot.label and slot.label not in leaves]
        return build_lexicon((slot.role, slot.label) for slot in slots if slot.label)

    @cached_property
    def depth(self) -> int:
        """How many rows the column labels take, titles left out."""
        return max(b.header_rows - len(b.having("title")) for b in self.table.blocks)

    def block_columns(self, block: int) -> tuple[Line, ...]:
        """Return the columns of one block, in the form's order."""
        return tuple(column for column in self.columns if column.block == block)

    def block_label(self, block: int, *, role: str) -> Label | None:
        """Return the title or corner of one block, if it has one."""
        return next((slot.label for slot in self.table.blocks[block].having(role)), None)

    def headed(self, text: str) -> tuple[Line, ...]:
        """Return the columns that *text* can head, none if it fits another label better."""
        reading = self.column_lexicon.read(text)
        if reading.fit > LOOSE:
            return ()
        other = min(self.row_lexicon.read(text).fit, self.printed.read(text).fit)
        return reading.meanings if reading.fit <= other else ()

    def is_corner(self, text: str) -> bool:
        """Whether *text* is what stands over the row labels."""
        reading = self.printed.read(text)
        return reading.fit < LOOSE and "corner" in reading.meanings

    @cached_property
    def _cells(self) -> Mapping[tuple[int, int, int], Cell]:
        return {
            (b, i, j): slot.cell
            for b, block in enumerate(self.table.blocks)
            for i, slots in enumerate(_value_rows(block))
            for j, slot in enumerate(slots)
            if slot.cell
        }

    def cell(self, row: Line, column: Line) -> Cell:
        """Return the cell where *row* and *column* of one block meet."""
        return self._cells[row.block, row.index, column.index]


def _value_rows(block: Block) -> tuple[tuple[Slot, ...], ...]:
    """Return the value slots of *block*, row after row."""
    rows: dict[int, list[Slot]] = {}
    for slot in block.having("value"):
        rows.setdefault(slot.row, []).append(slot)
    return tuple(map(tuple, rows.values()))


@cache
def build_layouts(form: Form) -> tuple[Layout, ...]:
    """Build the layouts of the tables of *form*, in its order."""
    return tuple(Layout(edition=form.edition, table=table) for table in form.tables.values())

"""Rows of a table that cannot be read cell by cell: digits ran together, or cells are lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.form import Cell, Form, Table
from kit.source.filing import Figure
from kit.source.labels import has_mark

_SEPARATORS = re.compile(r"[\s;、]+")
_NUMBERS = re.compile(r"[0-9.+\-元万亿]*[0-9][0-9.+\-元万亿]*")

#: What each cell of a row holds in one way to read it; ``None`` for a blank one.
Way = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with fewer numbers than cells, and digits for all of them, or one that is short."""

    cells: tuple[Cell, ...]
    #: As it is printed, cell by cell.
    raws: tuple[str, ...]
    tokens: tuple[str, ...]
    #: Whether it ends before its last column: a cell may be lost, nobody knows which.
    is_short: bool
    is_run_together: bool

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of its cells."""
        return tuple(cell.address for cell in self.cells)

    @property
    def is_in_one(self) -> bool:
        """Whether all stands in the first cell, where what parted the cells is lost."""
        return not any(self.raws[1:])

    def values(self, way: Way) -> dict[str, int]:
        """Return the counts of one way to read it."""
        pairs = zip(self.addresses, way, strict=True)
        return {address: int(said) for address, said in pairs if said and said.isdigit()}


def doubtful_rows(
    figures: Mapping[str, Figure], *, form: Form, short: frozenset[str]
) -> Iterator[Row]:
    """Give the rows that lack numbers or cells, in every table of the form."""
    for table in form.tables.values():
        for cells in _rows(table):
            if row := _doubted(cells, figures=figures, short=short):
                yield row


def _rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    rows: dict[int, list[Cell]] = {}
    for slot in table.slots:
        if slot.cell:
            rows.setdefault(slot.row, []).append(slot.cell)
    return (tuple(row) for row in rows.values() if len(row) > 1)


def _doubted(
    cells: Sequence[Cell], *, figures: Mapping[str, Figure], short: frozenset[str]
) -> Row | None:
    """Return a row all of whose words are numbers, too few of them, or one that is short."""
    if not all(cell.address in figures for cell in cells):
        # What of a row could not be located is no blank of it.
        return None
    raws = tuple(_written(figures[cell.address]) for cell in cells)
    tokens = tuple(token for raw in raws for token in _SEPARATORS.split(raw) if token)
    row = Row(
        cells=tuple(cells),
        raws=raws,
        tokens=tokens,
        is_short=bool(tokens) and any(cell.address in short for cell in cells),
        is_run_together=_is_run_together(tokens, size=len(cells)),
    )
    return row if row.is_short or row.is_run_together else None


def _is_run_together(tokens: Sequence[str], *, size: int) -> bool:
    """Whether there are digits for all of *size* cells in fewer numbers."""
    digits = sum(char.isdigit() for token in tokens for char in token)
    return len(tokens) < size <= digits and all(map(_NUMBERS.fullmatch, tokens))


def _written(figure: Figure) -> str:
    # A mark beside a number is no digit of it.
    raw = figure.raw if has_mark(figure.raw) else unicodedata.normalize("NFKC", figure.raw)
    return raw.strip()

"""One agency's figures for one year, each with where it stood."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from kit.signs import Hidden

Value = int | Decimal | None
#: Up to so many stretches of a ledger's rows are listed.
_LISTED_STRETCHES = 1000
#: Two cells below each other are named both.
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a figure stood: file, sheet, and cell in ``A1`` notation."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        """Read as ``tables.xlsx!表三!D5``."""
        return f"{self.file}!{self.sheet}!{self.cell}"

    @property
    def spoken(self) -> str:
        """Read as ``tables.xlsx 表三 D5``, for messages."""
        return f"{self.file} {self.sheet} {self.cell}"


def cell_stretches(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the names of *cells*, in order, three and more below each other as one stretch.

    Examples
    --------
    >>> cell_stretches(["B2", "B5", "B6", "B7", "C8", "C9"])
    ('B2', 'B5–B7', 'C8', 'C9')
    """
    runs: list[list[str]] = []
    for cell in cells:
        if runs and cell == _below(runs[-1][-1]):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    joined = ([f"{run[0]}–{run[-1]}"] if len(run) > _PAIR else run for run in runs)
    return tuple(chain.from_iterable(joined))


def _below(cell: str) -> str:
    """Return the name of the cell below; empty for what is no single cell."""
    column = cell.rstrip("0123456789")
    number = cell[len(column) :]
    return f"{column}{int(number) + 1}" if column.isalpha() and number else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of one sheet of a ledger, by their numbers in order, named in one column."""

    file: str
    sheet: str
    column: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        """Read as ``ledger.xlsx!申请!A2,A7–A9``; of very many, how many they are and their hash."""
        stretches = self.stretches
        cells = ",".join(stretches)
        if len(stretches) > _LISTED_STRETCHES:
            digest = hashlib.sha256(cells.encode()).hexdigest()
            cells = f"{len(self.numbers)} 行 sha256:{digest}"
        return f"{self.file}!{self.sheet}!{cells or '0 行'}"

    @property
    def stretches(self) -> tuple[str, ...]:
        """The rows as cells, those that follow each other as one: ``A2``, ``A7–A9``."""
        return cell_stretches(f"{self.column}{number}" for number in self.numbers)

    def spoken(self, *, limit: int = 20) -> str:
        """Read as ``ledger.xlsx 申请 A2、A7–A9``, for messages; the first of many stretches."""
        stretches = self.stretches
        cells = "、".join(stretches[:limit])
        more = f" 等 {len(self.numbers)} 行" if len(stretches) > limit else ""
        return f"{self.file} {self.sheet} {cells or '没有这样的行'}{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The value of a cell, with where it came from.

    Attributes
    ----------
    value
        ``int`` for counts and signed changes, ``Decimal`` for decimals and
        amounts (an amount in 元), ``None`` when the cell is blank or unreadable.
    text
        As the page prints it: the digits of a count, a decimal verbatim, the
        cell's own words when it could not be read, empty when blank.
    raw
        As it stood in the cell.
    fault
        Why it is not what its type wants (found, in Chinese), empty when it is.
    cure
        What to do about the fault where that is no matter of what was typed.
    note
        What was normalised to read it, empty when nothing was.
    merged
        The cells that were merged into one, as ``D5:E5``, where it shares one with other figures.
    is_remarked
        Whether words stood beside the number in ``raw``, as in ``22（其中修订16件）``.
    rows
        The rows of ledgers it was counted from, empty when it was filled in.
    """

    address: str
    value: Value
    text: str
    raw: str
    place: Place | None = None
    fault: str = ""
    cure: str = ""
    note: str = ""
    merged: str = ""
    is_remarked: bool = False
    rows: tuple[Rows, ...] = ()

    @property
    def source(self) -> str:
        """Where it comes from: its place, else the rows it was counted from."""
        return str(self.place) if self.place else "；".join(map(str, self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFault:
    """A label that is not the form's own: where, the form's, and what stands there."""

    place: Place
    wanted: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The figures of one agency and year, in one edition of the form, by address.

    Attributes
    ----------
    hidden
        What nobody sees in the other words of the sheets that the tables stand in.
    named_years
        Where the words above the tables name a year, and which.
    """

    agency: str
    year: int
    edition: str
    figures: Mapping[str, Figure]
    label_faults: tuple[LabelFault, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    named_years: tuple[tuple[Place, int], ...] = ()

    def value(self, address: str) -> Value:
        """Return the value at *address*; ``None`` when it is blank or the edition lacks it."""
        figure = self.figures.get(address)
        return figure.value if figure else None

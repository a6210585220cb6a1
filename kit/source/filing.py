"""One agency's figures for one year, each with where it stood."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kit.signs import Hidden

Value = int | Decimal | None
#: Up to so many rows of a ledger are listed one by one.
_LISTED_ROWS = 1000


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of one sheet of a ledger, by their numbers, named in one column."""

    file: str
    sheet: str
    column: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        """Read as ``ledger.xlsx!申请!A2,A7``; of very many, how many they are and their hash."""
        cells = ",".join(f"{self.column}{number}" for number in self.numbers)
        if len(self.numbers) > _LISTED_ROWS:
            digest = hashlib.sha256(cells.encode()).hexdigest()
            cells = f"{len(self.numbers)} 行 sha256:{digest}"
        return f"{self.file}!{self.sheet}!{cells or '0 行'}"

    def spoken(self, *, limit: int = 20) -> str:
        """Read as ``ledger.xlsx 申请 A2、A7``, for messages; the first of many."""
        cells = "、".join(f"{self.column}{number}" for number in self.numbers[:limit])
        more = f" 等 {len(self.numbers)} 行" if len(self.numbers) > limit else ""
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
    """

    agency: str
    year: int
    edition: str
    figures: Mapping[str, Figure]
    label_faults: tuple[LabelFault, ...] = ()
    hidden: tuple[Hidden, ...] = ()

    def value(self, address: str) -> Value:
        """Return the value at *address*; ``None`` when it is blank or the edition lacks it."""
        figure = self.figures.get(address)
        return figure.value if figure else None

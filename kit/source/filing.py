"""One agency's figures for one year, each with where it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Value = int | Decimal | None


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
    """

    address: str
    value: Value
    text: str
    raw: str
    place: Place | None = None
    fault: str = ""
    cure: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFault:
    """A label that is not the form's own: where, the form's, and what stands there."""

    place: Place
    wanted: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The figures of one agency and year, in one edition of the form, by address."""

    agency: str
    year: int
    edition: str
    figures: Mapping[str, Figure]
    label_faults: tuple[LabelFault, ...] = ()

    def value(self, address: str) -> Value:
        """Return the value at *address*; ``None`` when it is blank or the edition lacks it."""
        figure = self.figures.get(address)
        return figure.value if figure else None

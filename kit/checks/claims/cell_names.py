"""How people name a cell, ``表三!J5``, and the address it stands for; and back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kit.form import load_forms
from kit.form.address import LAST, is_address, split_last
from kit.report.model import Report
from kit.source.filing import Filing, Place
from kit.workbook import cell_positions, joined_areas

#: Ways to say that last year's cell is meant.
_LAST = re.compile(r"last\.|上年(?:报告)?[!\s]*", re.IGNORECASE)
#: A cell or a rectangle of cells behind its sheet, with or without the signs of a fixed one.
_SPOT = re.compile(
    r"(?P<sheet>.+?)[!\s]+\$?(?P<left>[A-Z]{1,3})\$?(?P<top>[1-9]\d{0,5})"
    r"(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>[1-9]\d{0,5}))?",
    re.IGNORECASE,
)
_CELL = re.compile(r"([A-Z]+)(\d+)")
#: Column and row in a sheet, from 1.
_Spot = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellNames:
    """The cells of a report and of last year's, by the places at which people see them.

    ``spots`` are addresses by sheet and place, last year's with their mark on both.
    """

    spots: Mapping[tuple[str, _Spot], str]
    places: Mapping[str, tuple[str, _Spot]]
    known: tuple[str, ...]

    def addresses(self, name: str) -> tuple[str, ...]:
        """Return the addresses that *name* stands for; none when there is no such cell.

        It may be an address, a cell of a sheet, or a rectangle of cells, of which those
        count that hold a figure; ``last.`` or 上年 before it is last year's.
        """
        text = unicodedata.normalize("NFKC", name).strip()
        if is_address(text):
            return (text,) if split_last(text)[1] in self.known else ()
        found = _LAST.match(text)
        spot = _SPOT.fullmatch(text[found.end() :] if found else text)
        if spot is None:
            return ()
        return tuple(self._within(spot, mark=LAST if found else ""))

    def names(self, addresses: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Name *addresses* as people do, cells that form a rectangle as one; each with its own."""
        by_sheet: dict[str, dict[_Spot, str]] = {}
        for address in addresses:
            if address in self.places:
                sheet, spot = self.places[address]
                by_sheet.setdefault(sheet, {})[spot] = address
            else:
                yield address, (address,)
        for sheet, cells in by_sheet.items():
            for top, left, bottom, right in joined_areas((row, column) for column, row in cells):
                first, last = f"{_letters(left)}{top}", f"{_letters(right)}{bottom}"
                spots = [
                    (column, row)
                    for row in range(top, bottom + 1)
                    for column in range(left, right + 1)
                ]
                name = f"{sheet}!{first}" if first == last else f"{sheet}!{first}:{last}"
                yield name, tuple(cells[spot] for spot in spots)

    def name(self, address: str) -> str:
        """Return what people call the cell at *address*."""
        return next(self.names([address]))[0]

    def order(self, address: str) -> tuple[bool, str, int, int]:
        """Return what puts this year's cells first, in the order of their sheet, row after row."""
        sheet, (column, row) = self.places.get(address, (address, (0, 0)))
        return address.startswith(LAST), sheet, row, column

    def _within(self, spot: re.Match[str], *, mark: str) -> Iterator[str]:
        left, top = _number(spot["left"]), int(spot["top"])
        right, bottom = _number(spot["right"] or spot["left"]), int(spot["bottom"] or top)
        for (sheet, (column, row)), address in self.spots.items():
            is_last, name = split_last(sheet)
            inside = left <= column <= right and top <= row <= bottom
            if inside and is_last == bool(mark) and _is_sheet(spot["sheet"], sheet=name):
                yield address


def cell_names(report: Report) -> CellNames:
    """Return what the cells of *report* are called: where each stood, else where ours has it."""
    spots: dict[tuple[str, _Spot], str] = {}
    for filing, mark in ((report.filing, ""), (report.last, LAST)):
        for address, place in _places(filing) if filing else ():
            if spot := _spot(place.cell):
                spots.setdefault((f"{mark}{place.sheet}", spot), f"{mark}{address}")
    places: dict[str, tuple[str, _Spot]] = {}
    for where, address in spots.items():
        places.setdefault(address, where)
    return CellNames(spots=spots, places=places, known=tuple(report.filing_form.cells))


def _places(filing: Filing) -> Iterator[tuple[str, Place]]:
    """Yield where figures stood, and then where they would stand in a workbook of ours."""
    for address, figure in filing.figures.items():
        if figure.place:
            yield address, figure.place
    yield from cell_positions(load_forms()[filing.edition]).items()


def _is_sheet(said: str, *, sheet: str) -> bool:
    """Whether *said* names the *sheet*, by itself or behind its file."""
    plain = unicodedata.normalize("NFKC", sheet)
    said = said.replace("'", "").strip()
    return said == plain or said.endswith((f"!{plain}", f" {plain}"))


def _spot(cell: str) -> _Spot | None:
    found = _CELL.fullmatch(cell)
    return (_number(found[1]), int(found[2])) if found else None


def _number(letters: str) -> int:
    """Return the number of a column.

    Examples
    --------
    >>> _number("A"), _number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    """Return the letters of a column.

    Examples
    --------
    >>> _letters(1), _letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

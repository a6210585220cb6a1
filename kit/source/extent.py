"""How far a worksheet reaches, told from its bytes, not from every element of it."""

from __future__ import annotations

import re

from kit.source.glance import LARGE_BYTES, Glance, glance_of
from kit.source.refusals import MAX_ROW

#: A cell as every office program writes it.
_PLAIN = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
#: The start of anything an XML parser would call a cell, with a prefix or without.
_ANY = re.compile(rb"<(?:[^\s<>/!?]*:)?c[\s/>]")
#: The number of a row; empty where it is not said first.
_ROW = re.compile(rb'<row(?: r="([0-9]{1,7})")?')
#: Where a cell says it is, as far as a sheet reaches.
_PLACE = re.compile(rb'<c r="([A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])([1-9][0-9]{0,6})"')
_CELL = b'<c r="'
_FORMULA = re.compile(rb"<f[\s/>]")
_ERROR = b't="e"'
#: What declares a document type; XML knows no other spelling.
_DOCTYPE = b"<!DOCTYPE"
_LONGEST_TAG_BYTES = 1 << 17


class Extent:
    """The cells of one worksheet: how many there are, and the grid they lie in.

    Styled blanks are counted too and near columns as ``Z``, so the true numbers are
    hardly ever greater: a cell that belies its row reaches row 299,999 at most. A sheet
    written in any other way ``is_plain`` no more, and must be followed exactly.
    """

    def __init__(self, *, size: int = 0) -> None:
        """Begin with no cell of a part of *size* bytes."""
        self._glance = glance_of(size)
        self._is_large = size >= LARGE_BYTES
        #: Whether cells stand in the rows they name, each once; of a large sheet not known.
        self.is_in_order = True
        self._row = b""
        self.is_plain = True
        self.has_formulas = self.has_doctype = False
        self.cells = self.height = 0
        self.columns: set[bytes] = set()
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        """Count the cells of the next *piece*; a tag cut in two waits for the one after."""
        if not self.cells and b"\0" in piece:
            # Not one byte a letter: the patterns would find nothing.
            self.is_plain = False
        text = self._rest + piece
        end = text.rfind(b"<")
        end = len(text) if end < 0 else end
        self._rest = text[end:]
        # No program writes a tag as long as that.
        self.is_plain = self.is_plain and len(self._rest) < _LONGEST_TAG_BYTES
        self._rest = self._rest if self.is_plain else b""
        self._count(text[:end])

    def close(self) -> None:
        """Count what the last piece left."""
        self._count(self._rest)
        self._rest = b""

    @property
    def width(self) -> int:
        """The number of the last column, as letters count."""
        return column_number(max(self.columns, key=lambda name: (len(name), name), default=b""))

    def _count(self, text: bytes) -> None:
        # A document type is declared before any cell, or not at all.
        self.has_doctype = self.has_doctype or (not self.cells and _DOCTYPE in text)
        seen = self._glance(text)
        self.has_formulas = self.has_formulas or _has_formula(text, seen=seen)
        # Nearly always the quick count settles it.
        self.is_plain = self.is_plain and (seen.is_all or seen.cells == len(_ANY.findall(text)))
        self.cells += seen.cells
        if seen.cells:
            rows = _ROW.findall(text)
            is_near = seen.is_near and b"" not in rows
            self._reach([(b"Z", row) for row in rows] if is_near else _PLAIN.findall(text))
        self.is_in_order = self.is_in_order and (self._is_large or self._follows(text))

    def _follows(self, text: bytes) -> bool:
        """Whether each row comes after the one before, and its cells are its own, each once."""
        before, *rows = text.split(b'<row r="')
        for number, cells in ((self._row, before), *((None, row) for row in rows)):
            if number is None:
                said = cells[: max(cells.find(b'"'), 0)]
                if not said.isdigit() or not int(self._row or b"0") < int(said[:8]) <= MAX_ROW:
                    return False
                self._row = said
            found = _PLACE.findall(cells)
            if len(set(found)) < cells.count(_CELL) or {row for _, row in found} - {self._row}:
                return False
        return True

    def _reach(self, cells: list[tuple[bytes, bytes]]) -> None:
        """Stretch the grid to *cells*, by column and row."""
        self.columns.update({column for column, _ in cells})
        self.height = max(self.height, *(int(row) for row in {row for _, row in cells}), 0)


def column_number(letters: bytes) -> int:
    """Return the number, from 1, of the column that capital *letters* name.

    Examples
    --------
    >>> column_number(b"A"), column_number(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _has_formula(text: bytes, *, seen: Glance) -> bool:
    """Whether a cell of *text* has a formula or an error value."""
    return _ERROR in text or (not seen.is_unreckoned and _FORMULA.search(text) is not None)

"""Counting the used cells of a worksheet as it is unpacked, before a grid of it is made."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from kit.errors import SourceError
from kit.source.extent import Extent, column_number
from kit.source.refusals import (
    MAX_COLUMN,
    MAX_ROW,
    Limits,
    broken,
    locked,
    overfull,
    overlong,
    scripted,
)

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
#: The sheets of a file may come to so many times the grid that one of them may have.
GRIDS = 4
#: More sheets than any report or ledger has.
MAX_SHEETS = 1000
#: A number of more digits than this is beyond any sheet.
_MAX_DIGITS = 9
#: What says that a cell of an OpenDocument table has content.
_CONTENT = frozenset(
    (
        "value-type",
        "value",
        "string-value",
        "date-value",
        "time-value",
        "boolean-value",
        "formula",
    )
)


class CellCounter:
    """Counts the used cells of one XML part as it is parsed; refuses too many and any DOCTYPE."""

    def __init__(self, *, path: Path, part: str, limits: Limits) -> None:
        """Begin with no cell of the *part*."""
        self.path = path
        self.limits = limits
        self.part = part
        self.has_formulas = False
        self.cells = self.row = self.column = self.height = self.width = 0
        self.earlier_area = self.sheets = 0
        self.repeat = self.times = 1
        self.in_cell = False
        self.columns: set[int] = set()
        self.encoding, self.is_wide = "utf-8", False
        #: What links of a workbook lead to, each with the kind of it.
        self.targets: list[tuple[str, str]] = []
        #: Where shared texts begin, in bytes of the part.
        self.text_starts = array("L")
        self.text_bytes = self._cell_starts = self._copies = 0
        self._parser = expat.ParserCreate()

    #: Whether nothing so far could have been missed.
    is_judged = True

    @property
    def area(self) -> int:
        """The size of the grids that a reader makes of the part."""
        return self.earlier_area + self.height * self.width

    def feed(self, piece: bytes) -> None:
        """Look at the bytes of the part too; here its elements say it all."""

    def close(self) -> None:
        """Look at what the last piece left."""
        self._end_open()

    def parser(self) -> expat.XMLParserType:
        """Return a parser that reports to this counter."""
        parser = self.plain_parser()
        parser.StartElementHandler = self.start
        return parser

    def plain_parser(self) -> expat.XMLParserType:
        """Return a parser that sees whether the part is sound XML, and what it declares."""
        parser = self._parser = expat.ParserCreate()
        parser.XmlDeclHandler = self.declare
        parser.StartDoctypeDeclHandler = self.refuse_doctype
        parser.EntityDeclHandler = self.refuse_doctype
        return parser

    def declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Take down the encoding that the part says it has."""
        self.encoding = (encoding or "utf-8").lower()

    def refuse_doctype(self, *_: object) -> None:
        """Refuse any declaration of a document type."""
        raise SourceError(scripted(self.path, self.part))

    def refuse_instruction(self, *_: object) -> None:
        """Refuse what a program may have left for another: readers take figures apart at it."""
        raise SourceError(broken(self.path, f"部件 {self.part[:80]} 含有处理指令 <?…?>"))

    def refuse_mixed(self) -> None:
        """Refuse words with a remark or quoted text in their middle, for the same reason."""
        raise SourceError(broken(self.path, f"部件 {self.part[:80]} 的文字中夹有注释或 CDATA"))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Follow the cells of a worksheet (``c``) or an OpenDocument table."""
        match tag.rpartition(":")[2]:
            case "row":
                self._start_row(attributes.get("r"))
            case "c":
                self._start_cell(attributes)
            case "f":
                self.has_formulas = self.has_formulas or self.in_cell
            case "v" | "is":
                self._use(1 if self.in_cell else 0)
                self.in_cell = False
            case "Relationship":
                kind = attributes.get("Type", "").rpartition("/")[2]
                self.targets.append((kind, attributes.get("Target", "")))
            case "sheet":
                self._start_sheet()
            case "si":
                self.text_starts.append(self._parser.CurrentByteIndex)
            case other:
                self._start_open(other, attributes)

    def _start_open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Follow an element of an OpenDocument file."""
        match tag:
            case "encryption-data":
                raise SourceError(locked(self.path))
            case "table":
                self._start_sheet()
                self.earlier_area += self.height * self.width
                self.row = self.height = self.width = 0
            case "table-row":
                self.repeat = _number(attributes.get("table:number-rows-repeated"))
                self.row, self.column = self.row + self.repeat, 0
            case "table-cell" | "covered-table-cell":
                self.times = _number(attributes.get("table:number-columns-repeated"))
                self.column += self.times
                self.in_cell = True
                self._end_open()
                if any(name.rpartition(":")[2] in _CONTENT for name in attributes):
                    self._use_open()
            case "p" if self.in_cell:
                self._use_open()
            case "s":
                # Blanks of a text, which a reader writes out.
                self._cell_starts -= _number(attributes.get("text:c"))

    def _use_open(self) -> None:
        self._copies = self.times * self.repeat
        self._use(self._copies)
        self.in_cell = False

    def _end_open(self) -> None:
        """Count what the cell before holds, once for each of its copies."""
        here = self._parser.CurrentByteIndex
        self.text_bytes += (here - self._cell_starts) * self._copies
        self._cell_starts, self._copies = here, 0
        if self.text_bytes > self.limits.text_bytes:
            raise SourceError(overlong(self.path, self.part, limits=self.limits))

    def _start_sheet(self) -> None:
        self.sheets += 1
        if self.sheets > MAX_SHEETS:
            raise SourceError(overfull(self.path, self.part, limits=self.limits))

    def _start_row(self, number: str | None) -> None:
        before, self.column = self.row, 0
        self.columns.clear()
        self.row = before + 1 if number is None else _number(number, otherwise=0)
        if not before < self.row <= MAX_ROW:
            self._refuse_place(number or str(self.row))

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self.in_cell = True
        self.has_formulas = self.has_formulas or attributes.get("t") == "e"
        self.column += 1
        if (reference := attributes.get("r")) is not None:
            found = _REFERENCE.fullmatch(reference)
            if not found or int(found[2]) != self.row:
                self._refuse_place(reference)
            self.column = column_number(found[1].upper().encode())
        if self.column > MAX_COLUMN or self.column in self.columns:
            self._refuse_place(reference or f"第 {self.column} 列")
        self.columns.add(self.column)

    def _refuse_place(self, said: str) -> NoReturn:
        detail = f"部件 {self.part} 里“{said[:20]}”不是该处单元格的位置"
        raise SourceError(broken(self.path, detail))

    def _use(self, times: int) -> None:
        self.cells += times
        if times:
            self.height, self.width = max(self.height, self.row), max(self.width, self.column)
        is_within = self.height * self.width <= self.limits.area
        if self.cells > self.limits.cells or not is_within or self.area > GRIDS * self.limits.area:
            raise SourceError(overfull(self.path, self.part, limits=self.limits))


class QuickCounter(CellCounter):
    """Counts the cells of a part by its bytes; what it cannot be sure of is not judged."""

    def __init__(self, *, path: Path, part: str, limits: Limits, size: int) -> None:
        """Begin with no cell of a part of *size* bytes."""
        super().__init__(path=path, part=part, limits=limits)
        self.extent = Extent(size=size)

    def parser(self) -> expat.XMLParserType:
        """Return a parser that only sees whether the part is sound."""
        return self.plain_parser()

    def feed(self, piece: bytes) -> None:
        """Count the cells of the next piece."""
        self.extent.feed(piece)

    def close(self) -> None:
        """Count what the last piece left."""
        self.extent.close()
        self.has_formulas = self.extent.has_formulas
        self.cells = self.extent.cells
        self.height, self.width = self.extent.height, self.extent.width

    @property
    def is_judged(self) -> bool:  # type: ignore[override]
        """Whether the part is so far as programs write it, and within the limits."""
        if self.extent.has_doctype:
            self.refuse_doctype()
        area = self.extent.height * self.extent.width
        is_within = self.extent.cells <= self.limits.cells and area <= self.limits.area
        return self.extent.is_plain and self.extent.is_in_order and is_within


def _number(text: str | None, *, otherwise: int = 1) -> int:
    if not text or not text.isascii() or not text.isdigit():
        return otherwise
    return int(text[:_MAX_DIGITS])

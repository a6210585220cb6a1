"""Zip files, the container of .xlsx and .ods: unpacked in pieces before a reader opens them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from kit.errors import SourceError
from kit.source.refusals import (
    MAX_AREA,
    MAX_CELLS,
    broken,
    inflated,
    locked,
    not_workbook,
    overfull,
    scripted,
)

MAGIC = b"PK\x03\x04"
#: What all parts may unpack to, and how much more than it takes packed one part may.
MAX_INFLATED_BYTES = 40_000_000
MAX_RATIO = 200
#: Below this a high ratio is only a long run of blank cells.
_RATIO_MATTERS_BYTES = 5_000_000
_PIECE_BYTES = 1 << 16
_ENCRYPTED_FLAG = 1
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_XML = (".xml", ".rels")
_MANIFEST = "META-INF/manifest.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a safe package is, and whether cells of it hold formulas or error values."""

    kind: Literal["xlsx", "ods"]
    has_formulas: bool


def guard_package(content: bytes, *, path: Path) -> Package:
    """Unpack and parse every part, within limits, and tell what the package is.

    Raises
    ------
    SourceError
        If it is broken, encrypted, unpacks to too much, declares entities, has
        too many cells, or is no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise SourceError(broken(path, "压缩结构不完整")) from None
    # The manifest of a protected .ods tells why its other parts are no XML.
    parts.sort(key=lambda part: part.filename != _MANIFEST)
    kind = _kind([part.filename for part in parts], path=path)
    left = MAX_INFLATED_BYTES
    has_formulas = False
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise SourceError(locked(path))
        counter = _CellCounter(path=path, part=part.filename)
        left -= _guard_part(part, content=content, counter=counter, left=left)
        has_formulas = has_formulas or counter.has_formulas
    return Package(kind=kind, has_formulas=has_formulas)


def _kind(names: list[str], *, path: Path) -> Literal["xlsx", "ods"]:
    """Tell a workbook by the names of its parts."""
    if any(name.startswith("word/") for name in names):
        raise SourceError(not_workbook(path, "Word 文档"))
    if "encrypted-package" in names:
        raise SourceError(locked(path))
    if "xl/workbook.bin" in names:
        raise SourceError(not_workbook(path, ".xlsb 二进制工作簿"))
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise SourceError(not_workbook(path, "压缩包或其他程序的文件"))


def _guard_part(part: zipfile.ZipInfo, *, content: bytes, counter: _CellCounter, left: int) -> int:
    """Unpack and parse one part within what is *left*; return its size in bytes."""
    parser = counter.parser() if part.filename.lower().endswith(_XML) else None
    size = 0
    try:
        for piece in _inflate(part, content=content, path=counter.path):
            size += len(piece)
            ratio = size / max(part.compress_size, 1)
            if size > left or (size > _RATIO_MATTERS_BYTES and ratio > MAX_RATIO):
                raise SourceError(inflated(counter.path))
            if parser:
                parser.Parse(piece)
        if parser:
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    except (zlib.error, struct.error, expat.ExpatError):
        raise SourceError(broken(counter.path, f"部件 {part.filename} 无法读出")) from None
    if size != part.file_size:
        raise SourceError(broken(counter.path, f"部件 {part.filename} 大小不符"))
    return size


def _inflate(part: zipfile.ZipInfo, *, content: bytes, path: Path) -> Iterator[bytes]:
    """Unpack one part in small pieces.

    ``zipfile`` would stop at the size that the part declares; a reader need not.
    """
    names = struct.unpack_from("<HH", content, part.header_offset + 26)
    start = part.header_offset + 30 + sum(names)
    packed = content[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise SourceError(broken(path, f"部件 {part.filename} 的压缩方式不支持"))
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not machine.eof:
        yield machine.decompress(packed, _PIECE_BYTES)
        packed = machine.unconsumed_tail
    yield machine.flush()


class _CellCounter:
    """Counts the used cells of one XML part as it is parsed; refuses too many and any DOCTYPE."""

    def __init__(self, *, path: Path, part: str) -> None:
        self.path = path
        self.part = part
        self.has_formulas = False
        self.cells = self.row = self.column = self.height = self.width = 0
        self.repeat = 1
        self.in_cell = False

    def parser(self) -> expat.XMLParserType:
        """Return a parser that reports to this counter."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self.refuse_doctype
        parser.EntityDeclHandler = self.refuse_doctype
        parser.StartElementHandler = self.start
        return parser

    def refuse_doctype(self, *_: object) -> None:
        """Refuse any declaration of a document type."""
        raise SourceError(scripted(self.path, self.part))

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Follow the cells of a worksheet (``c``) or an OpenDocument table."""
        match tag.rpartition(":")[2]:
            case "row":
                self.row, self.column = _number(attributes.get("r"), otherwise=self.row + 1), 0
            case "c":
                self._start_cell(attributes)
            case "f":
                self.has_formulas = self.has_formulas or self.in_cell
            case "v" | "is":
                self._use(1 if self.in_cell else 0)
                self.in_cell = False
            case "encryption-data":
                raise SourceError(locked(self.path))
            case "table":
                self.row = self.height = self.width = 0
            case "table-row":
                self.repeat = _number(attributes.get("table:number-rows-repeated"))
                self.row, self.column = self.row + self.repeat, 0
            case "table-cell" | "covered-table-cell":
                times = _number(attributes.get("table:number-columns-repeated"))
                self.column += times
                self._use(times * self.repeat if "office:value-type" in attributes else 0)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self.in_cell = True
        self.has_formulas = self.has_formulas or attributes.get("t") == "e"
        self.column += 1
        if found := _REFERENCE.fullmatch(attributes.get("r", "")):
            self.column, self.row = _column_number(found[1]), int(found[2])

    def _use(self, times: int) -> None:
        self.cells += times
        if times:
            self.height, self.width = max(self.height, self.row), max(self.width, self.column)
        if self.cells > MAX_CELLS or self.height * self.width > MAX_AREA:
            raise SourceError(overfull(self.path, self.part))


def _number(text: str | None, *, otherwise: int = 1) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

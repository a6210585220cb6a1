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
from kit.source.extent import Extent
from kit.source.refusals import (
    TABLES,
    Limits,
    broken,
    inflated,
    locked,
    not_workbook,
    overfull,
    scripted,
)

MAGIC = b"PK\x03\x04"
#: How much more than it takes packed one part may unpack to.
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


def has_folder(content: bytes, folder: str, *, path: Path) -> bool:
    """Whether a part of the package lies in *folder*.

    Raises
    ------
    SourceError
        If it is broken.
    """
    return any(part.filename.startswith(folder) for part in _parts(content, path=path))


def guard_parts(content: bytes, *, path: Path) -> None:
    """Unpack and parse every part of a package, within limits, whatever kind it is.

    Raises
    ------
    SourceError
        If it is broken, encrypted, unpacks to too much, or declares entities.
    """
    _guard(_parts(content, path=path), content=content, path=path)


def guard_package(content: bytes, *, path: Path, limits: Limits = TABLES) -> Package:
    """Unpack and parse every part, within limits, and tell what the package is.

    Raises
    ------
    SourceError
        If it is broken, encrypted, unpacks to too much, declares entities, has
        too many cells, or is no workbook.
    """
    parts = _parts(content, path=path)
    # The manifest of a protected .ods tells why its other parts are no XML.
    parts.sort(key=lambda part: part.filename != _MANIFEST)
    kind = _kind([part.filename for part in parts], path=path)
    has_formulas = _guard(parts, content=content, path=path, limits=limits)
    return Package(kind=kind, has_formulas=has_formulas)


def _parts(content: bytes, *, path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise SourceError(broken(path, "压缩结构不完整")) from None


def _guard(
    parts: list[zipfile.ZipInfo], *, content: bytes, path: Path, limits: Limits = TABLES
) -> bool:
    """Unpack and parse all *parts*; return whether cells of them hold formulas."""
    left = limits.inflated_bytes
    has_formulas = False
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise SourceError(locked(path))
        counter = _counter(part, path=path, limits=limits)
        size = _guard_part(part, content=content, counter=counter, left=left)
        if not counter.is_judged:
            counter = _CellCounter(path=path, part=part.filename, limits=limits)
            size = _guard_part(part, content=content, counter=counter, left=left)
        left -= size
        has_formulas = has_formulas or counter.has_formulas
    return has_formulas


def _counter(part: zipfile.ZipInfo, *, path: Path, limits: Limits) -> _CellCounter:
    """Return what counts the cells of a part: by its bytes where it will let itself."""
    is_sheet = part.filename.startswith("xl/") and part.filename.lower().endswith(_XML)
    if is_sheet:
        return _QuickCounter(path=path, part=part.filename, limits=limits, size=part.file_size)
    return _CellCounter(path=path, part=part.filename, limits=limits)


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
            counter.feed(piece)
            if not counter.is_judged:
                return size
            if parser:
                parser.Parse(piece)
        counter.close()
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
    for at in range(0, len(packed), _PIECE_BYTES):
        left = packed[at : at + _PIECE_BYTES]
        while left and not machine.eof:
            yield machine.decompress(left, _PIECE_BYTES)
            left = machine.unconsumed_tail
    yield machine.flush()


class _CellCounter:
    """Counts the used cells of one XML part as it is parsed; refuses too many and any DOCTYPE."""

    def __init__(self, *, path: Path, part: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.part = part
        self.has_formulas = False
        self.cells = self.row = self.column = self.height = self.width = 0
        self.repeat = 1
        self.in_cell = False

    #: Whether nothing so far could have been missed.
    is_judged = True

    def feed(self, piece: bytes) -> None:
        """Look at the bytes of the part too; here its elements say it all."""

    def close(self) -> None:
        """Look at what the last piece left."""

    def parser(self) -> expat.XMLParserType | None:
        """Return a parser that reports to this counter; none when it looks at the bytes."""
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
        if self.cells > self.limits.cells or self.height * self.width > self.limits.area:
            raise SourceError(overfull(self.path, self.part, limits=self.limits))


class _QuickCounter(_CellCounter):
    """Counts the cells of a part by its bytes; what it cannot be sure of is not judged."""

    def __init__(self, *, path: Path, part: str, limits: Limits, size: int) -> None:
        super().__init__(path=path, part=part, limits=limits)
        self.extent = Extent(size=size)

    def parser(self) -> expat.XMLParserType | None:
        """Return none: that a part is no XML the reader of grids will tell."""
        return None

    def feed(self, piece: bytes) -> None:
        """Count the cells of the next piece."""
        self.extent.feed(piece)

    def close(self) -> None:
        """Count what the last piece left."""
        self.extent.close()
        self.has_formulas = self.extent.has_formulas

    @property
    def is_judged(self) -> bool:  # type: ignore[override]
        """Whether the part is so far as programs write it, and within the limits."""
        if self.extent.has_doctype:
            self.refuse_doctype()
        area = self.extent.height * self.extent.width
        is_within = self.extent.cells <= self.limits.cells and area <= self.limits.area
        return self.extent.is_plain and is_within


def _number(text: str | None, *, otherwise: int = 1) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

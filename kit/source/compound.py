"""Compound files, the container of .xls, .doc and protected .xlsx: just enough to judge one."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from kit.errors import SourceError
from kit.source.refusals import TABLES, Limits, broken, locked, not_workbook, overfull

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
#: Sectors have 512 bytes, in newer files 4096.
_SECTOR_EXPONENTS = {9, 12}
_ENTRY_BYTES = 128
#: Smaller streams lie elsewhere; no such workbook has too many cells.
_MINI_BYTES = 4096
_BEGIN, _PASSWORD = 0x0809, 0x002F
#: Records with one cell each, and the one with a run of cells.
_CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
_CELL_RUN = 0x00BD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compound:
    """A compound file: sectors of one size, and for each sector the one that follows it."""

    content: bytes
    size: int
    table: tuple[int, ...]

    def chain(self, start: int) -> bytes:
        """Join the sectors of a stream; a loop ends after as many sectors as there are."""
        sectors: list[bytes] = []
        while start < _LAST_SECTOR and len(sectors) <= len(self.table):
            sectors.append(self.content[(start + 1) * self.size : (start + 2) * self.size])
            start = self.table[start]
        return b"".join(sectors)

    def streams(self) -> dict[str, tuple[int, int]]:
        """Return, by name, where each stream starts and how many bytes it has."""
        directory = self.chain(struct.unpack_from("<I", self.content, 48)[0])
        streams: dict[str, tuple[int, int]] = {}
        for offset in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            entry = directory[offset : offset + _ENTRY_BYTES]
            length = struct.unpack_from("<H", entry, 64)[0]
            name = entry[: max(length - 2, 0)].decode("utf-16-le")
            streams[name] = struct.unpack_from("<II", entry, 116)
        return streams


def stream_names(content: bytes, *, path: Path) -> frozenset[str]:
    """Return the names of the streams of a compound file.

    Raises
    ------
    SourceError
        If it is broken.
    """
    try:
        return frozenset(_read_compound(content, path=path).streams())
    except (struct.error, IndexError, UnicodeDecodeError):
        raise SourceError(broken(path, "目录不完整")) from None


def guard_xls(content: bytes, *, path: Path, limits: Limits = TABLES) -> None:
    """Refuse a compound file that is no .xls, is protected, or has too many cells.

    Raises
    ------
    SourceError
        Naming what it is.
    """
    try:
        compound = _read_compound(content, path=path)
        streams = compound.streams()
    except (struct.error, IndexError, UnicodeDecodeError):
        raise SourceError(broken(path, "目录不完整")) from None
    if "EncryptedPackage" in streams:
        raise SourceError(locked(path))
    if "WordDocument" in streams:
        raise SourceError(not_workbook(path, "Word 或 WPS 文字文档"))
    start, size_bytes = streams.get("Workbook", streams.get("Book", (0, 0)))
    if not size_bytes and len(content) % compound.size:
        raise SourceError(broken(path, "文件不完整"))
    if not size_bytes:
        raise SourceError(not_workbook(path, "其他程序的文件"))
    if size_bytes >= _MINI_BYTES:
        try:
            book = compound.chain(start)[:size_bytes]
        except IndexError:
            raise SourceError(broken(path, "内容不完整")) from None
        _guard_records(book, path=path, limits=limits)


def _read_compound(content: bytes, *, path: Path) -> _Compound:
    """Read which sector follows which; a table cannot be longer than the file."""
    exponent = struct.unpack_from("<H", content, 30)[0]
    if exponent not in _SECTOR_EXPONENTS:
        raise SourceError(broken(path, "文件头不完整"))
    size = 1 << exponent
    sectors = len(content) // size
    heads = list(struct.unpack_from("<109I", content, 76))
    following = struct.unpack_from("<I", content, 68)[0]
    while following < _LAST_SECTOR and len(heads) <= sectors + 109:
        *more, following = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        heads += more
    table: list[int] = []
    for head in takewhile(lambda sector: sector < _LAST_SECTOR, heads):
        if len(table) > sectors:
            break
        table += struct.unpack_from(f"<{size // 4}I", content, (head + 1) * size)
    return _Compound(content=content, size=size, table=tuple(table))


def _guard_records(book: bytes, *, path: Path, limits: Limits) -> None:
    """Walk the records of a workbook, counting the cells of each sheet."""
    offset = cells = width = height = 0
    while offset + 8 <= len(book):
        kind, length = struct.unpack_from("<HH", book, offset)
        if kind == _PASSWORD:
            raise SourceError(locked(path))
        if kind == _BEGIN:
            width = height = 0
        if kind in _CELLS or kind == _CELL_RUN:
            row, column = struct.unpack_from("<HH", book, offset + 4)
            run = (length - 6) // 6 if kind == _CELL_RUN else 1
            cells, height, width = cells + run, max(height, row), max(width, column + run)
        if cells > limits.cells or (height + 1) * width > limits.area:
            raise SourceError(overfull(path, limits=limits))
        offset += 4 + length

"""Compound files, the container of .xls, .doc and protected .xlsx: just enough to judge one."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from kit.errors import SourceError
from kit.source.refusals import MAX_AREA, MAX_CELLS, broken, locked, not_workbook, overfull

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY_BYTES = 128
#: Smaller streams lie elsewhere; none of them holds too many cells.
_MINI_BYTES = 4096
_STREAM = 2
_BEGIN, _PASSWORD = 0x0809, 0x002F
#: Records with one cell each, and the one with a run of cells.
_CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
_CELL_RUN = 0x00BD


def guard_xls(content: bytes, *, path: Path) -> None:
    """Refuse a compound file that is no .xls, is protected, or has too many cells.

    Raises
    ------
    SourceError
        Naming what it is.
    """
    try:
        streams = dict(_streams(content))
    except (struct.error, IndexError, UnicodeDecodeError):
        raise SourceError(broken(path, "目录不完整")) from None
    if "EncryptedPackage" in streams:
        raise SourceError(locked(path))
    if "WordDocument" in streams:
        raise SourceError(not_workbook(path, "Word 或 WPS 文字文档"))
    book = next((streams[name] for name in ("Workbook", "Book") if name in streams), None)
    if book is None:
        raise SourceError(not_workbook(path, "其他程序的文件"))
    _guard_records(book, path=path)


def _streams(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each stream; small ones come empty."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    table = _sector_table(content, size=size)
    directory = _chain(content, struct.unpack_from("<I", content, 48)[0], table=table, size=size)
    for offset in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        entry = directory[offset : offset + _ENTRY_BYTES]
        length = struct.unpack_from("<H", entry, 64)[0]
        start, stream_bytes = struct.unpack_from("<II", entry, 116)
        name = entry[: max(length - 2, 0)].decode("utf-16-le")
        large = entry[66] == _STREAM and stream_bytes >= _MINI_BYTES
        yield name, _chain(content, start, table=table, size=size)[:stream_bytes] if large else b""


def _sector_table(content: bytes, *, size: int) -> tuple[int, ...]:
    """Return, for each sector, the sector that follows it."""
    heads = list(struct.unpack_from("<109I", content, 76))
    following = struct.unpack_from("<I", content, 68)[0]
    for _ in range(len(content) // size):
        if following >= _LAST_SECTOR:
            break
        *more, following = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        heads += more
    table: list[int] = []
    for head in takewhile(lambda sector: sector < _LAST_SECTOR, heads):
        table += struct.unpack_from(f"<{size // 4}I", content, (head + 1) * size)
    return tuple(table)


def _chain(content: bytes, start: int, *, table: tuple[int, ...], size: int) -> bytes:
    """Join the sectors of a stream; a loop ends after as many sectors as there are."""
    sectors: list[bytes] = []
    while start < _LAST_SECTOR and len(sectors) <= len(table):
        sectors.append(content[(start + 1) * size : (start + 2) * size])
        start = table[start]
    return b"".join(sectors)


def _guard_records(book: bytes, *, path: Path) -> None:
    """Walk the records of a workbook, counting the cells of each sheet."""
    offset = cells = width = height = 0
    while offset + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, offset)
        if kind == _PASSWORD:
            raise SourceError(locked(path))
        if kind == _BEGIN:
            width = height = 0
        if kind in _CELLS or kind == _CELL_RUN:
            row, column = struct.unpack_from("<HH", book.ljust(offset + 8, b"\0"), offset + 4)
            run = (length - 6) // 6 if kind == _CELL_RUN else 1
            cells, height, width = cells + run, max(height, row), max(width, column + run)
        if cells > MAX_CELLS or (height + 1) * width > MAX_AREA:
            raise SourceError(overfull(path))
        offset += 4 + length

"""Compound files, the container of .xls, .doc and protected .xlsx: just enough to judge one."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from kit.errors import SourceError
from kit.source.biff import guard_records
from kit.source.refusals import TABLES, Limits, broken, locked, not_workbook

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: From here on a number is no sector but a mark; this one ends a chain.
_MARKS, _CHAIN_END = 0xFFFFFFFA, 0xFFFFFFFE
#: Sectors have 512 bytes, in newer files 4096.
_SECTOR_EXPONENTS = {9, 12}
_LARGE_SECTOR_BYTES = 4096
#: The size of what goes on to the end of its chain.
_ENDLESS = 1 << 63
_ENTRY_BYTES, _NAME_BYTES = 128, 64
#: Smaller streams lie together in the first one of the directory, in sectors of their own.
_MINI_BYTES, _MINI_SECTOR_BYTES = 4096, 64
#: No workbook has more sectors that tell where small streams go on: of eight million bytes.
_MAX_MINI_TABLES = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stream:
    """Where a stream starts and how many bytes it has."""

    start: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compound:
    """A compound file: sectors of one size, and for each sector the one that follows it."""

    content: bytes
    size: int
    table: tuple[int, ...]
    streams: Mapping[str, _Stream]
    mini: bytes = b""
    mini_table: tuple[int, ...] = ()

    def read(self, stream: _Stream) -> bytes:
        """Return what a stream holds."""
        if stream.size >= _MINI_BYTES:
            return _chain(self.content[self.size :], stream, size=self.size, table=self.table)
        return _chain(self.mini, stream, size=_MINI_SECTOR_BYTES, table=self.mini_table)


def _chain(sectors: bytes, stream: _Stream, *, size: int, table: Sequence[int]) -> bytes:
    """Join the sectors of a stream.

    Raises
    ------
    IndexError
        If they never end: a reader would follow them for ever.
    """
    pieces: list[bytes] = []
    at, left = stream.start, stream.size
    while at != _CHAIN_END and left > 0:
        if len(pieces) * size > len(sectors) + size:
            raise IndexError(at)
        pieces.append(sectors[at * size : (at + 1) * size][:left])
        left -= size
        at = table[at]
    return b"".join(pieces)


def stream_names(content: bytes, *, path: Path) -> frozenset[str]:
    """Return the names of the streams of a compound file.

    Raises
    ------
    SourceError
        If it is broken.
    """
    return frozenset(_read_compound(content, path=path).streams)


def guard_xls(content: bytes, *, path: Path, limits: Limits = TABLES) -> None:
    """Refuse a compound file that is no .xls, is protected, or has too many cells.

    Raises
    ------
    SourceError
        Naming what it is.
    """
    compound = _read_compound(content, path=path)
    if "EncryptedPackage" in compound.streams:
        raise SourceError(locked(path))
    if "WordDocument" in compound.streams:
        raise SourceError(not_workbook(path, "Word 或 WPS 文字文档"))
    book = compound.streams.get("Workbook", compound.streams.get("Book"))
    if (not book or not book.size) and len(content) % compound.size:
        raise SourceError(broken(path, "文件不完整"))
    if not book or not book.size:
        raise SourceError(not_workbook(path, "其他程序的文件"))
    try:
        records = compound.read(book)
    except IndexError:
        raise SourceError(broken(path, "内容不完整")) from None
    guard_records(records, path=path, limits=limits)


def _read_compound(content: bytes, *, path: Path) -> _Compound:
    """Read which sector follows which, and the directory.

    Raises
    ------
    SourceError
        If it is broken.
    """
    try:
        exponent = struct.unpack_from("<H", content, 30)[0]
        if exponent not in _SECTOR_EXPONENTS:
            raise SourceError(broken(path, "文件头不完整"))
        return _parse_compound(content, size=1 << exponent)
    except (struct.error, IndexError):
        raise SourceError(broken(path, "目录不完整")) from None


def _parse_compound(content: bytes, *, size: int) -> _Compound:
    """Read the tables and the directory; whatever is not there, or never ends, is an error."""
    tables, start, mini_start, mini_tables = struct.unpack_from("<2I8x2I", content, 44)
    table = _table(content, size=size)
    sectors = content[size:]
    if tables > len(content) // size or mini_tables > _MAX_MINI_TABLES:
        raise IndexError(tables)
    directory = _chain(sectors, _Stream(start=start, size=_ENDLESS), size=size, table=table)
    streams = _streams(directory, size_format="<IQ" if size == _LARGE_SECTOR_BYTES else "<II")
    root = next(iter(streams.values()), None)
    if not mini_tables or not root:
        return _Compound(content=content, size=size, table=table, streams=streams)
    following = _Stream(start=mini_start, size=mini_tables * size)
    numbers = _chain(sectors, following, size=size, table=table)
    return _Compound(
        content=content,
        size=size,
        table=table,
        streams=streams,
        mini=_chain(sectors, root, size=size, table=table),
        mini_table=struct.unpack(f"<{len(numbers) // 4}I", numbers),
    )


def _table(content: bytes, *, size: int) -> tuple[int, ...]:
    """Read which sector follows which; no table is longer than the file."""
    sectors = len(content) // size
    heads = list(struct.unpack_from("<109I", content, 76))
    following = struct.unpack_from("<I", content, 68)[0]
    while following < _MARKS:
        *more, following = struct.unpack_from(f"<{size // 4}I", content, (following + 1) * size)
        heads += more
        if len(heads) > sectors + 109 + size:
            raise IndexError(following)
    table: list[int] = []
    for head in takewhile(lambda sector: sector < _MARKS, heads):
        table += struct.unpack_from(f"<{size // 4}I", content, (head + 1) * size)
        if len(table) > sectors + size:
            raise IndexError(head)
    return tuple(table)


def _streams(directory: bytes, *, size_format: str) -> dict[str, _Stream]:
    """Return the streams by name, the first of each name as readers do."""
    streams: dict[str, _Stream] = {}
    for offset in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        entry = directory[offset : offset + _ENTRY_BYTES]
        name = entry[:_NAME_BYTES].decode("utf-16-le", "replace").partition("\0")[0]
        start, size = struct.unpack_from(size_format, entry, 116)
        streams.setdefault(name, _Stream(start=start, size=size))
    return streams

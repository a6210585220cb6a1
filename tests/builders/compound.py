"""Small .xls made by hand: records in a compound file, every number of it to be spoilt."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR = 512
#: Changes the finished file, told how many sectors its table has.
Spoil = Callable[[bytearray, int], None]


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record."""
    return struct.pack("<HH", kind, len(data)) + data


def number(row: int, column: int, value: float = 1.0) -> bytes:
    """Return a cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def sheet(*records: bytes) -> bytes:
    """Return a sheet of records."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    return begin + b"".join(records) + record(0x000A)


def book(sheets: Sequence[bytes], *, more: bytes = b"", at: Sequence[int] | None = None) -> bytes:
    """Return the stream of a workbook: what is *more* for all sheets, and these.

    Parameters
    ----------
    at
        Which of *sheets* each sheet named is; in their order if not said.
    """
    chosen = range(len(sheets)) if at is None else at
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    names = [f"S{index}".encode() for index in range(len(chosen))]
    start = len(begin) + len(more) + sum(12 + len(name) for name in names) + 4
    starts = [start + sum(map(len, sheets[:index])) for index in range(len(sheets))]
    heads = [
        record(0x0085, struct.pack("<IBBBB", starts[index], 0, 0, len(name), 0) + name)
        for index, name in zip(chosen, names, strict=True)
    ]
    return begin + more + b"".join(heads) + record(0x000A) + b"".join(sheets)


def compound(stream: bytes, *, spoil: Spoil | None = None) -> bytes:
    """Return a compound file that holds a workbook: head, table, directory, stream."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    tables = 1
    while sectors + 1 + tables > tables * 128:
        tables += 1
    first = tables + 1
    follows = [*[_TABLE] * tables, _END, *range(first + 1, first + sectors), _END]
    follows += [_FREE] * (tables * 128 - len(follows))
    directory = _entry("Root Entry", 5, _END, 0) + _entry("Workbook", 2, first, len(stream))
    made = bytearray(
        _head(tables)
        + struct.pack(f"<{len(follows)}I", *follows)
        + directory.ljust(_SECTOR, b"\0")
        + stream.ljust(sectors * _SECTOR, b"\0")
    )
    if spoil:
        spoil(made, tables)
    return bytes(made)


def _head(tables: int) -> bytes:
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    shape = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    starts = struct.pack("<9I", 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    return magic + shape + starts + struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    head = struct.pack(
        "<HBBIII", len(letters) + 2, kind, 1, _FREE, _FREE, 1 if kind == 5 else _FREE
    )
    return letters.ljust(64, b"\0") + head + bytes(36) + struct.pack("<IQ", start, size)

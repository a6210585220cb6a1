"""An .xls is refused before its reader sets memory aside for what a few bytes claim."""

from __future__ import annotations

import struct
from functools import partial
from pathlib import Path

import pytest
from builders.compound import book, compound, number, record, sheet

from kit.errors import SourceError
from kit.source.grids import read_sheets
from kit.source.guard import judge_content

PATH = Path("tables.xls")
PLAIN = sheet(*[number(row, 0) for row in range(300)])
TEXT = struct.pack("<HB", 4000, 1) + "测".encode("utf-16-le") * 4000
TEXTS = 0x00FC
#: A grid that one sheet may have, and four may not.
WIDE = sheet(number(0, 0), number(7800, 255))
#: Files that are read as far as the reader goes.
HARMLESS = {
    "plain": compound(book([PLAIN])),
    "absurd count of texts": compound(
        book([PLAIN], more=record(TEXTS, struct.pack("<II", 0xFFFFFFFF, 0x7FFFFFFF)))
    ),
    "whole sheet in use": compound(
        book([sheet(record(0x0200, struct.pack("<IIHHH", 0, 65536, 0, 256, 0)), number(0, 0))])
    ),
}


def poke(made: bytearray, tables: int, *, at: int, value: int) -> None:
    """Write a number into the head."""
    assert tables
    struct.pack_into("<I", made, at, value)


def link(made: bytearray, tables: int, *, sector: int, to: int, size: int | None = None) -> None:
    """Let a sector, counted from the directory, be followed by another; say another size."""
    struct.pack_into("<I", made, 512 + 4 * (tables + sector), tables + to)
    if size is not None:
        struct.pack_into("<I", made, 512 * (1 + tables) + 128 + 120, size)


def chained(made: bytearray, tables: int) -> None:
    """Let the sector of the table be followed by itself."""
    assert tables
    poke(made, tables, at=68, value=0)
    struct.pack_into("<I", made, 512 + 4 * 127, 0)


def shared(row: int, column: int) -> bytes:
    """Return a cell with the first shared text."""
    return record(0x00FD, struct.pack("<HHHI", row, column, 0, 0))


def claimed(row: int) -> bytes:
    """Return a cell that claims to have a long text."""
    return record(0x0204, struct.pack("<HHHHB", row, 0, 0, 65535, 0))


def dimensions(*ends: int) -> bytes:
    """Return a file whose sheet says it reaches so far."""
    return compound(book([sheet(record(0x0200, struct.pack("<IIHHH", *ends, 0)), number(0, 0))]))


REFUSED = {
    "texts beyond the end": compound(
        book([PLAIN], more=record(TEXTS, struct.pack("<IIHB", 1, 1, 65535, 0) + b"a" * 50))
    ),
    "records that go on for ever": compound(
        book([PLAIN], more=record(TEXTS, struct.pack("<II", 1, 1)) + record(0x003C) * 30_000)
    ),
    "one long text in many cells": compound(
        book(
            [sheet(*[shared(row, column) for row in range(200) for column in range(100)])],
            more=record(TEXTS, struct.pack("<II", 1, 1) + TEXT),
        )
    ),
    "long texts claimed": compound(book([sheet(*[claimed(row) for row in range(1000)])])),
    "sheets that share a place": compound(book([PLAIN], at=[0] * 900)),
    "sum of grids": compound(book([WIDE] * 5)),
    "many sheets": compound(book([sheet(number(0, 0))] * 2000)),
    "far cell in a small stream": compound(book([sheet(number(65535, 65535))])),
    "dimensions": dimensions(0, 0xFFFFFFFF, 0, 255),
    "dimensions turned round": dimensions(9, 3, 0, 255),
    "long formula": compound(book([sheet(record(0x0006, bytes(9000)))])),
    "count of tables": compound(book([PLAIN]), spoil=partial(poke, at=44, value=0xFFFFFFFF)),
    "count of small tables": compound(book([PLAIN]), spoil=partial(poke, at=64, value=0x7FFF)),
    "table that leads to itself": compound(book([PLAIN]), spoil=chained),
    "directory that leads to itself": compound(book([PLAIN]), spoil=partial(link, sector=0, to=0)),
    "stream that leads back": compound(
        book([PLAIN]), spoil=partial(link, sector=3, to=1, size=0xFFFFFFFF)
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_claims_much_is_read(name: str) -> None:
    """A number that nothing is set aside for does no harm."""
    source = judge_content(HARMLESS[name], path=PATH)
    assert source.kind == "xls"
    assert len(read_sheets(source.content, path=PATH)[0].rows) >= 1


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_take_memory_or_time_without_bound_is_refused(name: str) -> None:
    """The file is refused by its own bytes, before any library opens it."""
    with pytest.raises(SourceError, match=r"tables\.xls：应为"):
        judge_content(REFUSED[name], path=PATH)

"""The records of an .xls: walked as a reader walks them, before one sets memory aside for them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.errors import SourceError
from kit.source.cells import GRIDS, MAX_SHEETS
from kit.source.refusals import TABLES, Limits, broken, locked, overfull, overlong

_BEGIN, _END, _PASSWORD, _CONTINUE = 0x0809, 0x000A, 0x002F, 0x003C
_SHEET, _TEXTS, _DIMENSIONS = 0x0085, 0x00FC, 0x0200
#: Records with one cell each; among them one with a formula, and one with a shared text.
_CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
_CELL_RUN, _FORMULA, _SHARED = 0x00BD, 0x0006, 0x00FD
#: Records with a text of their own, and where its length stands in each.
_OWN_TEXTS = {0x00D6: 6, 0x0204: 6, 0x0207: 0}
#: The longest formula, and the most records that may go on with the one before.
_MAX_FORMULA_BYTES, _MAX_CONTINUED = 8224, 20_000
#: All the cells that a sheet of an .xls has room for.
_MAX_AREA = 65_536 * 256
#: Flags of a shared text: two bytes a letter, a reading aid, runs of letters in other fonts.
_IS_WIDE, _HAS_AID, _HAS_RUNS = 1, 4, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """One record of the stream: its kind, what it holds, and where the next begins."""

    kind: int
    data: bytes
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extent:
    """What one sheet comes to: its cells, the grid they lie in, its texts in bytes, its end."""

    cells: int
    area: int
    text_bytes: int
    end: int


def guard_records(book: bytes, *, path: Path, limits: Limits = TABLES) -> None:
    """Refuse a stream of records that is protected, damaged, or comes to too much.

    Raises
    ------
    SourceError
        Saying which.
    """
    try:
        starts, texts = _globals(book, path=path, limits=limits)
        if len(starts) > MAX_SHEETS:
            raise SourceError(overfull(path, limits=limits))
        cells = area = text_bytes = end = 0
        for start in sorted(starts):
            if start < end:
                raise SourceError(broken(path, "工作表互相重叠"))
            sheet = _sheet(book, start=start, texts=texts, path=path)
            cells, area, end = max(cells, sheet.cells), area + sheet.area, sheet.end
            text_bytes += sheet.text_bytes
            if cells > limits.cells or sheet.area > limits.area or area > GRIDS * limits.area:
                raise SourceError(overfull(path, limits=limits))
            if text_bytes > limits.text_bytes:
                raise SourceError(overlong(path, limits=limits))
    except (struct.error, IndexError):
        raise SourceError(broken(path, "内容不完整")) from None


def _records(book: bytes, start: int, *, path: Path) -> Iterator[_Record]:
    """Give the records from *start* on."""
    offset, continued = start, 0
    while offset + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, offset)
        end = offset + 4 + length
        continued = continued + 1 if kind == _CONTINUE else 0
        is_overlong = kind == _FORMULA and length > _MAX_FORMULA_BYTES
        if is_overlong or end > len(book) or continued > _MAX_CONTINUED:
            raise SourceError(broken(path, "内容不完整"))
        if kind == _PASSWORD:
            raise SourceError(locked(path))
        yield _Record(kind=kind, data=book[offset + 4 : end], end=end)
        offset = end


def _globals(book: bytes, *, path: Path, limits: Limits) -> tuple[list[int], list[int]]:
    """Return where the sheets begin, and how long each shared text is, in bytes."""
    starts: list[int] = []
    texts: list[bytes] = []
    before = 0
    for record in _records(book, 0, path=path):
        if record.kind == _SHEET:
            starts.append(struct.unpack_from("<I", record.data)[0])
        elif record.kind == _TEXTS:
            texts = [record.data[8:]]
        elif record.kind == _CONTINUE and before == _TEXTS:
            texts.append(record.data)
        elif record.kind == _END:
            break
        before = before if record.kind == _CONTINUE else record.kind
    lengths = []
    for length in _text_lengths(texts):
        lengths.append(length)
        if len(lengths) > 2 * limits.cells:
            raise SourceError(overfull(path, limits=limits))
    return starts, lengths


def _text_lengths(pieces: list[bytes]) -> Iterator[int]:
    """Give the length of each shared text, in bytes of UTF-16.

    A text that goes on in the next piece says there anew how wide its letters are.
    """
    at = piece = 0
    while piece < len(pieces):
        data = pieces[piece]
        if at >= len(data):
            piece, at = piece + 1, at - len(data)
            continue
        letters, flags = struct.unpack_from("<HB", data, at)
        yield 2 * letters
        at += 3
        runs = struct.unpack_from("<H", data, at)[0] if flags & _HAS_RUNS else 0
        at += 2 if flags & _HAS_RUNS else 0
        aid = struct.unpack_from("<i", data, at)[0] if flags & _HAS_AID else 0
        at += 4 if flags & _HAS_AID else 0
        width = 1 + (flags & _IS_WIDE)
        while letters > (left := (len(data) - at) // width):
            letters, piece = letters - left, piece + 1
            data = pieces[piece]
            width, at = 1 + (data[0] & _IS_WIDE), 1
        at += letters * width + 4 * runs + max(aid, 0)


def _sheet(book: bytes, *, start: int, texts: list[int], path: Path) -> _Extent:
    """Walk one sheet to its end, past the charts that lie in it."""
    cells = width = height = text_bytes = depth = 0
    end = start
    for record in _records(book, start, path=path):
        end, kind, data = record.end, record.kind, record.data
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                break
        elif kind in _CELLS or kind == _CELL_RUN:
            run = max((len(data) - 6) // 6, 1) if kind == _CELL_RUN else 1
            row, column = struct.unpack_from("<HH", data)
            cells, height, width = cells + run, max(height, row), max(width, column + run)
        elif kind == _DIMENSIONS:
            _guard_dimensions(data, path=path)
        text_bytes += _text_bytes(record, texts=texts)
    return _Extent(cells=cells, area=(height + 1) * width, text_bytes=text_bytes, end=end)


def _text_bytes(record: _Record, *, texts: list[int]) -> int:
    """Return what a reader sets aside for the text of a cell."""
    if record.kind == _SHARED:
        index = struct.unpack_from("<I", record.data, 6)[0]
        return texts[index] if index < len(texts) else 0
    if record.kind in _OWN_TEXTS and len(record.data) > _OWN_TEXTS[record.kind] + 1:
        return 2 * int(struct.unpack_from("<H", record.data, _OWN_TEXTS[record.kind])[0])
    return 0


def _guard_dimensions(data: bytes, *, path: Path) -> None:
    """Refuse a sheet that says it reaches farther than any can: a reader makes room for all."""
    first, last, left, right = struct.unpack_from("<4H" if len(data) == 10 else "<IIHH", data)  # noqa: PLR2004 - the size in older files
    if first > last or (last - first) * max(right, right - left) > _MAX_AREA:
        raise SourceError(broken(path, "工作表的范围不对"))

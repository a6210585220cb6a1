"""How much a published file may hold: far more than any report, and little enough to be read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kit.errors import SourceError
from kit.source.grids import SEPARATORS
from kit.source.published.drawn import OF_FILE, OF_PAGE, Drawn
from kit.source.published.model import Block, Grid, Paragraph
from kit.source.published.refusals import too_long
from kit.source.refusals import MAX_CELLS

MAX_PARAGRAPHS = 5_000
MAX_TABLES = 300
#: Cells of all tables together.
MAX_TABLE_CELLS = 30_000
MAX_PARAGRAPH_CHARACTERS = 100_000
MAX_TEXT_CHARACTERS = 2_000_000
#: Programs fill a text of tables up with blank lines; each is looked at several times.
MAX_LINES = 70_000
#: What one stream of a PDF, and all together, may unpack to; pictures are not unpacked.
MAX_STREAM_BYTES, MAX_STREAMS_BYTES = 40_000_000, 80_000_000
#: What a stream that draws a page may unpack to: each of its operators takes time.
MAX_DRAWN_BYTES = 4_000_000
_STREAM = re.compile(rb"stream\r?\n")
#: What a dictionary says of streams that draw nothing.
_STORED = re.compile(
    rb"/(?:ObjStm|XRef|Length1|FontFile\d?|EmbeddedFile|CIDFontType0C|Type1C|OpenType|Metadata|CMapName|N\s)"
)
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_DICTIONARY_BYTES, _PIECE_BYTES = 2_000, 1 << 16
_PACKED = (b"x\x01", b"x\x5e", b"x\x9c", b"x\xda")


def bounded(blocks: Iterable[Block], *, path: Path) -> Iterator[Block]:
    """Give the *blocks* while they are no more than a report can have.

    Raises
    ------
    SourceError
        Naming the limit that is passed.
    """
    paragraphs = tables = cells = 0
    for block in blocks:
        paragraphs += isinstance(block, Paragraph)
        tables += isinstance(block, Grid)
        cells += sum(map(len, block.rows)) if isinstance(block, Grid) else 0
        if paragraphs > MAX_PARAGRAPHS:
            raise SourceError(too_long(path, wanted=f"至多 {MAX_PARAGRAPHS} 段", found="更多"))
        if tables > MAX_TABLES:
            raise SourceError(too_long(path, wanted=f"至多 {MAX_TABLES} 张表", found="更多"))
        if cells > MAX_TABLE_CELLS:
            wanted = f"各表合计至多 {MAX_TABLE_CELLS} 格"
            raise SourceError(too_long(path, wanted=wanted, found="更多"))
        if isinstance(block, Paragraph) and len(block.text) > MAX_PARAGRAPH_CHARACTERS:
            wanted = f"每段至多 {MAX_PARAGRAPH_CHARACTERS} 字"
            raise SourceError(too_long(path, wanted=wanted, found=f"一段 {len(block.text)} 字"))
        yield block


def bounded_text(text: str, *, path: Path) -> str:
    """Return *text* if it is no longer, and has no more and no longer lines, than a report has.

    Raises
    ------
    SourceError
        Naming the limit that is passed.
    """
    for _ in bounded((Paragraph(text=line) for line in text.splitlines() if line), path=path):
        pass
    return text


def guard_text(text: str, *, path: Path) -> None:
    """Refuse text of more characters, lines or cells than a report has, before it is read.

    Raises
    ------
    SourceError
        Naming the limit that is passed.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        wanted, found = f"至多 {MAX_TEXT_CHARACTERS} 字", f"{len(text)} 字"
        raise SourceError(too_long(path, wanted=wanted, found=found))
    if text.count("\n") > MAX_LINES:
        raise SourceError(too_long(path, wanted=f"至多 {MAX_LINES} 行", found="更多"))
    if max(map(text.count, SEPARATORS)) > MAX_CELLS:
        raise SourceError(too_long(path, wanted=f"至多 {MAX_CELLS} 格", found="更多"))


def guard_streams(content: bytes, *, path: Path) -> None:
    """Refuse a PDF whose streams unpack to far more than a report draws, before it is read.

    Raises
    ------
    SourceError
        Naming the limit that is passed.
    """
    left = MAX_STREAMS_BYTES
    every = Drawn()
    for found in _STREAM.finditer(content):
        start = content.rfind(b" obj", max(found.start() - _DICTIONARY_BYTES, 0), found.start())
        dictionary = content[max(start, 0) : found.start()]
        if _PICTURE.search(dictionary):
            continue
        is_drawn = not _STORED.search(dictionary)
        limit = min(MAX_DRAWN_BYTES if is_drawn else MAX_STREAM_BYTES, left)
        own = Drawn()
        is_first = True
        for piece in _unpacked(memoryview(content)[found.end() :], limit=limit):
            left, limit = left - len(piece), limit - len(piece)
            if limit < 0:
                wanted = f"每页的内容解开后不超过 {MAX_DRAWN_BYTES // 1_000_000} MB"
                said = "异常庞大的内容，可能是压缩炸弹"
                raise SourceError(too_long(path, wanted=wanted, found=said))
            # What tells which letters a font has draws none.
            is_drawn = is_drawn and not (is_first and b"begincmap" in piece[:_DICTIONARY_BYTES])
            is_first = False
            if is_drawn:
                own.count(piece)
                own.refuse(OF_PAGE, path=path, of="每页")
        every.add(own)
        every.refuse(OF_FILE, path=path, of="全文")


def _unpacked(packed: memoryview, *, limit: int) -> Iterator[bytes]:
    """Give what a stream unpacks to in pieces, no further than beyond *limit*."""
    if bytes(packed[:2]) not in _PACKED:
        stream = bytes(packed[: MAX_STREAM_BYTES + 1])
        yield stream[: max(stream.find(b"endstream"), 0)]
        return
    unpacker, inner, at, total = zlib.decompressobj(), None, 0, 0
    try:
        while not unpacker.eof and at < len(packed) and total <= limit:
            piece = packed[at : at + _PIECE_BYTES]
            at += _PIECE_BYTES
            data = unpacker.decompress(piece, limit + 1)
            if total == 0 and data[:2] in _PACKED:
                inner = zlib.decompressobj()
            while data and total <= limit:
                given = inner.decompress(data, limit + 1) if inner else data
                total += len(given)
                yield given
                data = unpacker.decompress(unpacker.unconsumed_tail, limit + 1)
    except zlib.error:
        # The parser says what is damaged.
        return

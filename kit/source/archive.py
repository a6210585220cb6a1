"""Zip files, the container of .xlsx and .ods: unpacked in pieces before a reader opens them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from kit.errors import SourceError
from kit.source.cells import GRIDS, CellCounter, QuickCounter
from kit.source.refusals import (
    TABLES,
    Limits,
    broken,
    inflated,
    locked,
    not_workbook,
    overfull,
    overlong,
)
from kit.source.texts import lengths, shared_bytes
from kit.source.zip_parts import MAGIC, read_parts, refuse_damage, unpack

__all__ = ["MAGIC", "Package", "guard_package", "guard_parts", "has_folder"]

#: How much more than it takes packed one part may unpack to.
MAX_RATIO = 200
#: Below this a high ratio is only a long run of blank cells.
_RATIO_MATTERS_BYTES = 5_000_000
#: What says how cells look and where they are has hardly a hundredth of it.
_BESIDE_BYTES = 20_000_000
_XML = (".xml", ".rels")
_MANIFEST = "meta-inf/manifest.xml"
#: A remark or quoted text in the middle of words, where one reader ends what another reads on.
_MIXED = re.compile(rb"[^>\s]\s*<!|(?:\]\]|--)>\s*[^<\s]")
_LINKS, _STRINGS = "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml"
#: The parts beside its sheets that the figures of a workbook depend on, in lower case.
_BESIDE = frozenset(
    ("[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml", _LINKS)
)
#: The kinds of links that lead to sheets and to what their cells need.
_OF_CELLS = frozenset(
    ("worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "sharedStrings", "styles")
)
#: Parts of any package that say nothing of what stands in it.
_ASIDES = (
    "docprops/",
    "customxml/",
    "word/theme/",
    "word/fonttable.xml",
    "word/websettings.xml",
    "word/comments",
    "word/people.xml",
)
#: What readers of grids understand, and how a part in another encoding begins.
_ENCODINGS = frozenset(("utf-8", "utf8", "us-ascii", "ascii"))
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a safe package is, and whether cells of it hold formulas or error values."""

    kind: Literal["xlsx", "ods"]
    has_formulas: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How parts are looked at: the file, its bytes, and what it may come to."""

    path: Path
    content: bytes
    limits: Limits = TABLES


def has_folder(content: bytes, folder: str, *, path: Path) -> bool:
    """Whether a part of the package lies in *folder*.

    Raises
    ------
    SourceError
        If it is broken.
    """
    return any(part.filename.startswith(folder) for part in read_parts(content, path=path))


def guard_parts(content: bytes, *, path: Path) -> None:
    """Unpack every part of a package, within limits, and parse those that tell something.

    Raises
    ------
    SourceError
        If it is broken, encrypted, unpacks to too much, or declares entities.
    """
    look = _Look(path=path, content=content)
    left = look.limits.inflated_bytes
    for part in read_parts(content, path=path):
        if part.filename.lower().startswith(_ASIDES):
            left -= _pass(part, look=look, left=left)
        else:
            counter = CellCounter(path=path, part=part.filename, limits=look.limits)
            left -= _follow(part, counter=counter, look=look, left=left)


def guard_package(content: bytes, *, path: Path, limits: Limits = TABLES) -> Package:
    """Unpack every part, within limits, parse those with figures, and tell what the package is.

    Raises
    ------
    SourceError
        If it is broken, encrypted, unpacks to too much, declares entities, has
        too many cells, or is no workbook.
    """
    parts = read_parts(content, path=path)
    # The manifest of a protected .ods tells why its other parts are no XML; the links
    # of an .xlsx tell which its sheets are.
    parts.sort(key=lambda part: part.filename.lower() not in {_MANIFEST, _LINKS})
    kind = _kind([part.filename for part in parts], path=path)
    needed = {*_BESIDE, _STRINGS} if kind == "xlsx" else {_MANIFEST, "content.xml"}
    look = _Look(path=path, content=content, limits=limits)
    left, area, has_formulas = limits.inflated_bytes, 0, False
    linked: set[str] = set()
    texts: list[int] = []
    sheets: list[tuple[zipfile.ZipInfo, int]] = []
    for part in parts:
        if part.filename.lower() not in needed:
            is_counted = part.filename.lower() in linked
            left -= _pass(part, look=look, left=left, is_counted=is_counted)
            continue
        counter, size = _count(part, look=look, left=left)
        left, area = left - size, area + counter.area
        texts = lengths(counter.text_starts, size) or texts
        sheets += [(part, counter.cells)] if counter.cells else []
        if area > GRIDS * limits.area:
            raise SourceError(overfull(path, part.filename, limits=limits))
        has_formulas = has_formulas or counter.has_formulas
        needed.update(_parts_meant(t for kind, t in counter.targets if kind in _OF_CELLS))
        # Of these a reader takes a sheet too, if the workbook says that it is one.
        linked.update(_parts_meant(target for _, target in counter.targets))
    if max(texts, default=0) * sum(cells for _, cells in sheets) > limits.text_bytes:
        _refuse_shared([part for part, _ in sheets], texts=texts, look=look)
    return Package(kind=kind, has_formulas=has_formulas)


def _refuse_shared(sheets: list[zipfile.ZipInfo], *, texts: list[int], look: _Look) -> None:
    """Refuse a workbook the cells of which share long texts, of which a reader makes copies."""
    left = look.limits.text_bytes
    for part in sheets:
        left -= shared_bytes(unpack(part, content=look.content, path=look.path), texts=texts)
        if left < 0:
            raise SourceError(overlong(look.path, part.filename, limits=look.limits))


def _parts_meant(targets: Iterable[str]) -> Iterator[str]:
    """Give the parts that links of a workbook can mean, as one reader or another takes them."""
    for target in targets:
        name = target.lower()
        yield from (name, name.lstrip("/"), f"xl/{name}")
        yield posixpath.normpath(posixpath.join("xl", name)).lstrip("/")


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


def _count(part: zipfile.ZipInfo, *, look: _Look, left: int) -> tuple[CellCounter, int]:
    """Count the cells of a part, by its bytes where it will let itself; return its size too."""
    name, path, limits = part.filename, look.path, look.limits
    counter = CellCounter(path=path, part=name, limits=limits)
    if name.lower() not in {*_BESIDE, _STRINGS, _MANIFEST, "content.xml"}:
        counter = QuickCounter(path=path, part=name, limits=limits, size=part.file_size)
    size = _follow(part, counter=counter, look=look, left=left)
    if not counter.is_judged:
        counter = CellCounter(path=path, part=name, limits=limits)
        size = _follow(part, counter=counter, look=look, left=left)
    if counter.is_wide or counter.encoding not in _ENCODINGS:
        raise SourceError(broken(path, f"部件 {name[:80]} 不是 UTF-8 编码"))
    return counter, size


def _follow(part: zipfile.ZipInfo, *, counter: CellCounter, look: _Look, left: int) -> int:
    """Unpack and parse a part that must be sound; return its size in bytes."""
    parser = counter.parser() if part.filename.lower().endswith(_XML) else None
    if parser:
        parser.ProcessingInstructionHandler = counter.refuse_instruction
    bound = min(left, _BESIDE_BYTES) if part.filename.lower() in _BESIDE else left
    size = 0
    try:
        for piece in _pieces(part, look=look, left=bound):
            counter.is_wide = counter.is_wide or (not size and piece.startswith(_WIDE))
            size += len(piece)
            counter.feed(piece)
            if not counter.is_judged:
                return size
            if parser:
                parser.Parse(piece)
                if b"<!" in piece and _MIXED.search(piece):
                    counter.refuse_mixed()
        counter.close()
        if parser:
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    except SourceError:
        refuse_damage(part, content=look.content, path=look.path)
        raise
    except (expat.ExpatError, ValueError, LookupError):
        refuse_damage(part, content=look.content, path=look.path)
        # Of an encoding it does not know expat says so in errors of Python's own.
        raise SourceError(broken(look.path, f"部件 {part.filename[:80]} 无法读出")) from None
    return size


def _pass(part: zipfile.ZipInfo, *, look: _Look, left: int, is_counted: bool = False) -> int:
    """Unpack a part that no figure comes from, which may be no XML at all; return its size."""
    counter = CellCounter(path=look.path, part=part.filename, limits=look.limits)
    parser = None
    if part.filename.lower().endswith(_XML):
        parser = counter.parser() if is_counted else counter.plain_parser()
    size = 0
    for piece in _pieces(part, look=look, left=left):
        size += len(piece)
        try:
            if parser:
                parser.Parse(piece)
        except (expat.ExpatError, ValueError, LookupError):
            parser = None
    return size


def _pieces(part: zipfile.ZipInfo, *, look: _Look, left: int) -> Iterator[bytes]:
    """Give a part in pieces while it is no more than what is *left*, nor far more than packed."""
    size = strings = 0
    is_strings = part.filename.lower() == _STRINGS
    for piece in unpack(part, content=look.content, path=look.path):
        size += len(piece)
        strings += piece.count(b"<si") if is_strings else 0
        ratio = size / max(part.compress_size, 1)
        if size > left or (size > _RATIO_MATTERS_BYTES and ratio > MAX_RATIO):
            raise SourceError(inflated(look.path))
        if strings > 2 * look.limits.cells:
            raise SourceError(overfull(look.path, part.filename, limits=look.limits))
        yield piece

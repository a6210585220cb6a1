"""What a published file is, told by its content; its ending may lie."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import Literal

from kit.errors import Fault, SourceError
from kit.source import archive, compound
from kit.source.encoding import decode_text, without_utf16
from kit.source.guard import read_content
from kit.source.published.refusals import (
    damaged,
    locked_document,
    old_document,
    too_long,
    unknown,
)

Kind = Literal["html", "text", "docx", "pdf", "sheet"]

_OTHERS = {
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"%!PS": "PostScript 文件",
}
_MARKUP = re.compile(
    rb"<\s*(?:!doctype html|html|head|body|table|div|p|meta|span|style)\b", re.IGNORECASE
)
_ARCHIVED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"boundary\s*=\s*(\"[^\"\n]{1,200}\"|[^\s;]{1,200})", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_START_BYTES = 4_000
#: A saved page with its pictures, and pages in it.
_MOST_ARCHIVED_BYTES, _MOST_NESTED, _MOST_PARTS = 15_000_000, 20, 2_000
#: What office programs put before the name of a file while it is open in them.
_OWNER_MARKS = ("~$", ".~lock.", ".~")
#: What zip files are by a part of theirs, and what is said of those that cannot be read.
_PACKED: dict[str, tuple[Kind | None, str]] = {
    "word/": ("docx", ""),
    "xl/": ("sheet", ""),
    "content.xml": ("sheet", ""),
    "encrypted-package": ("sheet", ""),
    "OFD.xml": (None, "OFD 版式文件"),
    "ppt/": (None, "演示文稿"),
}
_WORKBOOKS = (".xlsx", ".xls", ".et", ".ods")


def read_kind(path: Path) -> tuple[Kind, bytes]:
    """Read a file and tell what it is by its content.

    Raises
    ------
    SourceError
        If it is nothing a report is published as, or a format or a protection
        that cannot be read.
    """
    _refuse_owner_file(path)
    content = _unwrapped(without_utf16(read_content(path)), path=path)
    for magic, found in _OTHERS.items():
        if content.startswith(magic):
            raise SourceError(unknown(path, found))
    if content[:1024].lstrip().startswith(b"%PDF"):
        return "pdf", content
    if content.startswith(archive.MAGIC):
        return _packed_kind(content, path=path), content
    if content.startswith(compound.MAGIC):
        _refuse_document(content, path=path)
        return "sheet", content
    if content.startswith(b"{\\rtf"):
        raise SourceError(old_document(path))
    if _MARKUP.search(content[:_START_BYTES]):
        return "html", content
    if b"\0" in content:
        raise SourceError(unknown(path, "不认识的二进制文件"))
    return "text", content


def _refuse_owner_file(path: Path) -> None:
    """Refuse what office programs put beside a file while it is open in them."""
    for mark in _OWNER_MARKS:
        if path.name.startswith(mark):
            real = path.name.removeprefix(mark).removesuffix("#")
            found = "办公软件打开文件时留下的临时文件"
            raise SourceError(Fault(path.name, "报告本身", found, f"请改用 {real}。"))


def _unwrapped(content: bytes, *, path: Path) -> bytes:
    """Return the page of a file with all its parts (.mht), else what it is.

    Raises
    ------
    SourceError
        If it is bigger, or has more parts in parts, than a saved page.
    """
    if not _ARCHIVED.search(content[:_START_BYTES]):
        return content
    if len(content) > _MOST_ARCHIVED_BYTES:
        wanted = f"不超过 {_MOST_ARCHIVED_BYTES // 1_000_000} MB 的网页（.mht）"
        found = f"{len(content) // 1_000_000} MB"
        raise SourceError(too_long(path, wanted=wanted, found=found))
    if len(_ARCHIVED.findall(content)) > _MOST_NESTED:
        raise SourceError(too_long(path, wanted=f"不超过 {_MOST_NESTED} 层", found="更多层的网页"))
    if (parts := _parts(content)) > _MOST_PARTS:
        wanted, found = f"至多 {_MOST_PARTS} 个部分的网页（.mht）", f"{parts} 个"
        raise SourceError(too_long(path, wanted=wanted, found=found))
    whole = message_from_bytes(content, policy=policy.default)
    pages = (part for part in whole.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    body = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(body, bytes):
        return content
    charset = (page.get_content_charset() or "utf-8").lower()
    # What it says of itself outside the page counts: the page may say nothing.
    return b"<!-- charset=%s -->" % charset.encode("ascii", "replace") + body


def _parts(content: bytes) -> int:
    """Count the parts of a saved page, by what stands between them."""
    marks = {found[1].strip(b"\"'") for found in _BOUNDARY.finditer(content)}
    lines = (line.rstrip() for line in content.splitlines() if line.startswith(b"--"))
    return sum(line[2:] in marks for line in lines)


def decode(content: bytes, *, path: Path) -> str:
    """Decode text by its mark, what it declares, or UTF-8 and then GB18030.

    Raises
    ------
    SourceError
        If it is in no encoding that Chinese texts are in.
    """
    declared = _CHARSET.search(content[:_START_BYTES])
    first = declared[1].decode("ascii", "replace").lower() if declared else ""
    # What is declared as GB2312 holds characters of its successor.
    is_chinese = first in {"gb2312", "gbk", "gb18030"}
    try:
        return decode_text(content, first="gb18030" if is_chinese else "utf-8-sig")
    except UnicodeDecodeError:
        if first in {"utf-8", "utf8"}:
            return content.decode("utf-8", "replace")
        raise SourceError(unknown(path, "读不出编码的文字")) from None


def _packed_kind(content: bytes, *, path: Path) -> Kind:
    """Tell documents from workbooks; one that is damaged is called what its name says."""
    try:
        known = [name for name in _PACKED if archive.has_folder(content, name, path=path)]
    except SourceError:
        if path.suffix.lower() in _WORKBOOKS:
            raise
        raise SourceError(damaged(path, "压缩结构不完整")) from None
    kind, found = _PACKED[known[0]] if known else (None, "压缩包或其他程序的文件")
    if kind is None:
        raise SourceError(unknown(path, found))
    return kind


def _refuse_document(content: bytes, *, path: Path) -> None:
    try:
        streams = compound.stream_names(content, path=path)
    except SourceError:
        if path.suffix.lower() in {".doc", ".wps"}:
            raise SourceError(old_document(path)) from None
        raise
    if "EncryptedPackage" in streams and path.suffix.lower() not in {".xlsx", ".xls", ".et"}:
        raise SourceError(locked_document(path))
    if "WordDocument" in streams:
        raise SourceError(old_document(path))

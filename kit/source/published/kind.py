"""What a published file is, told by its content; its ending may lie."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import Literal

from kit.errors import SourceError
from kit.source import archive, compound
from kit.source.guard import read_content
from kit.source.published.refusals import locked_document, old_document, unknown

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
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_START_BYTES = 4_000
_ENCODINGS = ("utf-8-sig", "gb18030")


def read_kind(path: Path) -> tuple[Kind, bytes]:
    """Read a file and tell what it is by its content.

    Raises
    ------
    SourceError
        If it is nothing a report is published as, or a format or a protection
        that cannot be read.
    """
    content = _unwrapped(read_content(path))
    for magic, found in _OTHERS.items():
        if content.startswith(magic):
            raise SourceError(unknown(path, found))
    if content[:1024].lstrip().startswith(b"%PDF"):
        return "pdf", content
    if content.startswith(archive.MAGIC):
        is_document = archive.has_folder(content, "word/", path=path)
        return ("docx" if is_document else "sheet"), content
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


def _unwrapped(content: bytes) -> bytes:
    """Return the page of a file with all its parts (.mht), else what it is; UTF-16 as UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").encode()
    if not _ARCHIVED.search(content[:_START_BYTES]):
        return content
    whole = message_from_bytes(content, policy=policy.default)
    pages = (part for part in whole.walk() if part.get_content_type() == "text/html")
    page = next(pages, None)
    body = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(body, bytes):
        return content
    charset = (page.get_content_charset() or "utf-8").lower()
    # What it says of itself outside the page counts: the page may say nothing.
    return b"<!-- charset=%s -->" % charset.encode("ascii", "replace") + body


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
    chinese = first in {"gb2312", "gbk", "gb18030"}
    for encoding in reversed(_ENCODINGS) if chinese else _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    if first in {"utf-8", "utf8"}:
        return content.decode("utf-8", "replace")
    raise SourceError(unknown(path, "读不出编码的文字"))


def _refuse_document(content: bytes, *, path: Path) -> None:
    streams = compound.stream_names(content, path=path)
    if "EncryptedPackage" in streams and path.suffix.lower() not in {".xlsx", ".xls", ".et"}:
        raise SourceError(locked_document(path))
    if "WordDocument" in streams:
        raise SourceError(old_document(path))

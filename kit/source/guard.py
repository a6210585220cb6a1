"""Whether a file may be opened, and what it is: judged before any reading library sees it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kit import log
from kit.disk import read_file
from kit.errors import Fault, SourceError, known_names
from kit.source import archive, compound
from kit.source.encoding import without_utf16
from kit.source.refusals import MAX_FILE_BYTES, TABLES, Limits, not_workbook, oversized

#: What is not even opened, by the ending of its name.
_REFUSED = {
    ".doc": "旧式 Word 文档",
    ".docx": "Word 文档",
    ".wps": "WPS 文字文档",
    ".wpt": "WPS 文字模板",
    ".rtf": "文字文档",
    ".pdf": "PDF 文件",
    ".ppt": "演示文稿",
    ".pptx": "演示文稿",
    ".xlsb": ".xlsb 二进制工作簿",
    ".jpg": "图片",
    ".jpeg": "图片",
    ".png": "图片",
}
#: What a workbook may be named.
_SPREADSHEETS = (".xlsx", ".xls", ".et", ".ods", ".csv")
#: What text may be named that is one; Excel names its “Unicode 文本” .txt.
_TEXTS = (".csv", ".txt", ".tsv")
#: What other files begin with.
_MAGIC = {
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"{\\rtf": "文字文档",
    b"MIME-Version": "网页（.mht）",
}
#: What office programs put before the name of a file while it is open in them.
_OWNER_MARKS = ("~$", ".~lock.", ".~")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file found safe to read: its content and what it is."""

    path: Path
    content: bytes
    kind: Literal["xlsx", "xls", "ods", "csv"]
    has_formulas: bool = False


def open_source(path: Path, *, limits: Limits = TABLES) -> Source:
    """Read the bytes of *path*, once, and refuse whatever is no safe workbook.

    Raises
    ------
    SourceError
        Saying what the file is and what to do.
    """
    _refuse_name(path)
    return judge_content(read_content(path), path=path, limits=limits)


def judge_content(content: bytes, *, path: Path, limits: Limits = TABLES) -> Source:
    """Tell what workbook *content* is, refusing whatever is no safe one.

    Raises
    ------
    SourceError
        Saying what the file is and what to do.
    """
    if content.startswith(archive.MAGIC):
        package = archive.guard_package(content, path=path, limits=limits)
        return Source(
            path=path, content=content, kind=package.kind, has_formulas=package.has_formulas
        )
    if content.startswith(compound.MAGIC):
        compound.guard_xls(content, path=path, limits=limits)
        return Source(path=path, content=content, kind="xls")
    text = without_utf16(content)
    _guard_text(text, path=path)
    return Source(path=path, content=text, kind="csv")


def _refuse_name(path: Path) -> None:
    """Refuse what the path alone tells to be no workbook."""
    for mark in _OWNER_MARKS:
        if path.name.startswith(mark):
            real = path.name.removeprefix(mark).removesuffix("#")
            found = "办公软件打开文件时留下的临时文件"
            raise SourceError(Fault(path.name, "工作簿本身", found, f"请改用 {real}。"))
    if path.is_dir():
        raise SourceError(Fault(path.name, "一个文件", "文件夹", "请指明文件夹里的工作簿。"))
    if path.suffix.lower() in _REFUSED:
        raise SourceError(not_workbook(path, _REFUSED[path.suffix.lower()]))


def read_content(path: Path) -> bytes:
    """Read a file, telling apart what can keep it from being read.

    Raises
    ------
    SourceError
        If it is missing, held open by another program, too big, or empty.
    """
    content = _content(path)
    log.debug("source_read", file=path.name, size_bytes=len(content))
    if is_open_elsewhere(path):
        log.warn("workbook_open_elsewhere", file="/".join(path.parts[-2:]))
    return content


def is_open_elsewhere(path: Path) -> bool:
    """Whether an office program says that it has the file open."""
    owners = (f"{mark}{path.name}{end}" for mark in _OWNER_MARKS for end in ("", "#"))
    return any((path.parent / owner).exists() for owner in owners)


def _content(path: Path) -> bytes:
    if not os.path.lexists(path):
        raise SourceError(_missing(path))
    if path.is_file() and path.stat().st_size > MAX_FILE_BYTES:
        raise SourceError(oversized(path))
    content = read_file(path, limit_bytes=MAX_FILE_BYTES)
    if not content.strip(b"\0 \r\n\t"):
        raise SourceError(Fault(path.name, "有内容的文件", "空文件", "请重新复制或下载。"))
    return content


def spoken_kind(content: bytes, *, path: Path) -> str:
    """Say what a file is that is no text; empty for a text."""
    kinds = {compound.MAGIC[:4]: "文字文档", **_MAGIC}
    kind = next((found for magic, found in kinds.items() if content.startswith(magic)), "")
    try:
        if content.startswith(compound.MAGIC):
            is_book = bool(compound.stream_names(content, path=path) & {"Workbook", "Book"})
            kind = "工作簿" if is_book else "文字文档"
        elif content.startswith(archive.MAGIC):
            is_book = archive.has_folder(content, "xl/", path=path)
            is_text = archive.has_folder(content, "word/", path=path)
            kind = "工作簿" if is_book else "文字文档" if is_text else "压缩包或其他程序的文件"
    except SourceError:
        # Cut short, such a file is most likely what people write texts with.
        kind = "文字文档"
    return "Word 或 WPS 文档" if kind == "文字文档" else kind


def _missing(path: Path) -> Fault:
    beside = [p.name for p in path.parent.glob("*") if _may_be_meant(p)]
    near = known_names(path.name, beside, limit=4) if beside else ""
    cure = f"请把填好的三张表存为 {path.name}，或在 report.yaml 的 sources.tables 写明文件名。"
    return Fault(path.name, "工作簿", "没有这个文件", f"{near}{cure}")


def _may_be_meant(path: Path) -> bool:
    """Whether *path* could be the workbook that was looked for under another name."""
    return path.suffix.lower() in _SPREADSHEETS and not path.name.startswith(_OWNER_MARKS)


def _guard_text(content: bytes, *, path: Path) -> None:
    """Refuse what is neither zip nor compound file, unless it is text and named so."""
    for magic, found in _MAGIC.items():
        if content.startswith(magic):
            raise SourceError(not_workbook(path, found))
    start = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style")):
        raise SourceError(not_workbook(path, "网页（HTML），只是名字像工作簿"))
    if start.startswith(b"<"):
        raise SourceError(not_workbook(path, "XML 文件"))
    if b"\0" in content:
        raise SourceError(not_workbook(path, "不认识的二进制文件"))
    if path.suffix.lower() not in _TEXTS:
        raise SourceError(not_workbook(path, "纯文字"))

"""What keeps a published report from being read, each with its cure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kit.errors import Fault

READABLE = "网页（.html）、文字（.txt）、.docx、有文字的 PDF 或电子表格"
_RESAVE = "请重新复制或下载；仍能打开的，请用 Word 或 WPS 另存为 .docx。"
_AS_DOCX = "请用 Word 或 WPS 文字打开，另存为 .docx 后再导入。"


def old_document(path: Path) -> Fault:
    """Say that a file is a document of an older format."""
    name = {".wps": "WPS 文字文档（.wps）", ".rtf": "RTF 文档"}.get(
        path.suffix.lower(), "旧版 Word 文档（.doc）"
    )
    return Fault(path.name, READABLE, name, _AS_DOCX)


def locked_document(path: Path) -> Fault:
    """Say that a document wants a password."""
    cure = "请在 Word、WPS 或 PDF 软件中取消密码，另存后再导入。"
    return Fault(path.name, "不加密的文件", "已加密，需要密码才能打开", cure)


def damaged(path: Path, detail: str) -> Fault:
    """Say that a file is damaged."""
    found = f"文件已损坏或不完整（{detail}）"
    return Fault(path.name, "完好的文件", found, "请重新复制或下载。")


def of_document(fault: Fault) -> Fault:
    """Say of a document what is said of any package of parts: most of these are workbooks."""
    wanted, found = (said.replace("工作簿", "文档") for said in (fault.wanted, fault.found))
    return Fault(fault.where, wanted, found, _RESAVE)


def unknown(path: Path, found: str) -> Fault:
    """Say that a file is nothing a report is published as."""
    cure = "请改用报告的网页、Word 或 PDF 文件，也可在原来的程序里另存为其中一种。"
    return Fault(path.name, READABLE, found, cure)


def only_pictures(path: Path) -> Fault:
    """Say that a PDF holds pictures of pages and no text."""
    cure = "请改用网页或 Word 原件；确实没有的，请用 kit new 建立工作簿后对照填写。"
    return Fault(path.name, "有文字的 PDF", "没有文字，只有图片（扫描件）", cure)


def without_tables(path: Path) -> Fault:
    """Say that neither a table nor the sections of a report stand in a file."""
    found = "没有一张能读出的表，也没有认出各部分的标题"
    cure = (
        "请确认这是报告全文；只有文字的，各部分的标题请单独成行（一、总体情况 等）；"
        "表是图片的，请用 kit new 建立工作簿后对照填写。"
    )
    return Fault(path.name, "有表二、表三、表四，或六个部分的文字", found, cure)


def in_traditional(path: Path, *, words: Sequence[str]) -> Fault:
    """Say that a report is in traditional characters, in which the form has no labels."""
    cure = "请转换为简体（Word、WPS 的“繁转简”，或浏览器的简体版页面）后再导入。"
    return Fault(path.name, "简体字的报告", f"繁体字（{'、'.join(words[:3])}）", cure)


def too_long(path: Path, *, wanted: str, found: str) -> Fault:
    """Say that a document is far longer than any report."""
    return Fault(path.name, wanted, found, "请只保留报告正文，另存后再导入。")

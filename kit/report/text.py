"""The text of a report from its file: plain text in whatever encoding, or a Word document."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kit import log
from kit.disk import read_file
from kit.errors import Fault, SourceError
from kit.form import Form, load_forms
from kit.narrative import parse_narrative
from kit.narrative.model import MAX_NARRATIVE_BYTES, Narrative, TextFault
from kit.source import compound
from kit.source.archive import MAGIC
from kit.source.encoding import decode_text
from kit.source.guard import spoken_kind
from kit.source.refusals import MAX_FILE_BYTES

if TYPE_CHECKING:
    from kit.source.published import Draft

WORD = ".docx"
#: What :func:`kit.source.guard.spoken_kind` calls all that people write texts with.
_DOCUMENT = "Word 或 WPS 文档"
_LOCKED = "加密的文档"
#: What lies beside a text: files held open, hidden ones, last year's text.
_NO_TEXT = re.compile(r"~\$|\.|narrative\.\d{4}\.")
#: What to do about a file that is no text, by what it is.
_CURES = {
    _DOCUMENT: "请用 Word 或 WPS 打开，另存为 .docx，再在 report.yaml 写明 {1}。",
    _LOCKED: "请用 Word 或 WPS 打开，取消密码，另存为 .docx，再在 report.yaml 写明 {1}。",
    "工作簿": "正文不放在工作簿里：请把文字存为 {0}.docx，或 UTF-8 编码的纯文本 {0}.md。",
    "PDF 文件": "请用 kit import 导入，或把文字存为 {0}.docx，或 UTF-8 编码的纯文本 {0}.md。",
}
_CURE = "请把正文的文字存为 {0}.docx，或 UTF-8 编码的纯文本 {0}.md。"


def read_narrative(path: Path, *, form: Form) -> Narrative:
    """Read the text of a report, its placeholders as they are, its faults told when it is filled.

    Raises
    ------
    SourceError
        If there is no such file, it is longer than any report, or it is no text.
    """
    content = _content(path)
    kind = spoken_kind(content, path=path)
    if kind == _DOCUMENT and content.startswith(MAGIC):
        return _read_word(content, path=path, form=form)
    if kind:
        raise SourceError(_no_text(kind, content=content, path=path))
    return parse_narrative(_decoded(content, path=path), file=path.name, form=form)


def _no_text(kind: str, *, content: bytes, path: Path) -> Fault:
    """Say what a file is that is no text, and how its words are saved as one."""
    if content.startswith(compound.MAGIC) and kind == _DOCUMENT:
        streams = compound.stream_names(content, path=path)
        kind = _LOCKED if "EncryptedPackage" in streams else kind
    cure = _CURES.get(kind, _CURE).format(path.stem, _named(f"{path.stem}{WORD}"))
    shown = "旧版 Word 或 WPS 文档" if kind == _DOCUMENT else kind
    return Fault(path.name, "文字（.md、.txt、.docx）", shown, cure)


def _named(file: str) -> str:
    """Return the line of ``report.yaml`` that names the file of the text."""
    return f"sources: {{narrative: {file}}}"


def _content(path: Path) -> bytes:
    if not os.path.lexists(path):
        raise SourceError(Fault(path.name, "正文文件", "没有这个文件", _missing_cure(path)))
    limit = MAX_FILE_BYTES if path.suffix.lower() == WORD else MAX_NARRATIVE_BYTES
    content = read_file(path, limit_bytes=limit)
    log.debug("narrative_read", file=path.name, size_bytes=len(content))
    return content


def _missing_cure(path: Path) -> str:
    beside = sorted(
        other.name
        for other in path.parent.glob("*")
        if other.suffix.lower() in {WORD, ".md", ".txt"} and not _NO_TEXT.match(other.name)
    )
    if beside:
        return (
            f"文件夹里有 {'、'.join(beside)}：若是正文，请在 report.yaml 写明 {_named(beside[0])}。"
        )
    return "请把正文放在这里，或在 report.yaml 的 sources.narrative 写明文件名。"


def _decoded(content: bytes, *, path: Path) -> str:
    try:
        text = decode_text(content)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        cure = "请另存为 UTF-8 编码的文本。"
        raise SourceError(Fault(path.name, "UTF-8 编码的文字", "读不出的编码", cure)) from None
    return text


def _read_word(content: bytes, *, path: Path, form: Form) -> Narrative:
    # Most reports have their text in Markdown, and do without what reads Word.
    from kit.source.published import read_draft

    draft = read_draft(content, path=path, forms=load_forms())
    if len(draft.text.encode()) > MAX_NARRATIVE_BYTES:
        wanted, found = f"不超过 {MAX_NARRATIVE_BYTES} 字节的文字", f"{len(draft.text)} 字"
        raise SourceError(Fault(path.name, wanted, found, "请核对是否放错了文件。"))
    faults = tuple(_refused(draft, form=form))
    return parse_narrative(draft.text, file=path.name, form=form, faults=faults)


def _refused(draft: Draft, *, form: Form) -> Iterator[TextFault]:
    """Say what of a document has no place in the text of a report."""
    ids = {table.name: table.id for table in form.tables.values()}
    for refused in draft.refused:
        wanted, cure = "文字和表", f"正文不收{refused.kind}：请删去，要说的写成文字或表。"
        found = f"{refused.kind}“{refused.name}”"
        if refused.table:
            mark = f"{{{{ {refused.table} }}}}"
            wanted, found = "正文的文字", f"{refused.table}（它的数取自工作簿）"
            cure = f"请删去这张表，改为单独一行 {mark}；或用 kit import 把整份文件导入。"
            cure = cure if refused.table in ids else "请删去这张表。"
        yield TextFault(line=refused.line, wanted=wanted, found=found, cure=cure)

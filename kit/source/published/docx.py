"""Reports as .docx: paragraphs and tables in order, merges as the document has them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml.etree import XMLSyntaxError

from kit.errors import SourceError
from kit.form import Form
from kit.source.archive import guard_parts
from kit.source.labels import without_radicals
from kit.source.published.bounds import bounded
from kit.source.published.drawn_in_word import pictures_of
from kit.source.published.model import STRUCK, Block, Document, Grid, Paragraph
from kit.source.published.numbering import numbers_of
from kit.source.published.refusals import damaged, of_document, too_long
from kit.source.published.text import join_blocks
from kit.source.published.wordml import SILENT, W, is_silent, part_of
from kit.source.refusals import MAX_CELLS

_BODY = "word/document.xml"
_DEEPEST = 200


def read_docx(content: bytes, *, forms: Mapping[str, Form], due: Form, path: Path) -> Document:
    """Read the body of a document; headers and footers are no part of it.

    Raises
    ------
    SourceError
        If it is broken, or bigger or deeper than any report.
    """
    blocks = join_blocks(docx_blocks(content, path=path), forms=forms, due=due)
    return Document(blocks=tuple(blocks))


def docx_blocks(content: bytes, *, path: Path) -> list[Block]:
    """Return the paragraphs, tables and pictures of a document as they stand.

    Raises
    ------
    SourceError
        If it is broken, or bigger or deeper than any report.
    """
    try:
        guard_parts(content, path=path)
    except SourceError as error:
        raise SourceError(*map(of_document, error.faults)) from None
    body = _body(content, path=path)
    numbers = numbers_of(content, body=body)
    return list(bounded(_blocks(body, path=path, numbers=numbers), path=path))


def _body(content: bytes, *, path: Path) -> Any:
    try:
        body = part_of(content, _BODY).find(f"{W}body")
    except (KeyError, XMLSyntaxError, zipfile.BadZipFile):
        raise SourceError(damaged(path, f"部件 {_BODY} 无法读出")) from None
    if body is None:
        raise SourceError(damaged(path, "没有正文"))
    return body


def _blocks(
    parent: Any, *, path: Path, numbers: Mapping[Any, str], depth: int = 0
) -> Iterator[Block]:
    """Give the blocks of a body or of what wraps blocks: content controls, tracked changes."""
    if depth > _DEEPEST:
        raise SourceError(too_long(path, wanted=f"不超过 {_DEEPEST} 层", found="嵌套过深"))
    for element in parent:
        if element.tag == f"{W}p":
            text = f"{numbers.get(element, '')}{_text(element)}"
            yield from (Paragraph(text=line) for line in text.split("\n") if line.strip())
            yield from pictures_of(element)
        elif element.tag == f"{W}tbl":
            yield from _table(element, path=path, numbers=numbers, depth=depth)
        elif isinstance(element.tag, str) and element.tag not in SILENT:
            yield from _blocks(element, path=path, numbers=numbers, depth=depth + 1)


def _table(table: Any, *, path: Path, numbers: Mapping[Any, str], depth: int) -> Iterator[Block]:
    """Give a table as a grid; one of a single column is layout, and so is one that holds tables."""
    rows = [list(_cells(row)) for row in table.iter(f"{W}tr")]
    nested = next(table.iterdescendants(f"{W}tbl"), None)
    if nested is not None or max(map(len, rows), default=0) <= 1:
        for cell in table.iterfind(f".//{W}tc"):
            if cell.getparent().getparent() is table:
                yield from _blocks(cell, path=path, numbers=numbers, depth=depth + 1)
        return
    if sum(map(len, rows)) > MAX_CELLS:
        raise SourceError(too_long(path, wanted=f"至多 {MAX_CELLS} 格的表", found="更大的表"))
    placed = [_row(row, cells) for row, cells in zip(_trs(table), rows, strict=True)]
    yield Grid(
        rows=[[text or "" for text in row] for row in placed],
        cells=[[text for text in row if text is not None] for row in placed],
    )


def _trs(table: Any) -> Iterator[Any]:
    return (row for row in table.iter(f"{W}tr"))


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter(f"{W}tc"))


def _row(row: Any, cells: list[Any]) -> list[str | None]:
    """Place the texts of a row's cells; where a merge goes on there is none."""
    line: list[str | None] = [None] * _number(row.find(f"{W}trPr/{W}gridBefore"))
    for cell in cells:
        properties = cell.find(f"{W}tcPr")
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        across = properties.find(f"{W}gridSpan") if properties is not None else None
        is_beside = _is_beside(properties)
        text = "\n".join(filter(None, map(_text_of_cell, cell.iter(f"{W}p"))))
        own = None if goes_on or is_beside else text.strip()
        line += [own, *[None] * (_number(across) - 1)]
    return line


def _is_beside(properties: Any) -> bool:
    """Whether a cell goes on a merge from the left, as old programs wrote it."""
    merge = properties.find(f"{W}hMerge") if properties is not None else None
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _number(element: Any) -> int:
    said = element.get(f"{W}val", "") if element is not None else ""
    if element is not None and said.isdigit():
        return min(max(int(said), 1), 60)
    return 0 if element is None or element.tag == f"{W}gridBefore" else 1


def _text_of_cell(paragraph: Any) -> str:
    """Return the words of a cell's paragraph: a note beside a number is no digit of it."""
    return _text(paragraph, said=_said_in_cell)


def _said_in_cell(element: Any) -> str:
    """Return a run's words, apart from others if raised or lowered, named if struck."""
    text = element.text or ""
    form = element.getparent().find(f"{W}rPr")
    if form is None or not text.strip():
        return text
    if any(_is_on(form.find(f"{W}{name}")) for name in ("strike", "dstrike")):
        return text.join(STRUCK)
    raised = form.find(f"{W}vertAlign")
    return text if raised is None or raised.get(f"{W}val") == "baseline" else f"\n{text}\n"


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{W}val", "true") not in {"0", "false", "off"}


def _text(
    paragraph: Any, *, said: Callable[[Any], str] = lambda element: element.text or ""
) -> str:
    """Return the words of a paragraph as they show: insertions kept, deletions left out."""
    pieces: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{W}t" and not is_silent(element, within=paragraph):
            pieces.append(said(element))
        elif element.tag == f"{W}tab":
            pieces.append(" " if element.getparent().tag == f"{W}r" else "")
        elif element.tag in {f"{W}br", f"{W}cr"}:
            pieces.append("\n")
    return without_radicals("".join(pieces)).strip()

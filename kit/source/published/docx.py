"""Reports as .docx: paragraphs and tables in order, merges as the document has them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml.etree import XMLParser, XMLSyntaxError, fromstring

from kit.errors import SourceError
from kit.form import Form
from kit.source.archive import guard_parts
from kit.source.labels import without_radicals
from kit.source.published.bounds import bounded
from kit.source.published.model import STRUCK, Block, Document, Grid, Paragraph, Picture
from kit.source.published.refusals import damaged, too_long
from kit.source.published.text import join_blocks
from kit.source.refusals import MAX_CELLS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_BODY = "word/document.xml"
#: What is not part of the text: deleted in a tracked change, a field's code, a fallback drawing.
_SILENT = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEEPEST = 200


def read_docx(content: bytes, *, forms: Mapping[str, Form], due: Form, path: Path) -> Document:
    """Read the body of a document; headers and footers are no part of it.

    Raises
    ------
    SourceError
        If it is broken, or bigger or deeper than any report.
    """
    guard_parts(content, path=path)
    body = _body(content, path=path)
    found = list(bounded(_blocks(body, path=path), path=path))
    blocks = join_blocks(found, forms=forms, due=due)
    return Document(blocks=tuple(blocks))


def _body(content: bytes, *, path: Path) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = archive.read(_BODY)
        parser = XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        body = fromstring(part, parser).find(f"{_W}body")
    except (KeyError, XMLSyntaxError, zipfile.BadZipFile):
        raise SourceError(damaged(path, f"部件 {_BODY} 无法读出")) from None
    if body is None:
        raise SourceError(damaged(path, "没有正文"))
    return body


def _blocks(parent: Any, *, path: Path, depth: int = 0) -> Iterator[Block]:
    """Give the blocks of a body or of what wraps blocks: content controls, tracked changes."""
    if depth > _DEEPEST:
        raise SourceError(too_long(path, wanted=f"不超过 {_DEEPEST} 层", found="嵌套过深"))
    for element in parent:
        if element.tag == f"{_W}p":
            yield from (Paragraph(text=line) for line in _text(element).split("\n") if line.strip())
            yield from _pictures(element)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, path=path, depth=depth)
        elif isinstance(element.tag, str) and element.tag not in _SILENT:
            yield from _blocks(element, path=path, depth=depth + 1)


def _pictures(paragraph: Any) -> Iterator[Picture]:
    """Give the pictures of a paragraph by their names; what only draws lines is none."""
    for drawing in paragraph.iter(f"{_W}drawing", f"{_W}pict"):
        shown = next(drawing.iter(f"{_A}blip", f"{_V}imagedata"), None)
        if shown is not None and not _is_silent(drawing, within=paragraph):
            named = next(drawing.iter(f"{_WP}docPr"), None)
            name = (named.get("descr") or named.get("name")) if named is not None else ""
            yield Picture(name=name or "没有名称")


def _table(table: Any, *, path: Path, depth: int) -> Iterator[Block]:
    """Give a table as a grid; one of a single column is layout, and so is one that holds tables."""
    rows = [list(_cells(row)) for row in table.iter(f"{_W}tr")]
    nested = next(table.iterdescendants(f"{_W}tbl"), None)
    if nested is not None or max(map(len, rows), default=0) <= 1:
        for cell in table.iterfind(f".//{_W}tc"):
            if cell.getparent().getparent() is table:
                yield from _blocks(cell, path=path, depth=depth + 1)
        return
    if sum(map(len, rows)) > MAX_CELLS:
        raise SourceError(too_long(path, wanted=f"至多 {MAX_CELLS} 格的表", found="更大的表"))
    placed = [_row(row, cells) for row, cells in zip(_trs(table), rows, strict=True)]
    yield Grid(
        rows=[[text or "" for text in row] for row in placed],
        cells=[[text for text in row if text is not None] for row in placed],
    )


def _trs(table: Any) -> Iterator[Any]:
    return (row for row in table.iter(f"{_W}tr"))


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter(f"{_W}tc"))


def _row(row: Any, cells: list[Any]) -> list[str | None]:
    """Place the texts of a row's cells; where a merge goes on there is none."""
    line: list[str | None] = [None] * _number(row.find(f"{_W}trPr/{_W}gridBefore"))
    for cell in cells:
        properties = cell.find(f"{_W}tcPr")
        merge = properties.find(f"{_W}vMerge") if properties is not None else None
        goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        across = properties.find(f"{_W}gridSpan") if properties is not None else None
        is_beside = _is_beside(properties)
        text = "\n".join(filter(None, map(_text_of_cell, cell.iter(f"{_W}p"))))
        own = None if goes_on or is_beside else text.strip()
        line += [own, *[None] * (_number(across) - 1)]
    return line


def _is_beside(properties: Any) -> bool:
    """Whether a cell goes on a merge from the left, as old programs wrote it."""
    merge = properties.find(f"{_W}hMerge") if properties is not None else None
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _number(element: Any) -> int:
    said = element.get(f"{_W}val", "") if element is not None else ""
    if element is not None and said.isdigit():
        return min(max(int(said), 1), 60)
    return 0 if element is None or element.tag == f"{_W}gridBefore" else 1


def _text_of_cell(paragraph: Any) -> str:
    """Return the words of a cell's paragraph: a note beside a number is no digit of it."""
    return _text(paragraph, said=_said_in_cell)


def _said_in_cell(element: Any) -> str:
    """Return a run's words, apart from others if raised or lowered, named if struck."""
    text = element.text or ""
    form = element.getparent().find(f"{_W}rPr")
    if form is None or not text.strip():
        return text
    if any(_is_on(form.find(f"{_W}{name}")) for name in ("strike", "dstrike")):
        return text.join(STRUCK)
    raised = form.find(f"{_W}vertAlign")
    return text if raised is None or raised.get(f"{_W}val") == "baseline" else f"\n{text}\n"


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{_W}val", "true") not in {"0", "false", "off"}


def _text(
    paragraph: Any, *, said: Callable[[Any], str] = lambda element: element.text or ""
) -> str:
    """Return the words of a paragraph as they show: insertions kept, deletions left out."""
    pieces: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t" and not _is_silent(element, within=paragraph):
            pieces.append(said(element))
        elif element.tag == f"{_W}tab":
            pieces.append(" " if element.getparent().tag == f"{_W}r" else "")
        elif element.tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
    return without_radicals("".join(pieces)).strip()


def _is_silent(element: Any, *, within: Any) -> bool:
    for above in element.iterancestors():
        if above is within:
            return False
        if above.tag in _SILENT or above.tag == _FALLBACK:
            return True
    return False

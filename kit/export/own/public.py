"""Cells tagged ``report`` as blocks of the public page, each where it stands in the notebook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count

from nbformat import NotebookNode

from kit.errors import ExportError, Fault, KitError
from kit.export.own.caption import Caption, read_caption, wanted_caption
from kit.export.own.cells import OwnCell, own_cells
from kit.export.own.output import OwnWords, Shown, Unshown, read_output
from kit.export.own.picture import PNG_MIME, SVG_MIME, OwnPicture, picture_html, read_picture
from kit.export.own.table import OwnTable, table_html
from kit.narrative import render_markdown

_ATTACHED = re.compile(r"^!\[(?P<alt>[^\]]*)\]\(attachment:(?P<name>[^)]+)\)\s*$", re.MULTILINE)
_FILE = re.compile(r".*\.(?:png|jpe?g|gif|svg|webp|bmp)", re.IGNORECASE)
_UNTAG = "请改成表格、图或文字，或去掉这一格的标签 report，它就只在审核页上。"


def public_blocks(notebook: NotebookNode) -> Mapping[int, str]:
    """Return the HTML of an analyst's public cells, by the part of the report above them.

    Raises
    ------
    ExportError
        If something that is to be public cannot be, or has no words; one fault each.
    """
    blocks: defaultdict[int, str] = defaultdict(str)
    faults: list[Fault] = []
    numbers = count(1)
    for own in own_cells(notebook):
        if own.is_public:
            try:
                blocks[own.after] += "".join(_blocks(own, numbers=numbers))
            except KitError as error:
                faults += error.faults
    if faults:
        raise ExportError(*faults)
    return blocks


def _blocks(own: OwnCell, *, numbers: Iterator[int]) -> Iterator[str]:
    blocks = list(_markdown(own) if own.cell.cell_type == "markdown" else _code(own, numbers))
    if not any(blocks):
        raise ExportError(Fault(own.name, "可以公开的内容", "没有", _UNTAG))
    yield from blocks


def _markdown(own: OwnCell) -> Iterator[str]:
    if "{{" in own.source:
        cure = "占位符只在 narrative.md 里填；这里请用代码格，或写出数来。"
        raise ExportError(Fault(own.name, "写好的文字", "占位符 {{ … }}", cure))
    at = 0
    for found in _ATTACHED.finditer(own.source):
        yield render_markdown(own.source[at : found.start()])
        yield _attached(own, alt=found["alt"], name=found["name"])
        at = found.end()
    yield render_markdown(own.source[at:])


def _attached(own: OwnCell, *, alt: str, name: str) -> str:
    data = own.cell.get("attachments", {}).get(name, {})
    picture = read_picture(data) if {SVG_MIME, PNG_MIME} & set(data) else None
    if picture is None:
        raise ExportError(Fault(f"{own.name} {name}", "PNG 或 SVG 的图", "读不出", _UNTAG))
    words = alt.strip()
    if not words or _FILE.fullmatch(words):
        cure = f"请在方括号里写说明文字：![说明文字](attachment:{name})。"
        raise ExportError(Fault(f"{own.name} {name}", "图的说明文字", words or "没有", cure))
    return picture_html(picture, caption=Caption(words=words))


def _code(own: OwnCell, numbers: Iterator[int]) -> Iterator[str]:
    shown = [one for output in own.outputs for one in read_output(output)]
    said = read_caption(own.source)
    shares = sum(isinstance(one, OwnPicture | OwnTable) for one in shown) > 1
    ordinals = count(1)
    for one in shown:
        if isinstance(one, OwnPicture | OwnTable):
            caption = _numbered(said, next(ordinals)) if said and shares else said
            yield _captioned(one, own=own, said=caption, number=next(numbers))
        else:
            yield _uncaptioned(one, own=own)


def _numbered(caption: Caption, number: int) -> Caption:
    """Tell apart what stands under one caption."""
    return Caption(words=f"{caption.words}（{number}）", description=caption.description)


def _captioned(
    one: OwnPicture | OwnTable, *, own: OwnCell, said: Caption | None, number: int
) -> str:
    if isinstance(one, OwnPicture):
        caption = wanted_caption(said or one.caption, where=own.name, kind="图")
        return picture_html(one, caption=caption)
    if one.is_cut:
        cure = "请先选出要公开的行和列，例如 .head(20)。"
        raise ExportError(Fault(own.name, "完整的表", "中间省略了行或列的表", cure))
    title = Caption(words=one.caption) if one.caption else said
    caption = wanted_caption(title, where=own.name, kind="表")
    return table_html(one, caption=caption.words, id=f"own-{number}")


def _uncaptioned(one: Shown, *, own: OwnCell) -> str:
    if isinstance(one, OwnWords):
        return one.html
    if isinstance(one, Unshown) and one.is_fault:
        raise ExportError(Fault(own.name, "表格、图（PNG、SVG）或文字", one.kind, _UNTAG))
    return ""

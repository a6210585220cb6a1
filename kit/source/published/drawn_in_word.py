"""What of a Word document shows and is no text: pictures, charts, notes, formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.source.published.model import Picture
from kit.source.published.wordml import WP, A, M, V, W, is_silent

_NOTES = {f"{W}footnoteReference": "脚注", f"{W}endnoteReference": "尾注"}
_GRAPHICS = {"chart": "图表", "diagram": "SmartArt 图形"}
_UNNAMED = "没有名称"


def pictures_of(paragraph: Any) -> Iterator[Picture]:
    """Give what a paragraph shows beside its words, by its name; what only draws lines is none."""
    for element in paragraph.iter():
        kind, name = _kind(element)
        if kind and not is_silent(element, within=paragraph):
            yield Picture(name=name or _UNNAMED, kind=kind)


def _kind(element: Any) -> tuple[str, str]:
    if element.tag in {f"{W}drawing", f"{W}pict"}:
        return _drawing(element)
    if element.tag == f"{W}object":
        return "嵌入的对象", ""
    if element.tag == f"{M}oMath":
        return "公式", "".join(text.text or "" for text in element.iter(f"{M}t"))
    if element.tag in _NOTES:
        return _NOTES[element.tag], element.get(f"{W}id", "")
    return "", ""


def _drawing(drawing: Any) -> tuple[str, str]:
    named = next(drawing.iter(f"{WP}docPr"), None)
    name = (named.get("descr") or named.get("name") or "") if named is not None else ""
    if next(drawing.iter(f"{A}blip", f"{V}imagedata"), None) is not None:
        return "图片", name
    data = next(drawing.iter(f"{A}graphicData"), None)
    uri = data.get("uri", "") if data is not None else ""
    return next((kind for word, kind in _GRAPHICS.items() if uri.endswith(word)), ""), name

"""Words inside a block: text with its white space as a browser shows it, and the tags in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.etree import _Element

Node = dict[str, Any]
Inline = list[str | Node]

INLINE_TAGS = ("strong", "em", "a", "br")
#: Addresses a reader of a file can follow; other ones are set as words.
_FOLLOWED = ("http://", "https://", "mailto:", "tel:")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’—…"
#: As in CSS Text, a line's end between two Chinese characters is no space.
_SEGMENT_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")


def pieces(element: _Element) -> Iterator[str | _Element]:
    """Yield what stands in *element*, text and elements, in order; comments left out."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def build_inline(run: Iterable[str | _Element]) -> Inline:
    """Build the words of one block from its pieces, trimmed at both ends."""
    return _trimmed([_build(piece) for piece in run])


def _build(piece: str | _Element) -> str | Node:
    if isinstance(piece, str):
        return _SPACES.sub(" ", _SEGMENT_BREAK.sub("", piece))
    body = [_build(inner) for inner in pieces(piece)]
    if piece.tag != "a":
        return {"tag": piece.tag, "body": body}
    href = piece.get("href", "").strip()
    if href.lower().startswith(_FOLLOWED):
        return {"tag": "a", "href": href, "body": body}
    return {"tag": "span", "body": body}


def _trimmed(nodes: Inline) -> Inline:
    """Drop the white space at both ends of a block."""
    nodes = [node for node in nodes if node != ""]
    while nodes and isinstance(nodes[0], str) and not nodes[0].strip(" "):
        nodes = nodes[1:]
    while nodes and isinstance(nodes[-1], str) and not nodes[-1].strip(" "):
        nodes = nodes[:-1]
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip(" ")
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(" ")
    return nodes


def plain_text(nodes: Inline) -> str:
    """Return the words alone."""
    return "".join(node if isinstance(node, str) else plain_text(node["body"]) for node in nodes)

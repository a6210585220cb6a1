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
#: Signs that have no shape and would only make words hard to find.
_SHAPELESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


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
    """Build the words of one block from its pieces, without space at the ends of its lines."""
    nodes: Inline = []
    for piece in run:
        node = _build(piece)
        if isinstance(node, str) and (not nodes or is_break(nodes[-1])):
            node = node.lstrip(" ")
        if node:
            nodes.append(node)
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(" ")
    return [node for node in nodes if node]


def plain_text(nodes: Inline) -> str:
    """Return the words alone."""
    return "".join(node if isinstance(node, str) else plain_text(node["body"]) for node in nodes)


def is_break(node: str | Node) -> bool:
    """Whether *node* ends a line."""
    return not isinstance(node, str) and node["tag"] == "br"


def _build(piece: str | _Element) -> str | Node:
    if isinstance(piece, str):
        return _SPACES.sub(" ", _SHAPELESS.sub("", piece))
    body = [_build(inner) for inner in pieces(piece)]
    if piece.tag != "a":
        return {"tag": piece.tag, "body": body}
    href = piece.get("href", "").strip()
    is_followed = href.lower().startswith(_FOLLOWED)
    return {"tag": "a", "href": href, "body": body} if is_followed else {"tag": "", "body": body}

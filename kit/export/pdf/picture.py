"""A picture of the page as what the PDF sets: the very SVG, its words, and the table behind it."""

from __future__ import annotations

import re
from html import escape

from lxml.etree import _Element, fromstring

from kit.export.pdf.grid import build_table_node
from kit.export.pdf.inline import Node, build_inline, pieces, plain_text

_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SVG = "{http://www.w3.org/2000/svg}"
#: Where the SVG waits while the page is read: a reader of HTML would not keep its capitals.
_KEPT = "data-svg"


def keep_pictures(html: str) -> str:
    """Return *html* with each SVG as an ``<img>`` that has the SVG in an attribute."""
    return _PICTURE.sub(lambda found: f'<img {_KEPT}="{escape(found[0])}">', html)


def is_picture(element: _Element) -> bool:
    """Whether *element* stands for a picture in its figure."""
    return element.get(_KEPT) is not None and element.getparent().tag == "figure"


def build_picture_node(figure: _Element) -> Node:
    """Build a picture: SVG, what it says to those who cannot see it, caption, and table."""
    svg = figure.find("img").get(_KEPT)
    drawn = fromstring(svg)
    said = (drawn.findtext(f"{_SVG}{part}", "") for part in ("title", "desc"))
    return {
        "tag": "picture",
        "svg": svg,
        "alt": "。".join(said),
        "words": "".join(drawn.itertext()),
        "body": build_inline(pieces(figure.find("figcaption"))),
        "table": _on_one_line(build_table_node(figure.find(".//table"))),
    }


def _on_one_line(table: Node) -> Node:
    """Give the labels of rows the room not to break: the table is short."""
    labels = (row["cells"][0]["body"] for row in table["rows"])
    return table | {"needs": [max(len(plain_text(label)) for label in labels), *table["needs"][1:]]}

"""A picture of the page as what is set: the very SVG, its words, and the table behind it."""

from __future__ import annotations

import re
from base64 import b64decode
from html import escape

from lxml.etree import _Element, fromstring

from kit.export.pdf.grid import build_table_node
from kit.export.pdf.inline import Node, build_inline, pieces, plain_text

_PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = "image/svg+xml"
#: How addresses begin that hold a picture themselves.
_ADDRESSES = (f"data:{_DRAWN};base64,", "data:image/png;base64,")
#: Where the SVG waits while the page is read: a reader of HTML would not keep its capitals.
_KEPT = "data-svg"


def keep_pictures(html: str) -> str:
    """Return *html* with each SVG as an ``<img>`` that has the SVG in an attribute."""
    return _PICTURE.sub(lambda found: f'<img {_KEPT}="{escape(found[0])}">', html)


def is_picture(element: _Element) -> bool:
    """Whether *element* stands for a picture in its figure."""
    is_here = element.get(_KEPT) is not None or element.get("src", "").startswith(_ADDRESSES)
    return bool(is_here and element.getparent().tag == "figure")


def build_picture_node(figure: _Element) -> Node:
    """Build a picture: SVG, what it says to those who cannot see it, caption, and table.

    One of an analyst's has no table, and says how wide it is.
    """
    svg = figure.find("img").get(_KEPT)
    if svg is None:
        return _own_picture_node(figure)
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


def picture_content(source: str) -> tuple[str, bytes]:
    """Return the MIME type and the content of a picture whose address holds it."""
    head, _, content = source.partition(";base64,")
    return head.removeprefix("data:"), b64decode(content)


def _own_picture_node(figure: _Element) -> Node:
    shown = figure.find("img")
    source, width, height = (shown.get(name, "") for name in ("src", "width", "height"))
    mime, content = picture_content(source)
    is_drawn = mime == _DRAWN
    return {
        "tag": "picture",
        "svg": content.decode() if is_drawn else _framed(source, width=width, height=height),
        "alt": shown.get("alt"),
        "words": "".join(fromstring(content).itertext()) if is_drawn else "",
        "body": build_inline(pieces(figure.find("figcaption"))),
        "table": None,
        "source": source,
        "size": [int(width), int(height)],
    }


def _framed(source: str, *, width: str, height: str) -> str:
    """Return pixels as a drawing, the one kind that is set."""
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
        f'<image {size} href="{source}"/></svg>'
    )


def _on_one_line(table: Node) -> Node:
    """Give the labels of rows the room not to break: the table is short."""
    labels = (row["cells"][0]["body"] for row in table["rows"])
    return table | {"needs": [max(len(plain_text(label)) for label in labels), *table["needs"][1:]]}

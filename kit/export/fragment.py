"""The page's article for a portal's editor: every tag brings its own look along.

Editors of portals take ``<style>``, classes, ids and scripts away. What is left
of a fragment then still is the report; and where they take ``style=`` as well,
the tables keep the borders and alignments that HTML itself knows.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lxml.etree import HTML, _Element, tostring

from kit.export.pictures import article_without_pictures

#: What only the page's own style, script or references need.
_PAGE_ONLY = ("class", "id", "headers", "aria-labelledby")
#: Frames that editors do not know, as the one they all keep.
_FRAMES = ("article", "section", "header")
_TABLE = {"border": "1", "cellspacing": "0", "cellpadding": "5", "width": "100%"}
#: Below this a table of so many columns would be squeezed; it scrolls in its frame instead.
_LEAST_COLUMN_PX = 44
#: So many columns take less air each, more of them the least.
_WIDE = 10


def render_fragment(html: str) -> str:
    """Render the article of the public page *html* with inline styles alone.

    Header cells keep their ``scope``; ``headers`` and ``id`` are left out, since an
    id could stand in the portal's page already, and one without the other is void.

    Raises
    ------
    ExportError
        If there is no article.
    """
    # Of no use to the other formats.
    from css_inline import inline_fragment

    plain = article_without_pictures(html)
    for table in plain.iter("table"):
        table.set("class", _class(table))
    article = HTML(inline_fragment(_written(plain), _style()))[0][0]
    for table in article.iter("table"):
        _fit(table)
    for element in article.iter("*"):
        _strip(element)
    return f"{_written(article)}\n"


def _written(article: _Element) -> str:
    written: str = tostring(article, encoding="unicode", method="html", with_tail=False)
    return written


@cache
def _style() -> str:
    style = files("kit.export").joinpath("templates", "kit_fragment", "style.css")
    return style.read_text("utf-8")


def _class(table: _Element) -> str:
    """Name a table of many columns for the style, which cannot count them."""
    columns = _width(table)
    return "widest" if columns > _WIDE else "wide" if columns == _WIDE else ""


def _width(table: _Element) -> int:
    return max(map(_columns, table.iter("tr")), default=0)


def _fit(table: _Element) -> None:
    """Say with attributes what a sanitizer may take from the styles; name the frame itself."""
    width = _LEAST_COLUMN_PX * _width(table)
    table.attrib.update(_TABLE)
    table.set("style", f"{table.get('style')}; min-width: {width}px")
    for group in table.findall("colgroup"):
        table.remove(group)
    for cell in table.iter("th", "td"):
        cell.set("align", "left" if cell.get("scope") == "row" else "center")
    caption, frame = table.find("caption"), table.getparent()
    if caption is not None and frame.get("role") == "region":
        frame.set("aria-label", " ".join("".join(caption.itertext()).split()))


def _columns(row: _Element) -> int:
    return sum(int(cell.get("colspan", 1)) for cell in row)


def _strip(element: _Element) -> None:
    for name in _PAGE_ONLY:
        element.attrib.pop(name, None)
    if element.tag == "h1":
        element.set("align", "center")
    if element.tag in _FRAMES:
        element.tag = "div"

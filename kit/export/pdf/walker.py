"""From the page's HTML to the plain tree that the page of the PDF is set from.

The tags are a closed set; what is outside it is an error, never left out silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from kit.errors import ExportError, Fault
from kit.export.article import read_article
from kit.export.pdf.grid import build_table_node
from kit.export.pdf.inline import INLINE_TAGS, Node, build_inline, pieces, plain_text
from kit.export.pdf.picture import build_picture_node, is_picture, keep_pictures

#: Tags that only hold blocks together.
_FRAMES = ("article", "section", "header", "div", "li")
_HEADINGS = ("h1", "h2", "h3", "h4")
_LISTS = ("ol", "ul")
_BLOCKS = (*_FRAMES, *_HEADINGS, *_LISTS, "p", "blockquote", "table")
#: A picture, its caption and the table behind it.
_PICTURE = ("figure", "figcaption", "details", "summary")
#: Classes of paragraphs that stand apart from the text.
_APART = ("publication", "draft")
_TABLE = ("caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td")
#: Tags that hold words and no blocks.
_WORDS = (*_HEADINGS, *INLINE_TAGS, "p", "caption", "th", "td")
_CURE = "正文可用段落、小标题、列表、引文、表格、加粗、强调和链接，请改用其中之一。"


def build_tree(html: str) -> list[Node]:
    """Build the blocks of the page's article, in order, as plain data.

    Parameters
    ----------
    html
        The public page or its ``<article>`` alone.

    Raises
    ------
    ExportError
        If there is no article or it is nested too deep, or a tag cannot be set or
        stands where it cannot be; one fault for each.
    """
    article = read_article(keep_pictures(html))
    faults = list(_faults(article))
    if faults:
        raise ExportError(*faults)
    nodes = list(_blocks(article))
    _close_gaps(nodes)
    return nodes


def _faults(article: _Element) -> Iterator[Fault]:
    for element in article.iterdescendants("*"):
        words = " ".join("".join(element.itertext()).split())[:20]
        where = f"网页 <{element.tag}>" + (f"“{words}”" if words else "")
        if element.tag not in (*_BLOCKS, *_TABLE, *_PICTURE, *INLINE_TAGS):
            if is_picture(element):
                continue
            yield Fault(where, "能排的标签", f"<{element.tag}>", _CURE)
        elif element.tag in _BLOCKS and element.getparent().tag in _WORDS:
            found = f"<{element.getparent().tag}> 里的 <{element.tag}>"
            yield Fault(where, "只含文字的内容", found, _CURE)


def _blocks(element: _Element) -> Iterator[Node]:
    """Yield the blocks in *element*; words that stand beside blocks are paragraphs."""
    run: list[str | _Element] = []
    for piece in pieces(element):
        if isinstance(piece, str) or piece.tag in INLINE_TAGS:
            run.append(piece)
            continue
        yield from _words("p", run)
        run = []
        yield from _block(piece)
    yield from _words("p", run)


def _block(element: _Element) -> Iterator[Node]:
    tag = element.tag
    if element.get("class") == "correction":
        yield {"tag": "correction", "body": list(_blocks(element))}
    elif tag in _FRAMES:
        yield from _blocks(element)
    elif tag == "table":
        table = build_table_node(element)
        yield from (table,) if table["rows"] else ()
    elif tag == "figure":
        yield build_picture_node(element)
    elif tag == "blockquote":
        yield {"tag": tag, "body": list(_blocks(element))}
    elif tag in _LISTS:
        items = [list(_blocks(item)) for item in element.iterchildren("li")]
        yield {"tag": tag, "start": int(element.get("start", 1)), "items": items}
    elif tag in _HEADINGS:
        for node in _words(tag, pieces(element)):
            yield node | {"level": int(tag[1])}
    else:
        is_apart = element.get("class") in _APART
        yield from _words(element.get("class") if is_apart else "p", pieces(element))


def _words(tag: str, run: Iterable[str | _Element]) -> Iterator[Node]:
    """Yield a block of words, nothing if there are none."""
    body = build_inline(run)
    if body:
        yield {"tag": tag, "body": body, "size": len(plain_text(body))}


def _close_gaps(nodes: list[Node]) -> None:
    """Let no heading lie more than one level below the last, which PDF/UA forbids."""
    last = 0
    for node in nodes:
        if "level" in node:
            last = node["level"] = min(node["level"], last + 1)

"""Pictures in documents that can show none: each is its caption and the table of its numbers."""

from __future__ import annotations

from lxml.etree import _Element

from kit.export.article import read_article


def article_without_pictures(html: str) -> _Element:
    """Return the article of the public page, a table in the place of each picture.

    Raises
    ------
    ExportError
        If there is no article, or it is nested too deep.
    """
    article = read_article(html)
    for figure in article.findall(".//figure"):
        table = figure.find(".//table")
        # A figure of another kind is left for its reader to refuse.
        if table is not None and "chart" in figure.get("class", "").split():
            _replace(figure, table=table)
    return article


def _replace(figure: _Element, *, table: _Element) -> None:
    """Let *table* stand where *figure* stood, under the figure's caption."""
    words = " ".join("".join(figure.find("figcaption").itertext()).split())
    for caption in table.findall("caption"):
        table.remove(caption)
    caption = table.makeelement("caption")
    caption.text = words
    table.insert(0, caption)
    frame = figure.makeelement("div", {"class": "table-frame"})
    frame.append(table)
    frame.tail, table.tail = figure.tail, None
    figure.getparent().replace(figure, frame)

"""The article of the public page as a tree, for what is made of it in other formats."""

from __future__ import annotations

from lxml.etree import HTML, HTMLParser, _Element

from kit.errors import ExportError, Fault

#: Deepest nesting that can be set: Typst reads no deeper JSON, and no text of an office needs it.
_DEEPEST = 40
_TOO_DEEP = f"descendant::*[count(ancestor::*) > {_DEEPEST}][1]"


def read_article(html: str) -> _Element:
    """Return the ``<article>`` of the public page.

    Raises
    ------
    ExportError
        If there is none, or its tags are nested deeper than can be set.
    """
    # Without the word the parser would leave out, in silence, what is nested very deep.
    root = HTML(html, HTMLParser(huge_tree=True)) if html.strip() else None
    article = None if root is None else root.find(".//article")
    if article is None:
        raise ExportError(Fault("网页", "<article>", "没有", "请重新导出网页。"))
    if deep := article.xpath(_TOO_DEEP):
        words = " ".join("".join(deep[0].itertext()).split())[:20]
        cure = "请减少正文里列表、引文、加粗和强调的层数。"
        where = f"正文“{words}”" if words else "正文"
        raise ExportError(Fault(where, f"嵌套不超过 {_DEEPEST} 层", "更深", cure))
    return article

"""The words of somebody's HTML in the closed set of tags that the page has."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml.etree import HTML, HTMLParser, _Element

#: What holds no words for a reader, though it may show something.
_SILENT = frozenset(
    (
        *("script", "style", "iframe", "object", "embed", "svg", "canvas", "audio", "video"),
        *("img", "picture", "template", "form", "input", "button", "select", "textarea"),
        *("head", "title", "meta", "link", "base", "noscript", "math", "map"),
    )
)
#: Of these nobody misses anything.
_UNSEEN = frozenset(("style", "head", "title", "meta", "link", "base", "template", "noscript"))
_RENAMED = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
_INLINE = frozenset(("strong", "em"))
_BLOCKS = frozenset(("h3", "h4", "blockquote", "ul", "ol", "li"))


def read_html(html: str) -> _Element | None:
    """Parse the HTML of an output; ``None`` if there is nothing in it."""
    return HTML(html, HTMLParser(huge_tree=False, remove_comments=True)) if html.strip() else None


def tables_of(root: _Element) -> list[_Element]:
    """Return the tables that stand in no other one."""
    found: list[_Element] = root.xpath(".//table[not(ancestor::table)]")
    return found


def removed_from(root: _Element) -> tuple[str, ...]:
    """Name what shows something and has no words: it is left out of a public page."""
    tags = (element.tag for element in root.iter("*"))
    return tuple(dict.fromkeys(tag for tag in tags if tag in _SILENT - _UNSEEN))


def words_html(root: _Element) -> str:
    """Render what is no table: paragraphs, headings, lists, with bold and emphasised words."""
    return "".join(_flow(root))


def _flow(element: _Element) -> Iterator[str]:
    """Yield blocks; words that stand between them are paragraphs."""
    run: list[str] = [escape(element.text or "")]
    for child in element:
        tag = _tag(child)
        if tag in _SILENT or tag == "table":
            pass
        elif tag in _INLINE:
            run.append(f"<{tag}>{escape(''.join(child.itertext()))}</{tag}>")
        elif tag in ("a", "span", "code", "sub", "sup", "u", "small", "font", "label", "td", "th"):
            run.append(escape("".join(child.itertext())))
        else:
            yield from _paragraph(run)
            run = []
            inner = "".join(_flow(child))
            yield f"<{tag}>{inner}</{tag}>\n" if tag in _BLOCKS and inner else inner
        run.append(escape(child.tail or ""))
    yield from _paragraph(run, tag=_tag(element))


def _paragraph(run: list[str], *, tag: str = "p") -> Iterator[str]:
    words = " ".join("".join(run).split())
    if words:
        yield words if tag in ("h3", "h4", "li") else f"<p>{words}</p>\n"


def _tag(element: _Element) -> str:
    name = element.tag if isinstance(element.tag, str) else "script"
    return _RENAMED.get(name, name)

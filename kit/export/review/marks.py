"""Marks on words: a quote is found in the rendered text, across tags, and wrapped where it stands.

Text nodes are laid end to end without blanks and without the signs of Markdown,
which the quote of a source line has and the page has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml.etree import Element, _Element

from kit.narrative import compared

#: What holds no words of the text: statutory tables and pictures.
_PASSED_OVER = frozenset({"svg", "figure", "script", "style"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What to do with a quote: wrap it in *tag*, then set *after* behind it.

    ``before`` is how often the same words stand before those that are meant.
    """

    quote: str
    tag: str
    attributes: dict[str, str]
    before: int = 0
    id: str = ""
    after: _Element | None = None


@dataclass(frozen=True, slots=True)
class _Node:
    """A text node: the element's own text, or the text behind it."""

    element: _Element
    is_tail: bool
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Span:
    """Where a mark covers the flat text; its id is given to the first piece only."""

    start: int
    end: int
    mark: Mark
    is_begun: bool = field(default=False)


def mark_words(root: _Element, marks: Sequence[Mark]) -> set[str]:
    """Wrap the quotes of *marks* inside *root*; return the ids of those that were found."""
    if not marks:
        return set()
    nodes = list(_nodes(root))
    flat = "".join(compared(node.text) for node in nodes)
    spans = list(_spans(flat, marks))
    cuts = sorted({cut for span in spans for cut in (span.start, span.end)})
    for node in nodes:
        covering = [span for span in spans if span.start < node.end and span.end > node.start]
        if covering:
            _wrap(node, covering, cuts=cuts)
    return {span.mark.id for span in spans}


def _nodes(root: _Element) -> Iterator[_Node]:
    """Yield the text nodes in reading order, each with its place in the flat text."""
    at = 0
    for element, is_tail in _texts(root):
        text = (element.tail if is_tail else element.text) or ""
        length = len(compared(text))
        if length:
            yield _Node(element, is_tail, text, at, at + length)
            at += length


def _texts(element: _Element) -> Iterator[tuple[_Element, bool]]:
    if not _is_passed_over(element):
        yield element, False
        for child in element:
            yield from _texts(child)
            yield child, True


def _is_passed_over(element: _Element) -> bool:
    return element.tag in _PASSED_OVER or element.get("class") == "table-frame"


def _spans(flat: str, marks: Iterable[Mark]) -> Iterator[_Span]:
    """Find each mark at its own of the places that have its words."""
    for mark in marks:
        quote = compared(mark.quote)
        start = _place(flat, quote, before=mark.before) if quote else -1
        if start >= 0:
            yield _Span(start, start + len(quote), mark)


def _place(flat: str, quote: str, *, before: int) -> int:
    """Return where *quote* begins when so many are *before*, the last if there are not so many."""
    start = flat.find(quote)
    for _ in range(before):
        after = flat.find(quote, start + len(quote))
        start = after if after >= 0 else start
    return start


def _wrap(node: _Node, spans: list[_Span], *, cuts: list[int]) -> None:
    """Replace a text node by its pieces, each inside the elements of the marks that cover it."""
    inner = [node.start, *(cut for cut in cuts if node.start < cut < node.end), node.end]
    begun = {span.start for span in spans}
    offsets = _offsets(node, inner, begun=begun)
    is_in_link = _is_in_link(node)
    pieces: list[_Element | str] = [node.text[: offsets[0]]]
    for (start, end), (first, last) in zip(pairwise(inner), pairwise(offsets), strict=True):
        covering = [span for span in spans if span.start <= start and span.end >= end]
        pieces.append(_piece(node.text[first:last], covering, is_in_link=is_in_link))
        if not is_in_link:
            behind = (span.mark.after for span in covering if span.end == end)
            pieces += [element for element in behind if element is not None]
    _splice(node, pieces)


def _offsets(node: _Node, cuts: list[int], *, begun: set[int]) -> list[int]:
    """Return where in the text the *cuts* of the flat text are.

    What is not compared stands outside a mark that is *begun* there, and outside one that ends.
    """
    places = [at for at, character in enumerate(node.text) if compared(character)]
    counts = [cut - node.start for cut in cuts]
    offsets = [
        places[count] if cut in begun and count < len(places) else places[count - 1] + 1
        for cut, count in zip(cuts[1:-1], counts[1:-1], strict=True)
    ]
    first = places[0] if cuts[0] in begun else 0
    return [first, *offsets, len(node.text)]


def _is_in_link(node: _Node) -> bool:
    holder = node.element.getparent() if node.is_tail else node.element
    return any(up.tag == "a" for up in (holder, *holder.iterancestors()))


def _piece(text: str, spans: list[_Span], *, is_in_link: bool) -> _Element | str:
    """Put *text* into the elements of *spans*, one link innermost, none inside another link."""
    others = [span for span in spans if span.mark.tag != "a"]
    links = [span for span in spans if span.mark.tag == "a"][: not is_in_link]
    made = [_opened(span) for span in (*others, *links)]
    if not made:
        return text
    for outer, inner in pairwise(made):
        outer.append(inner)
    made[-1].text = text
    return made[0]


def _opened(span: _Span) -> _Element:
    """Return a new element of a mark; the first has its id."""
    element = Element(span.mark.tag, span.mark.attributes)
    if span.mark.id and not span.is_begun:
        element.set("id", span.mark.id)
    span.is_begun = True
    return element


def _splice(node: _Node, pieces: list[_Element | str]) -> None:
    element = node.element
    parent = element.getparent() if node.is_tail else element
    at = parent.index(element) + 1 if node.is_tail else 0
    before: _Element | None = element if node.is_tail else None
    _set_text(parent, before, "")
    for piece in pieces:
        if isinstance(piece, str):
            _set_text(parent, before, f"{_text(parent, before)}{piece}")
        else:
            piece.tail = None
            parent.insert(at, piece)
            at += 1
            before = piece


def _text(parent: _Element, before: _Element | None) -> str:
    return (parent.text if before is None else before.tail) or ""


def _set_text(parent: _Element, before: _Element | None, text: str) -> None:
    if before is None:
        parent.text = text
    else:
        before.tail = text

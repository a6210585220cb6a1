"""The words of a page's element as a browser shows them, a cell's so that no number changes."""

from __future__ import annotations

import re
from typing import Any

from lxml.etree import iterwalk

from kit.source.published.model import STRUCK

#: Elements whose words do not show, and those that begin a line.
SILENT = {
    *("button", "head", "iframe", "noscript", "object", "script", "select", "style", "svg"),
    *("template", "textarea"),
}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl"),
    *("dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
    *("hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "tr", "ul"),
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
BREAK = "\u2028"
#: What stands beside a number is no digit of it, and what is struck no number.
_BESIDE, _STRUCK = {"sub", "sup"}, {"del", "s", "strike"}
_MAX_SPAN = 60


def tidy(text: str) -> str:
    """Return *text* as a browser shows it: runs of spaces one, none in Chinese, breaks kept."""
    shown = _SPACES.sub(" ", text.replace("\u200b", "").replace("\ufeff", ""))
    lines = (line.strip(" \u3000") for line in shown.split(BREAK))
    return "\n".join(_without_gaps(line) for line in lines).strip("\n")


def _without_gaps(line: str) -> str:
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])", "", line)


def read_span(cell: Any, name: str) -> int:
    """Return how many rows or columns a cell says it covers, as far as any of ours can."""
    digits = re.match(r"\s*(\d+)", str(cell.get(name, "")))
    return min(max(int(digits[1]), 1), _MAX_SPAN) if digits else 1


def is_silent(element: Any) -> bool:
    """Whether an element, with all in it, does not show."""
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return True
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def cell_text(cell: Any) -> str:
    """Return the words of a cell that show; its paragraphs and breaks are lines."""
    pieces: list[str] = []
    unseen = 0
    for event, element in iterwalk(cell, events=("start", "end")):
        is_own = element is cell
        is_unseen = not is_own and is_silent(element)
        if event == "start":
            unseen += is_unseen
            if not unseen:
                is_apart = not is_own and element.tag in BLOCKS | _BESIDE | {"br"}
                pieces.append(BREAK if is_apart else "")
                pieces += [STRUCK[0] if _is_struck(element) else "", element.text or ""]
            continue
        if not unseen:
            pieces.append(STRUCK[1] if _is_struck(element) else "")
            pieces.append(BREAK if element.tag in _BESIDE else "")
        unseen -= is_unseen
        pieces.append((element.tail or "") if not unseen and not is_own else "")
    return tidy("".join(pieces))


def _is_struck(element: Any) -> bool:
    """Whether a line goes through the words of an element: they hold no more."""
    return element.tag in _STRUCK or "line-through" in element.get("style", "")

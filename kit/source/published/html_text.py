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


def cell_text(cell: Any) -> str:
    """Return the words of a cell; its paragraphs and breaks are lines."""
    pieces: list[str] = []
    for event, element in iterwalk(cell, events=("start", "end")):
        if event == "start":
            if element is not cell and element.tag in BLOCKS | _BESIDE | {"br"}:
                pieces.append(BREAK)
            if element.tag not in SILENT:
                pieces += [STRUCK[0] if _is_struck(element) else "", element.text or ""]
        else:
            pieces.append(STRUCK[1] if _is_struck(element) else "")
            pieces.append(BREAK if element.tag in _BESIDE else "")
            pieces.append((element.tail or "") if element is not cell else "")
    return tidy("".join(pieces))


def _is_struck(element: Any) -> bool:
    """Whether a line goes through the words of an element: they hold no more."""
    return element.tag in _STRUCK or "line-through" in element.get("style", "")

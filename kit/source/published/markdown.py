"""Words and tables of a published report as Markdown that reads back as the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from kit.source.published.model import Grid, Paragraph

#: What Markdown or a placeholder would take for its own.
_MARKS = re.compile(r"\{\{[^{}\n]*\}\}|\{\{|\}\}|[\\*]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_LINKS = re.compile(r"\[(?=[^\]]*\]\()|<(?=\S)|&(?=#?\w+;)")
_OPENINGS = re.compile(r"^(?:#{1,6}|[-+>|]|\d{1,9}[.)](?=\s))")
#: A placeholder, in braces of either width, and a heading that is typed as one.
_PLACEHOLDER = re.compile(r"(\\?[{｛]{2}[^{}｛｝\n]*[}｝]{2})")
_HEADING = re.compile(r"#{1,6}\s*(?=\S)")
#: A part's heading is numbered and no sentence.
_PART = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][^。；;：:，,]{1,28}")


def paragraph_markdown(paragraph: Paragraph) -> str:
    r"""Return a paragraph; a numbered heading of a part becomes one.

    Examples
    --------
    >>> paragraph_markdown(Paragraph(text="（一）主动公开情况"))
    '### （一）主动公开情况'
    >>> paragraph_markdown(Paragraph(text="{{ 2 * 3 }}"))
    '\\{{ 2 * 3 }}'
    """
    lines = [_escaped(line.strip()) for line in paragraph.text.splitlines() if line.strip()]
    text = "\n".join(lines)
    return f"### {text}" if is_part_heading(text) else text


def is_part_heading(text: str) -> bool:
    """Whether a line of its own is the heading of a part of a section.

    Examples
    --------
    >>> is_part_heading("（一）主动公开情况"), is_part_heading("（一）公开了三件。")
    (True, False)
    """
    return _PART.fullmatch(text) is not None


def draft_paragraph(paragraph: Paragraph) -> str:
    r"""Return a paragraph that somebody is writing: placeholders and typed headings are meant.

    Examples
    --------
    >>> draft_paragraph(Paragraph(text="收到{{ t3.received.total }}件*"))
    '收到{{ t3.received.total }}件\\*'
    >>> draft_paragraph(Paragraph(text="## 一、总体情况"))
    '## 一、总体情况'
    """
    text = paragraph.text.strip()
    heading = _HEADING.match(text)
    if heading:
        return f"{heading[0]}{_escaped_draft(text[heading.end() :])}"
    said = _escaped_draft(text)
    return f"### {said}" if _PART.fullmatch(text) else said


def draft_grid(grid: Grid) -> str:
    """Return a table of such a text."""
    return grid_markdown(grid, escape=_escaped_draft)


def grid_markdown(grid: Grid, *, escape: Callable[[str], str] | None = None) -> str:
    """Return a table that is none of the form's; its first row heads it."""
    cell = partial(_cell, escape=escape or _escaped)
    rows = [[cell(text) for text in row] for row in grid.rows if any(map(str.strip, row))]
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = [_row([*row, *[""] * (width - len(row))]) for row in rows]
    return "\n".join([lines[0], _row(["---"] * width), *lines[1:]])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str, *, escape: Callable[[str], str]) -> str:
    return escape(" ".join(text.split())).replace("|", "\\|")


def _escaped_draft(text: str) -> str:
    """Escape what Markdown would take for its own, but for placeholders."""
    pieces = _PLACEHOLDER.split(text)
    return "".join(
        piece if at % 2 else (_escaped(piece) if at == 0 else _marked(piece))
        for at, piece in enumerate(pieces)
    )


def _marked(line: str) -> str:
    return _LINKS.sub(r"\\\g<0>", _MARKS.sub(r"\\\g<0>", line))


def _escaped(line: str) -> str:
    marked = _marked(line)
    opening = _OPENINGS.match(marked)
    if not opening:
        return marked
    at = opening.end() - 1 if marked[0].isdigit() else 0
    return f"{marked[:at]}\\{marked[at:]}"

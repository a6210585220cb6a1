"""Words and tables of a published report as Markdown that reads back as the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.source.published.model import Grid, Paragraph

#: What Markdown or a placeholder would take for its own.
_MARKS = re.compile(r"\{\{[^{}\n]*\}\}|\{\{|\}\}|[\\*]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_LINKS = re.compile(r"\[(?=[^\]]*\]\()|<(?=\S)|&(?=#?\w+;)")
_OPENINGS = re.compile(r"^(?:#{1,6}|[-+>|]|\d{1,9}[.)](?=\s))")
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
    return f"### {text}" if _PART.fullmatch(text) else text


def grid_markdown(grid: Grid) -> str:
    """Return a table that is none of the form's; its first row heads it."""
    rows = [[_cell(text) for text in row] for row in grid.rows if any(map(str.strip, row))]
    if not rows:
        return ""
    width = max(map(len, rows))
    lines = [_row([*row, *[""] * (width - len(row))]) for row in rows]
    return "\n".join([lines[0], _row(["---"] * width), *lines[1:]])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return _escaped(" ".join(text.split())).replace("|", "\\|")


def _escaped(line: str) -> str:
    marked = _LINKS.sub(r"\\\g<0>", _MARKS.sub(r"\\\g<0>", line))
    opening = _OPENINGS.match(marked)
    if not opening:
        return marked
    at = opening.end() - 1 if marked[0].isdigit() else 0
    return f"{marked[:at]}\\{marked[at:]}"

"""A table among an agency's words, which may be wider than a phone, in a frame that scrolls."""

from __future__ import annotations

import re

#: As Markdown writes a table; those of the form and of analysts have their frames.
_TABLE = re.compile(r"<table>\n<thead>.*?</table>", re.DOTALL)
_HEADING = re.compile(r"<th[^>]*>(.*?)</th>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
#: So many of its headings name a table that has no caption.
_NAMED_BY = 3


def frame_tables(html: str) -> str:
    """Put each table of the text into a frame that keyboards reach, named by its headings."""
    return _TABLE.sub(_framed, html)


def _framed(table: re.Match[str]) -> str:
    headings = [" ".join(_TAG.sub("", found).split()) for found in _HEADING.findall(table[0])]
    said = "、".join(filter(None, headings[:_NAMED_BY]))
    name = f"表：{said}".replace('"', "&quot;") if said else "表"
    frame = f'<div class="table-frame" role="region" aria-label="{name}" tabindex="0">'
    return f"{frame}\n{table[0]}\n</div>"

"""Where in a passage some words stand, when the same words stand there more than once."""

from __future__ import annotations

import re

from kit.narrative.model import Passage

#: Blanks and Markdown's own signs are no part of what is compared.
_IGNORED = re.compile(r"[\s*|\\#<>]+")
#: Full-width signs count as the plain ones they are read as.
_PLAIN = {0xFEE0 + code: code for code in range(ord("!"), ord("~") + 1)} | {ord("﹪"): ord("%")}
#: The address of a link, which the page does not show.
_ADDRESS = re.compile(r"\]\((?:https?://|mailto:)[^)\s]*\)", re.IGNORECASE)


def spoken_place(file: str, *, line: int, column: int = 0) -> str:
    """Say where in a text something stands; Word has paragraphs where text files have lines.

    Examples
    --------
    >>> spoken_place("narrative.md", line=3, column=5), spoken_place("narrative.docx", line=3)
    ('narrative.md 第 3 行第 5 列', 'narrative.docx 第 3 段')
    """
    is_word = file.lower().endswith(".docx")
    behind = f"第 {column} {'字' if is_word else '列'}" if column else ""
    return f"{file} 第 {line} {'段' if is_word else '行'}{behind}"


def compared(text: str) -> str:
    """Return the characters that the same words have in a source and on the page made of it.

    Examples
    --------
    >>> compared("### 收到**申请** 15件") == compared("收到申请15 件")
    True
    >>> compared("申请１５件") == compared("申请15件")
    True
    """
    return _IGNORED.sub("", text).translate(_PLAIN)


def times_before(passage: Passage, *, line: int, quote: str, column: int = 1) -> int:
    """Return how often *quote* stands in *passage*, heading included, before a place of the file.

    Words that run over the end of a line stand on the line they begin on.
    """
    wanted = compared(quote)
    if not wanted or quote == passage.heading:
        return 0
    parts = ((passage.line, passage.before), (passage.after_line, passage.after))
    above = [passage.heading]
    for first, text in parts:
        lines = text.split("\n")
        above += lines[: max(0, line - first)]
        if 0 <= line - first < len(lines):
            above.append(lines[line - first][: column - 1])
    end = len(_shown("".join(above)))
    whole = _shown(f"{passage.heading}{passage.before}{passage.after}")
    return sum(found.start() < end for found in re.finditer(re.escape(wanted), whole))


def _shown(text: str) -> str:
    return compared(_ADDRESS.sub("]", text))

"""Markdown as the plain lines that it marks: its headings, emphasis and escapes undone."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>.*?)(?:[ \t]+#+)?$")
_RULE = re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?$")
_EMPHASIS = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(?P<words>.+?)(?<=\S)(?<!\\)\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTE = re.compile(r"^>[ \t]?")
#: One line that begins with a number sign is an accident.
_FEWEST_HEADINGS = 2


def without_marks(text: str) -> str:
    r"""Return the words of *text*, if it is Markdown; else the text as it is.

    Examples
    --------
    >>> without_marks("# 年度报告\n\n## 一、总体情况\n\n共 \\*3 **件**")
    '年度报告\n\n一、总体情况\n\n共 *3 件'
    >>> without_marks("**3**")
    '**3**'
    """
    lines = text.splitlines()
    if sum(bool(_HEADING.match(line)) for line in lines) < _FEWEST_HEADINGS:
        return text
    return "\n".join(_plain(line) for line in lines if not _RULE.match(line.strip()))


def _plain(line: str) -> str:
    heading = _HEADING.match(line)
    words = heading["words"] if heading else _QUOTE.sub("", line)
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\g<words>", words))

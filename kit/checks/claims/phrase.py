"""Whether all that stands around a number is understood: what qualifies it unseen is not judged."""

from __future__ import annotations

import re

from kit.checks.claims.scene import Scene
from kit.checks.claims.tokens import Token, unsaid

_STOPS = "，；,;（）()。！？!?\n|"
#: What a paragraph or an item of a list begins with, and 一是, 二是 of an argument.
_ITEM = re.compile(
    r"\s*(?:[-*+#>]+\s*)*(?:[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[）)、.．]\s*)?"
    r"(?:[一二三四五六七八九十]是)?"
)
#: So many characters that mean nothing to us may qualify nothing.
_STRAY = 1
#: Words that say what we do not judge.
_STRANGE = {"others", "narrowing", "sorting"}


def is_told_before(number: Token, *, scene: Scene) -> bool:
    """Whether every word before *number* in its phrase is one that we know."""
    start = phrase_start(scene.words.text, number.start)
    start = max(
        _after_heading(start, number, scene=scene), _after_kinds(start, number, scene=scene)
    )
    return _is_known(start, number.start, scene=scene)


def _after_kinds(start: int, number: Token, *, scene: Scene) -> int:
    """Return where a word that takes in all its kinds begins: 林木采伐等行政许可."""
    named = [t for t in scene.tokens if start < t.start and t.end <= number.start and t.term]
    whole = next((t for t in named if scene.words.text[t.start - 1] == "等"), None)
    is_decided = whole and whole.term and whole.term.topic.table == "t2"
    return whole.start if whole and is_decided else start


def _after_heading(start: int, number: Token, *, scene: Scene) -> int:
    """Return where a list begins that words we judge nothing by head: 来源构成为：自然人."""
    colon = max(scene.words.text.rfind(mark, start, number.start) for mark in "：:") + 1
    heads = (t for t in scene.tokens if start <= t.start < colon)
    return start if any(t.kind in _STRANGE for t in heads) else max(start, colon)


def is_told_after(number: Token, *, scene: Scene) -> bool:
    """Whether every word after *number* in its phrase is one that we know and judge."""
    end = _stop(number, scene=scene)
    after = (t for t in scene.tokens if number.end <= t.start < end)
    return _is_known(number.end, end, scene=scene) and all(t.kind not in _STRANGE for t in after)


def is_told(start: int, end: int, *, scene: Scene) -> bool:
    """Whether the words of a phrase, after a number before *start*, are known up to *end*."""
    first = max(phrase_start(scene.words.text, start), min(scene.number_end, start))
    return _is_known(first, end, scene=scene)


def _is_known(start: int, end: int, *, scene: Scene) -> bool:
    return unsaid(scene.words.text, start=start, end=end, tokens=scene.tokens) <= _STRAY


def phrase_start(text: str, at: int) -> int:
    """Return where the phrase that stands at *at* begins, the mark of a list's item left out."""
    start = _after_stop(text, at)
    while start and text[start - 1] in "）)":
        # A phrase goes on after what stands in brackets: 县（市、区）共收到.
        start = _after_stop(text, max(text.rfind("（", 0, start), text.rfind("(", 0, start), 0))
    item = _ITEM.match(text, start, at)
    return item.end() if item and (not start or text[start - 1] in "\n。；;") else start


def phrase_end(text: str, at: int) -> int:
    """Return where the phrase that stands at *at* ends."""
    # A line ends every phrase: beyond it no mark needs to be looked for.
    line = text.find("\n", at)
    line = line if line >= 0 else len(text)
    return min((end for stop in _STOPS if (end := text.find(stop, at, line)) >= 0), default=line)


def _after_stop(text: str, at: int) -> int:
    line = text.rfind("\n", 0, at)
    return max(line, *(text.rfind(stop, line + 1, at) for stop in _STOPS)) + 1


def _stop(number: Token, *, scene: Scene) -> int:
    """Return where what follows a number ends: at the next number's own words, or a stop."""
    following = (t for t in scene.tokens if t.start >= number.end)
    end = phrase_end(scene.words.text, number.end)
    return min(next((t.start for t in following if t.text == "、" or t.number), end), end)

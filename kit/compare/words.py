"""What was changed in a text since last year, sentence by sentence and then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal

from kit.narrative.model import Narrative, Passage

Kind = Literal["same", "gone", "new"]
#: Some words and what became of them.
Run = tuple[Kind, str]

_SENTENCE = re.compile(r"[^。；！？\n]*(?:[。；！？]+|\n\s*|$)")
#: A number or a foreign word is one word; of Chinese, each character.
_WORD = re.compile(r"[0-9０-９][0-9０-９.,．，%％]*(?<![.,．，])|[A-Za-z]+|.", re.DOTALL)
#: Markdown's marks of headings and emphasis, which are no words.
_MARKS = re.compile(r"^#{1,6}[^\S\n]*|\*\*", re.MULTILINE)
#: Sentences less alike than this were not changed: one went and another came.
_ALIKE = 0.5
#: Fewer characters left between two changes only make them hard to read.
_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one section reads beside last year's: its runs of words, in reading order."""

    section: int
    runs: tuple[Run, ...]


@lru_cache(maxsize=2)
def compare_narratives(now: Narrative, before: Narrative | None) -> tuple[Change, ...]:
    """Compare the preface and each section with last year's of the same number.

    Sections alike in every word are left out; without last year's text there are none.
    """
    if before is None:
        return ()
    pairs = [(now.preface, before.preface)]
    pairs += [(section, before.section(section.number)) for section in now.sections]
    return tuple(change for here, there in pairs if (change := _compare(here, there)))


def compare_texts(before: str, now: str) -> tuple[Run, ...]:
    """Return the runs of words that stayed, went and came.

    Examples
    --------
    >>> compare_texts("全年收到申请5件。", "全年收到申请15件。")
    (('same', '全年收到申请'), ('gone', '5'), ('new', '15'), ('same', '件。'))
    """
    was, has = _SENTENCE.findall(before), _SENTENCE.findall(now)
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, was, has, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", "".join(was[a:b])))
        else:
            runs.extend(_changed("".join(was[a:b]), "".join(has[c:d])))
    return tuple(_joined(runs))


def _compare(now: Passage, before: Passage) -> Change | None:
    runs = compare_texts(*(_MARKS.sub("", passage.markdown) for passage in (before, now)))
    is_changed = any(kind != "same" for kind, _ in runs)
    return Change(section=now.number, runs=runs) if is_changed else None


def _changed(before: str, now: str) -> Iterator[Run]:
    """Yield what became of some sentences: word by word while they are still much the same."""
    was, has = _WORD.findall(before), _WORD.findall(now)
    matcher = SequenceMatcher(None, was, has, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        yield "gone", before
        yield "new", now
        return
    for kind, a, b, c, d in matcher.get_opcodes():
        kept = "".join(was[a:b])
        is_end = a == 0 or b == len(was)
        if kind == "equal" and (is_end or len(kept) >= _SHORTEST):
            yield "same", kept
        else:
            yield "gone", kept
            yield "new", "".join(has[c:d])


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Join neighbours: between two runs that stayed, all that went, then all that came."""
    for is_same, group in groupby(
        (run for run in runs if run[1]), key=lambda run: run[0] == "same"
    ):
        listed = list(group)
        kinds: tuple[Kind, ...] = ("same",) if is_same else ("gone", "new")
        for kind in kinds:
            text = "".join(words for own, words in listed if own == kind)
            if text:
                yield kind, text

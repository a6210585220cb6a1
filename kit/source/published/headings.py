"""Which paragraphs are the headings of a report's sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache

from kit.form import Form
from kit.source.labels import label_words, plain_text
from kit.source.published.model import Block, Paragraph

#: A heading with words of its own is still one when it is this like the form's.
_LIKENESS = 0.72
_LONGEST = 45
_NUMERAL = "[一二三四五六七八九十]"
_NUMBERED = re.compile(rf"(?:第(?:{_NUMERAL})部分|{_NUMERAL}[、丶.．,，:：])[、:：]?")
_NUMERALS = "一二三四五六七八九十"
_YEAR = re.compile(r"^(?:20\d\d年度?|本年度?)")
_OTHER_NUMBERS = re.compile(rf"[（(]?(?:{_NUMERAL}|\d{{1,2}})[）).、．]")
#: What stands before the words of a heading, and what of it is no number.
_PREFIX = re.compile(
    rf"第?[(（]?(?:{_NUMERAL}{{1,3}}|\d{{1,2}}(?=\D)|[-—–―ー_]+)?"
    r"(?:部分)?[)）]?[、丶.．,，:：]*"
)
_LAWFUL = re.compile(r"第|部分|[()（）、丶.．,，:：]")
_SENTENCE_ENDS = ("。", "；", ";", "，", ",")
_RUN_IN = re.compile(r"[：:。\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section's heading: which block it is, which section, and words that follow on its line."""

    at: int
    number: int
    rest: str = ""
    #: Words that are near the form's, not the form's; empty when they are its own.
    wording: str = ""
    #: The heading as it stands when another number stands before it, or one of another kind.
    numbering: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    heading: Heading
    #: 0 numbered as sections are, 1 not numbered, 2 numbered as parts are.
    style: int


def heading_lines(lines: Sequence[str], *, form: Form) -> list[Heading]:
    """Return the headings of a text of one paragraph a line, as :func:`find_headings`."""
    return find_headings([Paragraph(text=line) for line in lines], form=form)


def find_headings(blocks: Sequence[Block], *, form: Form) -> list[Heading]:
    """Return the headings of the sections in the order they stand.

    A list of contents above the report holds the same words: the last run of
    headings in the form's order is the report.
    """
    found = [
        candidate
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and (candidate := _candidate(at, block.text, form=form))
    ]
    best = {
        number: min(c.style for c in found if c.heading.number == number)
        for number in {c.heading.number for c in found}
    }
    kept = [c.heading for c in found if c.style == best[c.heading.number]]
    if len({heading.number for heading in kept}) != len(kept):
        kept = _last_run(kept)
    all_kept = sorted([*kept, *_by_numeral(blocks, known=kept, form=form)], key=lambda h: h.at)
    return [replace(heading, numbering=_odd(heading, blocks=blocks)) for heading in all_kept]


def _odd(heading: Heading, *, blocks: Sequence[Block]) -> str:
    """Return the beginning of a heading that is numbered otherwise than the form numbers it."""
    block = blocks[heading.at]
    folded = plain_text(block.text) if isinstance(block, Paragraph) else ""
    numbering = _PREFIX.match(folded)
    own = _NUMERALS[heading.number - 1]
    if not numbering or not numbering[0] or _LAWFUL.sub("", numbering[0]) == own:
        return ""
    return folded[:_LONGEST]


def _by_numeral(
    blocks: Sequence[Block], *, known: Sequence[Heading], form: Form
) -> Iterator[Heading]:
    """Give sections headed in words of their own: the one such numeral between the neighbours."""
    at = {heading.number: heading.at for heading in known}
    for section in form.sections:
        number = section.number
        if number in at or len(known) + 1 < len(form.sections) // 2:
            continue
        first = max((own for other, own in at.items() if other < number), default=-1)
        end = min((own for other, own in at.items() if other > number), default=len(blocks))
        found = [
            heading
            for place in range(first + 1, end)
            if (heading := _numbered(place, blocks[place], number=number))
        ]
        if len(found) == 1:
            yield found[0]


def _numbered(at: int, block: Block, *, number: int) -> Heading | None:
    folded = plain_text(block.text) if isinstance(block, Paragraph) else ""
    numbered = _NUMBERED.match(folded)
    is_sentence = len(folded) > _LONGEST or folded.endswith(_SENTENCE_ENDS)
    if not numbered or is_sentence or _NUMERALS[number - 1] not in numbered[0]:
        return None
    return Heading(at=at, number=number, wording=folded[numbered.end() :])


def is_heading(text: str, *, form: Form) -> bool:
    """Whether *text* can be the heading of a section."""
    candidate = _candidate(0, text, form=form)
    return candidate is not None and candidate.style < 2  # noqa: PLR2004 - a style, see above


def _last_run(headings: Sequence[Heading]) -> list[Heading]:
    run: list[Heading] = []
    end = max(heading.at for heading in headings) + 1
    for number in sorted({heading.number for heading in headings}, reverse=True):
        before = [h for h in headings if h.number == number and h.at < end]
        if before:
            run.insert(0, before[-1])
            end = before[-1].at
    return run


def _candidate(at: int, text: str, *, form: Form) -> _Candidate | None:
    folded = plain_text(text)
    numbered = _NUMBERED.match(folded)
    style = 0 if numbered else 2 if _OTHER_NUMBERS.match(folded) else 1
    words = folded[numbered.end() :] if numbered else folded
    own = words if style != 2 else label_words(folded)  # noqa: PLR2004 - a style, see above
    if number := _titles(form).get(label_words(_YEAR.sub("", own))):
        return _Candidate(heading=Heading(at=at, number=number), style=style)
    # The mark behind a numeral is lost more often than words begin with their own numeral.
    number = _titles(form).get(label_words(folded[1:]), 0)
    if number and folded[0] == _NUMERALS[number - 1]:
        return _Candidate(heading=Heading(at=at, number=number), style=0)
    if style:
        return None
    return _run_in(at, text, form=form) or _alike(at, words, form=form)


def _run_in(at: int, text: str, *, form: Form) -> _Candidate | None:
    """Find a heading whose section goes on in the same paragraph."""
    for found in _RUN_IN.finditer(text):
        if found.start() > _LONGEST:
            break
        words = _NUMBERED.sub("", plain_text(text[: found.start()]), count=1)
        number = _titles(form).get(label_words(words))
        if number and (rest := text[found.end() :].strip()):
            return _Candidate(heading=Heading(at=at, number=number, rest=rest), style=0)
    return None


def _alike(at: int, words: str, *, form: Form) -> _Candidate | None:
    if not words or len(words) > _LONGEST or words.endswith(_SENTENCE_ENDS):
        return None
    title = _nearest(label_words(words), form=form)
    if not title:
        return None
    heading = Heading(at=at, number=_titles(form)[title], wording=words)
    return _Candidate(heading=heading, style=0)


@lru_cache(maxsize=8192)
def _nearest(own: str, *, form: Form) -> str:
    """Return the title of a section that words are most like, none if they are like none."""
    near = {title: _likeness(own, title) for title in _titles(form)}
    title = max(near, key=lambda t: near[t])
    return title if near[title] >= _LIKENESS else ""


def _likeness(own: str, title: str) -> float:
    """Return how like a title words are; none where their lengths alone make it too little."""
    if 2 * min(len(own), len(title)) < _LIKENESS * (len(own) + len(title)):
        return 0.0
    matcher = SequenceMatcher(None, own, title)
    return matcher.ratio() if matcher.quick_ratio() >= _LIKENESS else 0.0


@cache
def _titles(form: Form) -> dict[str, int]:
    return {
        label_words(text): section.number
        for section in form.sections
        for text in (section.label.text, *section.label.variants, *section.label.faults)
    }

"""Judge how much of a text is another text again, numbers aside (S8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kit.checks.findings import At, Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.words import spoken_at
from kit.form import Form
from kit.form.model import Rule
from kit.form.word_kinds import NotAlike
from kit.narrative.model import Passage
from kit.report.model import Report

_MASKED = re.compile(r"\{\{[^{}]*\}\}|[0-9０-９][0-9０-９.,%％]*")
_HEADING = re.compile(r"^\s*#.*$|^\s*\|.*$", re.MULTILINE)
_DROPPED = re.compile(r"[^\u3400-\u9fffA-Za-z0]")
#: Runs of so many characters are looked for in the other text.
RUN = 8
#: Shorter texts, in characters, have nothing of their own to be alike in.
SHORTEST = 60


def judge_likeness(rule: Rule, *, kind: NotAlike, report: Report) -> Judgement:
    """Judge one section and the whole against last year's text."""
    if report.last_narrative is None:
        return NOT_APPLICABLE
    now, before = report.narrative, report.last_narrative
    section = now.section(kind.section)
    pairs = (
        (section, [section], [before.section(kind.section)]),
        (now.preface, now.sections, before.sections),
    )
    compared = (
        (
            passage,
            likeness(
                own_words(here, form=report.form, ignored=kind.ignored),
                own_words(there, form=report.form, ignored=kind.ignored),
            ),
        )
        for passage, here, there in pairs
    )
    return judged(
        _alike(rule, passage, percent=percent, report=report)
        for passage, percent in compared
        if percent > kind.percent
    )


def _alike(rule: Rule, passage: Passage, *, percent: int, report: Report) -> Finding:
    heading = passage.heading or "全文"
    at = At(file=report.narrative.file, line=passage.line, quote=heading)
    return build_finding(
        rule,
        where=f"{spoken_at(at)}“{heading}”",
        said=f"与上年报告的文字有 {percent}% 相同（数字除外）",
        at=at,
        found=percent,
    )


def own_words(passages: Iterable[Passage], *, form: Form, ignored: tuple[str, ...] = ()) -> str:
    """Return the characters that are a report's own: numbers masked, the form's words left out.

    Parameters
    ----------
    passages
        Sections of a narrative, its placeholders filled or not.
    """
    text = "\n".join(passage.markdown for passage in passages)
    text = _MASKED.sub("0", _HEADING.sub("", text))
    for words in _form_words(form, ignored):
        text = text.replace(words, "")
    return _DROPPED.sub("", text)


def likeness(text: str, other: str) -> int:
    """Return how many percent of *text* stand in *other* too, in runs of several characters.

    Both as :func:`own_words` gives them.

    Examples
    --------
    >>> likeness("部分信息从形成到发布间隔较长" * 6, "部分信息从形成到发布间隔较长")
    100
    """
    if len(text) < SHORTEST:
        return 0
    runs = {other[at : at + RUN] for at in range(len(other) - RUN + 1)}
    same = bytearray(len(text))
    for at in range(len(text) - RUN + 1):
        if text[at : at + RUN] in runs:
            same[at : at + RUN] = b"\1" * RUN
    return sum(same) * 100 // len(text)


@cache
def _form_words(form: Form, ignored: tuple[str, ...]) -> tuple[str, ...]:
    parts = (part for section in form.sections for part in (section.title, *section.parts))
    return tuple(sorted({*parts, *ignored, form.circular.number}, key=len, reverse=True))

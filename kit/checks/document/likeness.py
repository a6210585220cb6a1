"""Judge how much of a text is another text again, numbers aside (S8)."""

from __future__ import annotations

from collections.abc import Iterator

from kit.checks.document.own_words import own_words
from kit.checks.findings import At, Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.words import spoken_at
from kit.form.model import Rule
from kit.form.word_kinds import NotAlike
from kit.narrative.model import Passage
from kit.report.model import Report

#: Runs of so many characters are looked for in the other text.
RUN = 8
#: Shorter texts, in characters, have nothing of their own to be alike in.
SHORTEST = 60
#: So many agencies are named one by one.
_NAMED = 3


def judge_likeness(rule: Rule, *, kind: NotAlike, report: Report) -> Judgement:
    """Judge one section and the whole against last year's text, and against other agencies'."""
    if report.last_narrative is None and report.copied is None:
        return NOT_APPLICABLE
    return judged(
        (
            *_like_last_year(rule, kind=kind, report=report),
            *_like_others(rule, report=report),
        )
    )


def _like_last_year(rule: Rule, *, kind: NotAlike, report: Report) -> Iterator[Finding]:
    if report.last_narrative is None:
        return
    now, before = report.narrative, report.last_narrative
    section = now.section(kind.section)
    pairs = (
        (section, [section], [before.section(kind.section)]),
        (now.preface, now.sections, before.sections),
    )
    for passage, here, there in pairs:
        texts = (own_words(passages, form=report.form) for passages in (here, there))
        percent = likeness(*texts)
        if percent > kind.percent:
            said = f"与上年报告的文字有 {percent}% 相同（数字除外）"
            yield _alike(rule, passage, said=said, percent=percent, report=report)


def _like_others(rule: Rule, *, report: Report) -> Iterator[Finding]:
    copied = report.copied
    if copied is None or not copied.is_over:
        return
    narrative = report.narrative
    passage = narrative.section(copied.section) if copied.section else narrative.preface
    others = [name for name in copied.agencies if name != copied.closest]
    listed = "、".join(others[:_NAMED]) + ("等" if copied.others - 1 > _NAMED else "")
    said = f"与本年度{copied.closest}的文字有 {copied.percent}% 相同（数字除外）"
    if others:
        said += f"；文字相互雷同的一组共 {copied.others + 1} 个机关，还有{listed}"
    yield _alike(rule, passage, said=said, percent=copied.percent, report=report)


def _alike(rule: Rule, passage: Passage, *, said: str, percent: int, report: Report) -> Finding:
    heading = passage.heading or "全文"
    at = At(file=report.narrative.file, line=passage.line, quote=heading)
    where = f"{spoken_at(at)}“{heading}”"
    return build_finding(rule, where=where, said=said, at=at, found=percent)


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

"""Judge the text by itself: its length, and what the template left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kit.checks.findings import At, Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.words import loose, plain_text, spoken_at, without_web, words_of
from kit.form.model import Rule
from kit.form.word_kinds import LengthAtMost, NoLeftovers, NotMisquoted
from kit.narrative import MISSING
from kit.narrative.model import Narrative
from kit.report.model import Report
from kit.workspace import AGENCIES


def judge_length(rule: Rule, *, kind: LengthAtMost, report: Report) -> Judgement:
    """Judge that a section keeps to about so many characters, Markdown's marks not counted."""
    passage = report.narrative.section(kind.section)
    length = len(plain_text(passage))
    if not length:
        return NOT_APPLICABLE
    if length * 100 <= kind.characters * (100 + kind.slack):
        return Judgement(outcome="holds")
    at = At(file=report.narrative.file, line=passage.line, quote=passage.heading)
    finding = build_finding(
        rule,
        where=f"{spoken_at(at)}“{passage.heading}”",
        said=f"应在 {kind.characters} 字左右，实为 {length} 字",
        at=at,
        expected=kind.characters,
        found=length,
    )
    return judged([finding])


def judge_leftovers(rule: Rule, *, kind: NoLeftovers, report: Report) -> Judgement:
    """Judge that none of the template's words and marks stand in the text."""
    return judged(_leftovers(rule, kind=kind, report=report))


def _leftovers(rule: Rule, *, kind: NoLeftovers, report: Report) -> Iterator[Finding]:
    pattern = _leftover_pattern(kind)
    for words in words_of(report.narrative):
        # What stands twice on a line is one thing to look at.
        seen: dict[tuple[int, str], list[At]] = {}
        for match in pattern.finditer(without_web(words.text)):
            at = words.at(match)
            seen.setdefault((at.line, at.quote), []).append(at)
        for same in seen.values():
            yield build_finding(
                rule,
                where=spoken_at(same[0]),
                said=_leftover_said(same, narrative=report.narrative),
                at=same[0],
                found=same[0].quote,
            )


def _leftover_said(same: Sequence[At], *, narrative: Narrative) -> str:
    quote = same[0].quote
    if quote == MISSING:
        # Without a placeholder it was written by hand.
        names = dict.fromkeys(narrative.placeholder_at(at.line, column=at.column) for at in same)
        named = "、".join(f"“{name}”" for name in names if name)
        return f"“{MISSING}”处引用的{named}没有值：数在表中空缺，或名称在 {AGENCIES} 中没有填写"
    shown = quote.replace("\\", "")
    if shown.startswith("<"):
        return f"留有网页标记“{shown}”"
    is_single = shown.startswith(("{", "｛")) and not shown.startswith(("{{", "｛｛"))
    return f"留有模板的“{shown}”" + ("：占位符写作 {{ … }}" if is_single else "")


def judge_misquoted(rule: Rule, *, kind: NotMisquoted, report: Report) -> Judgement:
    """Judge that no set phrase has lost or changed a character."""
    return judged(
        build_finding(
            rule,
            where=spoken_at(words.at(match)),
            said=f"应为“{right}”，实为“{match.group()}”",
            at=words.at(match),
            expected=right,
            found=match.group(),
        )
        for words in words_of(report.narrative)
        for slip, right in kind.slips
        for match in re.finditer(slip, words.text)
    )


@cache
def _leftover_pattern(kind: NoLeftovers) -> re.Pattern[str]:
    # The longest text first, so that a remark is quoted whole.
    texts = sorted(kind.texts, key=len, reverse=True)
    return re.compile("|".join([*map(loose, texts), *kind.patterns]))

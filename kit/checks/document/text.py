"""Judge the text by itself: its length, and what the template left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kit.checks.findings import At, Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.words import loose, plain_text, spoken_at, without_web, words_of
from kit.form.model import Rule
from kit.form.word_kinds import LengthAtMost, NoLeftovers, NotMisquoted
from kit.narrative import MISSING
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
        seen: dict[tuple[int, str], At] = {}
        for match in pattern.finditer(without_web(words.text)):
            at = words.at(match)
            seen.setdefault((at.line, at.quote), at)
        for at in seen.values():
            yield build_finding(
                rule,
                where=spoken_at(at),
                said=_leftover_said(at.quote),
                at=at,
                found=at.quote,
            )


def _leftover_said(quote: str) -> str:
    if quote == MISSING:
        return f"“{MISSING}”处引用的数在表中空缺，或引用的名称在 {AGENCIES} 中没有填写"
    shown = quote.replace("\\", "")
    return f"留有模板的“{shown}”"


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

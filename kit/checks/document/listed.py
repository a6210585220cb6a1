"""Judge that the preface lists the parts that follow (X4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.checks.document.vocabulary import pattern_of
from kit.checks.findings import At, Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.places import quoted
from kit.checks.reading.numerals import read_numeral
from kit.checks.words import Words, spoken_at, words_of
from kit.form.model import Rule
from kit.form.word_kinds import PartsNamed
from kit.report.model import Report

_COUNT = pattern_of("listed", "counts")
_LISTED = pattern_of("listed", "lists")
_BREAK = pattern_of("listed", "between")
_PASSAGE = pattern_of("listed", "passage")
_COUNTED = pattern_of("listed", "counted")
#: A list of fewer is no list of the report's parts.
_LEAST = 3


def judge_listed(rule: Rule, *, kind: PartsNamed, report: Report) -> Judgement:
    """Judge the first list of parts in the preface, and the number of parts it says there are.

    Not applicable when the preface does neither.
    """
    for words in words_of(report.narrative):
        if words.number == 0 or (words.number == 1 and not report.narrative.preface.before):
            for sentence in _PASSAGE.finditer(words.text):
                judgement = _judge(rule, words, sentence, kind=kind, report=report)
                if judgement:
                    return judgement
    return NOT_APPLICABLE


def _judge(
    rule: Rule, words: Words, sentence: re.Match[str], *, kind: PartsNamed, report: Report
) -> Judgement | None:
    said = sentence.group()
    count = _COUNT.search(said)
    listed = _listed(said, kind=kind)
    if not _LISTED.search(said) or (count is None and len(listed) < _LEAST):
        return None
    at = words.at(sentence)
    counted = len(_COUNTED.findall(said))
    miscounted = _miscounted(rule, at, count, counted=counted, report=report) if count else ()
    return judged([*miscounted, *_unlisted(rule, at, listed, report=report)])


def _listed(said: str, *, kind: PartsNamed) -> set[int]:
    """Return the numbers of the sections that the items of a list name."""
    items = _BREAK.split(said)
    numbers = range(1, len(kind.parts) + 1)
    return {
        number
        for number in numbers
        if any(any(word in item for word in kind.parts[number - 1]) for item in items)
    }


def _miscounted(
    rule: Rule, at: At, count: re.Match[str], *, counted: int, report: Report
) -> Iterator[Finding]:
    """Find a number that is not that of the sections, or not of the list that counts them."""
    said, sections = read_numeral(count["count"]), len(report.form.sections)
    is_right = said in {sections, len({passage.number for passage in report.narrative.sections})}
    if not is_right:
        problem, found = f"应为 {sections} 部分，写的是 {said} 部分", said
    elif counted >= _LEAST and counted != said:
        problem, found = f"写的是 {said} 部分，逐一列出的有 {counted} 个", counted
    else:
        return
    yield build_finding(
        rule,
        where=f"{spoken_at(at)}{quoted(at.quote)}",
        said=problem,
        at=at,
        expected=sections,
        found=found,
    )


def _unlisted(rule: Rule, at: At, listed: set[int], *, report: Report) -> Iterator[Finding]:
    sections = report.form.sections
    missing = [section.title for section in sections if section.number not in listed]
    if len(listed) >= _LEAST and missing:
        yield build_finding(
            rule,
            where=f"{spoken_at(at)}{quoted(at.quote)}",
            said=f"列出了 {len(listed)} 个部分，没有列“{'”“'.join(missing)}”",
            at=at,
            expected=len(sections),
            found=len(listed),
        )

"""Judge that the form and the circular cited are those in force (S2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.checks.findings import Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.checks.wording.words import Words, loose, spoken_at, words_of
from kit.form.kinds import EditionFits
from kit.form.model import Rule
from kit.report.model import Report

#: What follows the name of a series of circulars, 〔2021〕30号, and however it is written.
_NUMBER_IN_SERIES = re.compile(r"〔.*")
_LOOSE_NUMBER = r"\s*[（(〔［\[【﹝]\s*\d{4}\s*[）)〕］\]】﹞]\s*\d+\s*号"
_REPEALED = re.compile("废止|停止执行|不再执行|失效")


def judge_edition(rule: Rule, *, kind: EditionFits, report: Report) -> Judgement:
    """Judge that the form is the one in force, and that no superseded circular is cited."""
    return judged(
        [
            *_wrong_edition(rule, kind=kind, report=report),
            *_superseded(rule, kind=kind, report=report),
        ]
    )


def _wrong_edition(rule: Rule, *, kind: EditionFits, report: Report) -> Iterator[Finding]:
    wanted, found = report.form, report.filing_form
    if wanted.edition != found.edition:
        yield build_finding(
            rule,
            where=f"{report.year}年度的表格",
            said=f"应为{wanted.circular.number}的格式，实为{found.circular.number}的格式",
            severity="note" if report.year in kind.noted else None,
            expected=wanted.edition,
            found=found.edition,
        )


def _superseded(rule: Rule, *, kind: EditionFits, report: Report) -> Iterator[Finding]:
    current = report.form.circular.number
    for words in words_of(report.narrative):
        for match, number in _cited(words, kind=kind, current=current):
            if _REPEALED.search(words.sentence(match)):
                continue
            at = words.at(match)
            yield build_finding(
                rule,
                where=spoken_at(at),
                said=f"应引用{current}，实为“{at.quote}”",
                severity="note" if report.year in kind.noted else None,
                at=at,
                expected=current,
                found=number,
            )


def _cited(words: Words, *, kind: EditionFits, current: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield where a superseded circular is cited; in the preface, any other of the series."""
    for number in kind.superseded:
        for match in re.finditer(loose(number), words.text):
            yield match, number
    known = [re.compile(loose(number)) for number in (current, *kind.superseded)]
    series = re.compile(loose(_NUMBER_IN_SERIES.sub("", current)) + _LOOSE_NUMBER)
    for match in series.finditer(words.text) if words.number == 0 else ():
        if not any(each.fullmatch(match.group()) for each in known):
            yield match, match.group()

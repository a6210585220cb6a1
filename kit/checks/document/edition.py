"""Judge that the form and the circular cited are those in force (S2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kit.checks.document.vocabulary import pattern_of, pattern_text
from kit.checks.findings import Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.checks.words import Words, loose, spoken_at, words_of
from kit.form.kinds import EditionFits
from kit.form.model import Rule
from kit.report.model import Report

#: What follows the name of a series of circulars, 〔2021〕30号, and however it is written.
_NUMBER_IN_SERIES = re.compile(r"〔.*")
_ABOUT = pattern_of("edition", "about")
_REPEALED = pattern_of("edition", "repealed")


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
    """Yield where a superseded circular is cited, by number or title, or one written wrong."""
    for number in kind.superseded:
        for match in _number(number).finditer(words.text):
            yield match, number
    for title in kind.titles:
        for match in re.finditer(title, words.text):
            yield match, match.group()
    numbers = (current, *kind.superseded)
    for match in _like(current, numbers=numbers).finditer(words.text):
        is_known = any(_number(number).fullmatch(match.group()) for number in numbers)
        is_about = words.number == 0 or _ABOUT.search(words.sentence(match))
        if not is_known and is_about:
            yield match, match.group()


@cache
def _number(number: str) -> re.Pattern[str]:
    return re.compile(loose(number))


@cache
def _like(current: str, *, numbers: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of the circulars' series with any number, or their numbers in any series."""
    series = loose(_NUMBER_IN_SERIES.sub("", current)) + pattern_text("edition", "number")
    in_series = (_NUMBER_IN_SERIES.search(number) for number in numbers)
    others = "|".join(loose(found.group()) for found in in_series if found)
    return re.compile(rf"{series}|{pattern_text('edition', 'issuer')}\s*(?:{others})")

"""Judge which year the text says it reports for."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from kit.checks.document.vocabulary import pattern_of
from kit.checks.document.year_text import plain, spoken_finding
from kit.checks.document.years import wrong_years
from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, judged
from kit.checks.reading.numerals import read_numeral
from kit.checks.words import Words, words_of
from kit.errors import Fault
from kit.form.model import Rule
from kit.form.word_kinds import PeriodFits
from kit.report.model import Report
from kit.source.filing import Place

_STATED = pattern_of("years", "period_stated")
_NAMED = pattern_of("years", "periods")
_BEFORE = pattern_of("years", "of_earlier")
_DATE = pattern_of("years", "date")


def judge_period(rule: Rule, *, kind: PeriodFits, report: Report) -> Judgement:
    """Judge that the period stated is the report's year, and that no other year is called its own.

    Not applicable when no period is stated and nothing else is wrong; undecided when one
    is stated in a way that cannot be read.
    """
    runs = [plain(words) for words in words_of(report.narrative)]
    stated = [(words, match) for words in runs for match in _statements(words)]
    findings = [
        *_of_other_years(rule, report=report),
        *_misstated(rule, stated=stated, kind=kind, report=report),
        *wrong_years(rule, runs=runs, report=report),
    ]
    if findings:
        return judged(findings)
    if any(_is_unread(words) for words in runs):
        return Judgement(outcome="undecided")
    return Judgement(outcome="holds") if stated else NOT_APPLICABLE


def _of_other_years(rule: Rule, *, report: Report) -> Iterator[Finding]:
    """Yield where a table is headed by another year than the report's: last year's file, maybe.

    What heads it in the workbook is not published.
    """
    years: dict[Place, list[int]] = {}
    for place, year in report.filing.named_years:
        years.setdefault(place, []).append(year)
    for place, named in years.items():
        if report.year not in named:
            where = f"{place.spoken} 表头"
            wanted, found = f"{report.year} 年", f"{named[0]} 年"
            cure = "请核对是否误用了其他年度的工作簿；数无误的，改正表头。"
            yield Finding(
                rule=rule.id,
                severity="warning",
                message=str(Fault(where, wanted, found, cure)),
                expected=report.year,
                found=named[0],
            )


def _statements(words: Words) -> Iterator[re.Match[str]]:
    """Yield what the text states of its own period, not of the year before."""
    for match in _STATED.finditer(words.text):
        if not _is_of_another(words, match):
            yield match


def _is_of_another(words: Words, match: re.Match[str]) -> bool:
    return bool(_BEFORE.search(words.text, max(0, match.start() - 12), match.start()))


def _is_unread(words: Words) -> bool:
    """Whether the preface names the period and states none that can be read."""
    if words.number:
        return False
    named = _NAMED.finditer(words.text)
    read = [match.span() for match in _STATED.finditer(words.text)]
    return any(
        not any(start <= match.start() < end for start, end in read)
        for match in named
        if not _is_of_another(words, match)
    )


def _misstated(
    rule: Rule,
    *,
    stated: list[tuple[Words, re.Match[str]]],
    kind: PeriodFits,
    report: Report,
) -> Iterator[Finding]:
    first, last = (_spoken(report.year, day) for day in (kind.first, kind.last))
    for words, match in stated:
        if not _fits(match, kind=kind, year=report.year):
            at = words.at(match)
            yield spoken_finding(rule, at, subject="统计期限", wanted=f"{first}至{last}")


def _fits(match: re.Match[str], *, kind: PeriodFits, year: int) -> bool:
    """Whether a statement agrees; what it leaves unsaid agrees."""
    if match["only"]:
        return read_numeral(match["only"]) == year
    ends = (
        (kind.first, match["first"] or match["start"]),
        (kind.last, match["last"] or match["end"]),
    )
    return all(said is None or _is_day(said, day=day, year=year) for day, said in ends)


def _is_day(said: str, *, day: str, year: int) -> bool:
    date = _DATE.fullmatch(said)
    if date is None:
        return False
    month, number = (int(part) for part in day.split("-"))
    # A month without its day means all of it.
    unsaid = 1 if number == 1 else monthrange(year, month)[1]
    return (
        (date[1] is None or read_numeral(date[1]) == year)
        and read_numeral(date[2]) == month
        and (unsaid if date[3] is None else read_numeral(date[3])) == number
    )


def _spoken(year: int, day: str) -> str:
    month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"

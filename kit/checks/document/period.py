"""Judge which year the text says it reports for."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from kit.checks.document.vocabulary import any_of
from kit.checks.document.year_text import YEAR, plain, spoken_finding
from kit.checks.document.years import wrong_years
from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, judged
from kit.checks.reading.numerals import read_numeral
from kit.checks.words import Words, words_of
from kit.form.model import Rule
from kit.form.word_kinds import PeriodFits
from kit.report.model import Report

_PART = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"


def _date(name: str) -> str:
    """Return the pattern of a date, the year and day of which may be left out."""
    return (
        rf"(?:(?P<{name}y>{YEAR})\s*[年./-]\s*)?(?P<{name}m>{_PART})\s*[月./-]"
        rf"\s*(?:(?P<{name}d>{_PART})\s*[日号]?)?"
    )


_ABOUT = (
    r"(?:统计(?:数据)?的?(?:起止)?(?:期限|期间|期|时间|时限|时段|周期|区间|范围|口径|自)"
    r"|(?:所列|所涉|涉及|有关|各项|报告|本报告中?的?)(?:各项|统计)?数据"
    r"|(?:数据|情况)[^。；;0-9]{0,12}(?:期限|起止)|报告[^。；;0-9]{0,6}(?:期限|起止))"
)
#: A period stated of the report's figures; or only its end, or only its year.
_STATED = re.compile(
    rf"{_ABOUT}[^。；;0-9]{{0,15}}?(?:"
    rf"(?P<period>自?\s*{_date('first_')}\s*(?:起|开始)?\s*[，,]?\s*(?:至|到|-+)"
    rf"\s*(?:当年|同年|本年)?\s*{_date('last_')}\s*止?)"
    rf"|自\s*(?P<start>{_date('start_')})\s*(?:起|开始)"
    rf"|截[至止][^。；;0-9]{{0,4}}(?P<end>{_date('end_')})"
    rf"|(?P<only>{YEAR})\s*年度?(?!\s*[0-9一二三四五六七八九十]))"
)
_BEFORE = re.compile(r"(?:上年|去年|上一年|往年)[^，。；]{0,8}$")


def judge_period(rule: Rule, *, kind: PeriodFits, report: Report) -> Judgement:
    """Judge that the period stated is the report's year, and that no other year is called its own.

    Not applicable when no period is stated and nothing else is wrong; undecided when one
    is stated in a way that cannot be read.
    """
    runs = [plain(words) for words in words_of(report.narrative)]
    stated = [(words, match) for words in runs for match in _statements(words)]
    findings = [
        *_misstated(rule, stated=stated, kind=kind, report=report),
        *wrong_years(rule, runs=runs, report=report),
    ]
    if findings:
        return judged(findings)
    if any(_is_unread(words) for words in runs):
        return Judgement(outcome="undecided")
    return Judgement(outcome="holds") if stated else NOT_APPLICABLE


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
    named = re.finditer(any_of("years", "periods"), words.text)
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
    if match["start"]:
        return _is_day(match, "start_", day=kind.first, year=year)
    if match["end"]:
        return _is_day(match, "end_", day=kind.last, year=year)
    return _is_day(match, "first_", day=kind.first, year=year) and _is_day(
        match, "last_", day=kind.last, year=year
    )


def _is_day(match: re.Match[str], name: str, *, day: str, year: int) -> bool:
    said = match[f"{name}y"], match[f"{name}m"], match[f"{name}d"]
    month, date = (int(part) for part in day.split("-"))
    # A month without its day means all of it.
    unsaid = 1 if date == 1 else monthrange(year, month)[1]
    return (
        (said[0] is None or read_numeral(said[0]) == year)
        and read_numeral(said[1]) == month
        and (unsaid if said[2] is None else read_numeral(said[2])) == date
    )


def _spoken(year: int, day: str) -> str:
    month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"

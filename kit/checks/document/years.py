"""Find years that are not what the text speaks of them as (S3).

Every year is one of: the report's own, the one before, the next, or one of history or
of a document. Which of them it may be depends on the words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kit.checks.document.own import own_names
from kit.checks.document.vocabulary import pattern_of
from kit.checks.document.year_text import spoken_finding
from kit.checks.findings import Finding
from kit.checks.reading.numerals import read_numeral
from kit.checks.words import Words
from kit.form.model import Rule
from kit.report.model import Report

_OTHER_REPORT = pattern_of("years", "other_report")
_CLAIMED = pattern_of("years", "claims")
_THIS_YEAR = pattern_of("years", "this_year")
_PLANS = pattern_of("years", "plans")
_PAST = pattern_of("years", "past")
_PRESENT = pattern_of("years", "present")
_DONE = pattern_of("years", "done")
_REPORTED = pattern_of("years", "reported")
_INTENDED = pattern_of("years", "intended")
_FROM_NOW = pattern_of("years", "from_now")
_COMPARED = pattern_of("years", "compared")
_CHANGED = pattern_of("years", "changes")
_CARRIED = pattern_of("years", "carried")
_LAST_YEAR = pattern_of("years", "last_year")
_COUNTED = pattern_of("years", "counted")
_YEAR_SAID = pattern_of("years", "year_said")
#: Years that a text copied from an older report may be of; longer ago is history.
_FAR_BACK = 3
#: Sections that say what is to be done, or none.
_PLANNING = {0, 5, 6}
#: A year said before a comma, 2021年度，, is no clause of its own.
_YEAR_COMMA = 7
#: A number worth knowing again in last year's tables: smaller ones are everywhere.
_TELLING = 10
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def wrong_years(rule: Rule, *, runs: list[Words], report: Report) -> Iterator[Finding]:
    """Yield a finding for each year that cannot be what it is spoken of as, once a place."""
    seen: set[tuple[int, int]] = set()
    named = re.compile("|".join(own_names(report.agency)))
    for words in runs:
        for match, subject, wanted in _wrong(words, named=named, report=report):
            group = next(
                n for n in ("year", "now", "named") if match.re.groupindex.get(n) and match[n]
            )
            at = words.span(match.start(group), _end(match))
            if (at.line, at.column) not in seen:
                seen.add((at.line, at.column))
                yield spoken_finding(rule, at, subject=subject, wanted=f"{wanted}年")


def _end(match: re.Match[str]) -> int:
    """Return where the words to quote end: those that tell what the year is said of."""
    return max(match.end(), match.end(1) + 1)


Wrong = tuple[re.Match[str], str, int]


def _wrong(words: Words, *, named: re.Pattern[str], report: Report) -> Iterator[Wrong]:
    masked = named.sub(lambda found: "\ufffc" * len(found.group()), words.text)
    own = replace(words, text=masked)
    year = report.year
    for match in _OTHER_REPORT.finditer(words.text) if words.number == 0 else ():
        if read_numeral(match["year"]) != year and _is_own_report(words, match):
            yield match, "报告年度", year
    for match in _THIS_YEAR.finditer(words.text):
        said = read_numeral(match["now"] or match["named"])
        is_plan = said == year + 1 and _PLANS.search(words.sentence(match))
        if said != year and not is_plan:
            yield match, "本年度", year
    yield from ((match, "本年度", year) for match in _deeds(own, year=year))
    yield from ((match, "计划年度", year + 1) for match in _past_plans(own, year=year))
    yield from ((match, "结转年度", year + 1) for match in _carried(own, year=year))
    yield from ((match, "对比年度", year - 1) for match in _compared(own, report=report))


def _is_own_report(words: Words, match: re.Match[str]) -> bool:
    """Whether a report named in the preface is meant to be this one."""
    sentence = words.sentence(match)
    is_title = re.fullmatch(r"[#*\s]*\w*", sentence.replace(match.group(), ""))
    return bool(is_title or _CLAIMED.search(sentence)) and not _PAST.search(sentence)


def _deeds(words: Words, *, year: int) -> Iterator[re.Match[str]]:
    """Yield where work is reported of another year than the report's, as last year's text did."""
    for match in _REPORTED.finditer(words.text):
        said = read_numeral(match["year"])
        sentence = _whole_sentence(words, match)
        is_own = match["deed"] or (words.number and (match["own"] or match["whose"]))
        if said == year or not is_own or _is_elsewhere(sentence, said=said, year=year):
            continue
        if year - _FAR_BACK <= said < year or (
            said > year and match["deed"] and _is_counted_ahead(sentence)
        ):
            yield match


def _whole_sentence(words: Words, match: re.Match[str]) -> str:
    """Return the sentence of *match*, all that its semicolons part."""
    start = max(words.text.rfind(end, 0, match.start("year")) for end in "。\n") + 1
    ends = [at for end in "。\n" if (at := words.text.find(end, match.end())) >= 0]
    return words.text[start : min(ends, default=len(words.text))]


def _is_elsewhere(sentence: str, *, said: int, year: int) -> bool:
    """Whether a sentence on another year comes to the report's year, or is history."""
    others = {read_numeral(found) for found in _YEAR_SAID.findall(sentence)} - {said}
    back = _PRESENT.search(sentence)
    # What a later clause says of the past is of the past of that year.
    clause = sentence[: sentence.find("，", sentence.find(str(said)) + _YEAR_COMMA) + 1] or sentence
    return bool(others or back or (said < year and _PAST.search(clause)))


def _is_counted_ahead(sentence: str) -> bool:
    return bool(_COUNTED.search(sentence)) and not _PLANS.search(sentence)


def _past_plans(words: Words, *, year: int) -> Iterator[re.Match[str]]:
    """Yield where what is still to be done is said of the report's year or one before it."""
    patterns = (_INTENDED, _FROM_NOW) if words.number in _PLANNING else (_INTENDED,)
    for pattern in patterns:
        for match in pattern.finditer(words.text):
            said, sentence = read_numeral(match["year"]), words.sentence(match)
            before = words.text[max(0, match.start() - 6) : match.start()]
            if year - 1 <= said <= year and not _DONE.search(before + sentence):
                yield match


def _carried(words: Words, *, year: int) -> Iterator[re.Match[str]]:
    """Yield where requests are carried into a year that is not the next."""
    for match in _CARRIED.finditer(words.text):
        said = read_numeral(match["year"])
        sentence = words.sentence(match)
        is_in = said == year and (_LAST_YEAR.search(sentence) or f"{year - 1}年" in sentence)
        if said != year + 1 and not is_in and said in {year, year + 2}:
            yield match


def _compared(words: Words, *, report: Report) -> Iterator[re.Match[str]]:
    """Yield comparisons with the report's own year, or with last year's number by another year."""
    for match in _COMPARED.finditer(words.text):
        said = read_numeral(match["year"])
        if said == report.year - 1 or not _CHANGED.search(match["rest"]):
            continue
        if said == report.year:
            sentence = words.sentence(match)
            if (
                words.number not in _PLANNING
                and not _PLANS.search(sentence)
                and str(said + 1) not in sentence
            ):
                yield match
        elif report.year - _FAR_BACK <= said < report.year:
            number = _NUMBER.match(match["rest"].lstrip("的（( "))
            if number and _is_last(number.group(), report=report):
                yield match


def _is_last(number: str, *, report: Report) -> bool:
    """Whether a number is one of last year's tables."""
    value = number.replace(",", "")
    figures = report.last.figures.values() if report.last else ()
    return any(figure.text == value for figure in figures) and float(value) >= _TELLING

"""Judge which year the text says it reports for."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from kit.checks.claims.numerals import read_numeral
from kit.checks.claims.own import own_names
from kit.checks.findings import At, Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.wording.words import Words, spoken_at, words_of
from kit.form.model import Rule
from kit.form.word_kinds import PeriodFits
from kit.report.model import Report

#: Full-width digits and the many dashes, each made plain in its place.
_PLAIN = str.maketrans("０１２３４５６７８９．／—–－−~～", "0123456789./------")

_YEAR = r"(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})"
_PART = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"


def _date(name: str) -> str:
    """Return the pattern of a date, the year and day of which may be left out."""
    return (
        rf"(?:(?P<{name}y>{_YEAR})\s*[年./-]\s*)?(?P<{name}m>{_PART})\s*[月./-]"
        rf"\s*(?:(?P<{name}d>{_PART})\s*[日号]?)?"
    )


_ABOUT = (
    r"(?:统计(?:数据)?的?(?:起止)?(?:期限|期间|期|时间|时限|时段|周期|区间|范围|自)"
    r"|(?:数据|情况)[^。；;0-9]{0,12}(?:期限|起止)|报告[^。；;0-9]{0,6}(?:期限|起止))"
)
#: A period stated of the report's figures; or only its end, or only its year.
_STATED = re.compile(
    rf"{_ABOUT}[^。；;0-9]{{0,15}}?(?:"
    rf"(?P<period>自?\s*{_date('first_')}\s*(?:起|开始)?\s*[，,]?\s*(?:至|到|-+)"
    rf"\s*(?:当年|同年|本年)?\s*{_date('last_')}\s*止?)"
    rf"|自\s*(?P<start>{_date('start_')})\s*(?:起|开始)"
    rf"|截[至止][^。；;0-9]{{0,4}}(?P<end>{_date('end_')})"
    rf"|(?P<only>{_YEAR})\s*年度?(?!\s*[0-9一二三四五六七八九十]))"
)
_BEFORE = re.compile(r"(?:上年|去年|上一年|往年)[^，。；]{0,8}$")
#: A document's title is no statement of this report's own, unless the title is this report's.
_CITED = re.compile(r"《[^《》\n]{0,120}(?<!年度报告)(?<!年报)》")
_OTHER_REPORT = re.compile(
    rf"(?P<year>{_YEAR})\s*年度?[^，。；、0-9《》\n]{{0,24}}?(?:年度报告|年报)(?!指出|显示)"
)
_CLAIMED = re.compile(r"公布|发布|编制|编写|撰写|制作|形成|本报告|本年报|现将|如下|报告全文")
#: Years; what a report tells of longer ago is history.
_FAR_BACK = 3
_PAST = re.compile(r"上年|上一年|去年|往年|历年|此前|指出|显示|相比|对比|反馈|通报|问题")
_OTHER_NOW = re.compile(
    rf"(?:今年|本年度?)(?:以来)?\s*[（(]\s*(?:即|指)?\s*(?P<now>{_YEAR})\s*年"
    rf"|(?P<named>{_YEAR})\s*年度?\s*[（(]\s*(?:以下简称|下称|即)\s*[“\"]?(?:今年|本年)"
)
#: Whose work a section begins with, after a year or before it, or what it says was done.
_OPENING = re.compile(
    rf"\s*(?:#[^\n]*\s+)?(?:[（(]?[一二三1-3][）)、.．]\s*)?(?P<whose>\ufffc+)?(?P<year>{_YEAR})年度?"
    r"(?P<own>(?:以来)?[，,]?\s*(?:\ufffc|[我本][局委办厅镇乡院街县市区州省单机]|全[市县区州省镇乡]"
    r"|因|共|未|没有|新收|收到))?[^。\n]*"
)
_PLANNED = re.compile(r"将|拟|计划|打算|下一步|继续")


def judge_period(rule: Rule, *, kind: PeriodFits, report: Report) -> Judgement:
    """Judge that the period stated is the report's year, and that no other year is called its own.

    Not applicable when no period is stated and nothing else is wrong.
    """
    runs = [_plain(words) for words in words_of(report.narrative)]
    stated = [(words, match) for words in runs for match in _statements(words)]
    findings = [
        *_misstated(rule, stated=stated, kind=kind, report=report),
        *_other_reports(rule, runs=runs, report=report),
        *_other_present(rule, runs=runs, report=report),
        *_other_opening(rule, runs=runs, report=report),
    ]
    if not stated and not findings:
        return NOT_APPLICABLE
    return judged(findings)


def _plain(words: Words) -> Words:
    text = words.text.translate(_PLAIN)
    text = _CITED.sub(lambda found: "\ufffc" * len(found.group()), text)
    return Words(file=words.file, number=words.number, line=words.line, text=text)


def _statements(words: Words) -> Iterator[re.Match[str]]:
    """Yield what the text states of its own period, not of the year before."""
    for match in _STATED.finditer(words.text):
        if not _BEFORE.search(words.text, max(0, match.start() - 12), match.start()):
            yield match


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
            yield _finding(rule, words.at(match), subject="统计期限", wanted=f"{first}至{last}")


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


def _other_reports(rule: Rule, *, runs: list[Words], report: Report) -> Iterator[Finding]:
    """Find another year's report called this one, in the preface."""
    for words in runs:
        for match in _OTHER_REPORT.finditer(words.text) if words.number == 0 else ():
            sentence = words.sentence(match)
            is_title = re.fullmatch(r"[#*\s]*\w*", sentence.replace(match.group(), ""))
            is_own = is_title or _CLAIMED.search(sentence)
            if read_numeral(match["year"]) != report.year and is_own and not _PAST.search(sentence):
                yield _finding(rule, words.at(match), subject="报告年度", wanted=f"{report.year}年")


def _other_present(rule: Rule, *, runs: list[Words], report: Report) -> Iterator[Finding]:
    """Find another year called this year; plans may speak of the year they are made in."""
    for words in runs:
        for match in _OTHER_NOW.finditer(words.text):
            year = read_numeral(match["now"] or match["named"])
            is_plan = year == report.year + 1 and _PLANNED.search(words.sentence(match))
            if year != report.year and not is_plan:
                yield _finding(rule, words.at(match), subject="本年度", wanted=f"{report.year}年")


def _other_opening(rule: Rule, *, runs: list[Words], report: Report) -> Iterator[Finding]:
    """Find a section that begins with its own work in an earlier year, as last year's text did."""
    own = re.compile("|".join(own_names(report.agency)))
    for words in runs:
        text = own.sub(lambda found: "\ufffc" * len(found.group()), words.text)
        match = _OPENING.match(text)
        # 某局2021年度报告 is a title.
        is_own = match and (match["own"] or (match["whose"] and words.number))
        if match is None or not is_own:
            continue
        if str(report.year) in match.group() or _PAST.search(match.group()):
            continue
        if report.year - _FAR_BACK <= read_numeral(match["year"]) < report.year:
            said = words.span(match.start("year"), max(match.end("year") + 1, match.end("own")))
            yield _finding(rule, said, subject="本年度", wanted=f"{report.year}年")


def _finding(rule: Rule, at: At, *, subject: str, wanted: str) -> Finding:
    return build_finding(
        rule,
        where=spoken_at(at),
        said=f"{subject}应为{wanted}，实为“{at.quote}”",
        at=at,
        expected=wanted,
        found=at.quote,
    )


def _spoken(year: int, day: str) -> str:
    month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"

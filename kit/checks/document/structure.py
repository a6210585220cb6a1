"""Judge the report as a whole: its edition, sections, labels and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from kit.checks.findings import At, Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.checks.wording.words import Words, loose, plain_text, spoken_at, words_of
from kit.form.kinds import Deadline, EditionFits, LabelsOwn, PublishedBy, SectionsComplete
from kit.form.model import Rule
from kit.narrative.model import Passage
from kit.parameters import REPORT
from kit.report.model import Report
from kit.source.filing import LabelFault
from kit.workspace import Agency

_NUMERAL = re.compile(r"\s*[（(]?\s*第?([一二三四五六七八九十]+)")
#: What is said of a circular when it is not relied on.
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


def judge_sections(rule: Rule, *, kind: SectionsComplete, report: Report) -> Judgement:
    """Judge that all sections stand in order and have content, a government's its own parts too."""
    return judged(
        [
            *_missing_sections(rule, report=report),
            *_misplaced_sections(rule, report=report),
            *_misnumbered_sections(rule, report=report),
            *_empty_sections(rule, report=report),
            *_missing_parts(rule, kind=kind, report=report),
        ]
    )


def judge_labels(rule: Rule, *, kind: LabelsOwn, report: Report) -> Judgement:  # noqa: ARG001 - one signature for every kind
    """Judge that the labels met on reading were the form's own."""
    return judged(
        build_finding(
            rule,
            where=fault.place.spoken,
            said=_label_said(fault),
            expected=fault.wanted,
            found=fault.found,
        )
        for fault in report.filing.label_faults
    )


def _label_said(fault: LabelFault) -> str:
    if not fault.found:
        return f"应有“{fault.wanted}”，没有"
    return f"应为“{fault.wanted}”，实为“{fault.found}”"


def judge_published(rule: Rule, *, kind: PublishedBy, report: Report) -> Judgement:
    """Judge that the report is published by the first deadline that fits the agency."""
    limit = deadline_of(kind, agency=report.agency, year=report.year)
    if limit is None:
        return NOT_APPLICABLE
    if not report.parameters.published:
        return Judgement(outcome="undecided")
    published = date.fromisoformat(report.parameters.published)
    if published <= limit:
        return Judgement(outcome="holds")
    finding = build_finding(
        rule,
        where=f"{REPORT} published",
        said=f"应不晚于 {limit.isoformat()}，实为 {published.isoformat()}",
        expected=limit.isoformat(),
        found=published.isoformat(),
    )
    return judged([finding])


def deadline_of(kind: PublishedBy, *, agency: Agency, year: int) -> date | None:
    """Return the day by which *agency* publishes its report for *year*; ``None`` without one."""
    fitting = [deadline for deadline in kind.deadlines if _fits(deadline, agency)]
    return date.fromisoformat(f"{year + 1:04d}-{fitting[0].by}") if fitting else None


def _fits(deadline: Deadline, agency: Agency) -> bool:
    return (
        (not deadline.kind or agency.kind in deadline.kind)
        and (deadline.scope is None or agency.scope == deadline.scope)
        and (not deadline.level or agency.level in deadline.level)
        and (deadline.vertical is None or agency.vertical == deadline.vertical)
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


def _missing_sections(rule: Rule, *, report: Report) -> Iterator[Finding]:
    present = {passage.number for passage in report.narrative.sections}
    for section in report.form.sections:
        if section.number not in present:
            yield build_finding(
                rule,
                where=report.narrative.file,
                said=f"应有“{section.heading}”，没有",
                expected=section.heading,
            )


def _misplaced_sections(rule: Rule, *, report: Report) -> Iterator[Finding]:
    """Find headings that are no section, come twice, or come after a later one."""
    known = {section.number for section in report.form.sections}
    seen = 0
    for passage in report.narrative.sections:
        if passage.number not in known:
            said = f"标题“{passage.heading}”不是格式规定的部分，下级标题请用三个 #"
        elif passage.number == seen:
            said = f"“{passage.heading}”重复出现"
        elif passage.number < seen:
            said = f"“{passage.heading}”应在后面各部分之前"
        else:
            seen = passage.number
            continue
        yield _passage_finding(rule, passage, said=said, report=report)


def _misnumbered_sections(rule: Rule, *, report: Report) -> Iterator[Finding]:
    """Find headings whose numeral is another section's; one without a numeral may be."""
    sections = {section.number: section for section in report.form.sections}
    for passage in report.narrative.sections:
        numeral = _NUMERAL.match(passage.heading)
        section = sections.get(passage.number)
        if numeral and section and numeral[1] != section.heading.partition("、")[0]:
            said = f"应为“{section.heading}”，实为“{passage.heading}”"
            yield _passage_finding(rule, passage, said=said, report=report)


def _empty_sections(rule: Rule, *, report: Report) -> Iterator[Finding]:
    """Find sections without content; a table is content, and so are parts under any heading."""
    sections = {section.number: section for section in report.form.sections}
    passages = report.narrative.sections
    for passage, after in zip_longest(passages, passages[1:]):
        section = sections.get(passage.number)
        goes_on = after is not None and after.number not in sections
        if section and not section.table and not goes_on and not _has_content(passage):
            said = f"“{section.heading}”应有内容，实为空"
            yield _passage_finding(rule, passage, said=said, report=report)


def _has_content(passage: Passage) -> bool:
    lines = passage.markdown.splitlines()
    body = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return bool(plain_text(Passage(number=passage.number, before=body)))


def _missing_parts(rule: Rule, *, kind: SectionsComplete, report: Report) -> Iterator[Finding]:
    text = "".join(words.text for words in words_of(report.narrative))
    required = kind.government if report.agency.kind == "government" else ()
    for name, *wordings in required:
        if not any(wording in text for wording in (name, *wordings)):
            yield build_finding(
                rule,
                where=report.narrative.file,
                said=f"政府的报告应写明{name}情况，没有写",
                expected=name,
            )


def _passage_finding(rule: Rule, passage: Passage, *, said: str, report: Report) -> Finding:
    at = At(file=report.narrative.file, line=passage.line, quote=passage.heading)
    return build_finding(rule, where=spoken_at(at), said=said, at=at, found=passage.heading)

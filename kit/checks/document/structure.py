"""Judge the report as a whole: its sections and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from kit.checks.findings import At, Finding
from kit.checks.judgement import Judgement, build_finding, judged
from kit.checks.words import plain_text, spoken_at, words_of
from kit.form.kinds import LabelsOwn, SectionsComplete
from kit.form.model import Rule
from kit.narrative import heading_number
from kit.narrative.model import Passage
from kit.report.model import Report
from kit.source.filing import LabelFault
from kit.workspace import Agency

_NUMERAL = re.compile(r"\s*[（(]?\s*第?([一二三四五六七八九十]+)")


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
    """Find headings whose numeral or words are not the section's; one without numeral may be."""
    sections = {section.number: section for section in report.form.sections}
    for passage in report.narrative.sections:
        numeral = _NUMERAL.match(passage.heading)
        section = sections.get(passage.number)
        if section is None:
            continue
        is_other = numeral and numeral[1] != section.heading.partition("、")[0]
        if is_other or heading_number(passage.heading, form=report.form) != passage.number:
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
    required = kind.government if _is_government(report.agency) else ()
    for name, *wordings in required:
        if not any(wording in text for wording in (name, *wordings)):
            yield build_finding(
                rule,
                where=report.narrative.file,
                said=f"政府的报告应写明{name}情况，没有写",
                expected=name,
            )


def _is_government(agency: Agency) -> bool:
    """Whether a body is a government of whatever level; a street office is none."""
    return agency.kind == "government" or (
        agency.kind == "town" and agency.name.endswith("人民政府")
    )


def _passage_finding(rule: Rule, passage: Passage, *, said: str, report: Report) -> Finding:
    at = At(file=report.narrative.file, line=passage.line, quote=passage.heading)
    return build_finding(rule, where=spoken_at(at), said=said, at=at, found=passage.heading)

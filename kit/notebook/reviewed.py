"""Build what ``review.json`` holds of a report, its findings and its decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from functools import partial
from typing import get_args

from kit.checks import Finding, Findings, NumberStatus
from kit.checks.agreement.links import find_links
from kit.checks.findings import At, NumberRead
from kit.checks.judgement import public
from kit.compare import compare_narratives
from kit.narrative import times_before
from kit.notebook.public_values import public_value, public_values
from kit.notebook.review_record import (
    AtRecord,
    ChangeRecord,
    FigureRecord,
    FindingRecord,
    LedgerRecord,
    LinkRecord,
    NumberRecord,
    NumbersRecord,
    Printed,
    ReviewRecord,
    SectionRecord,
    SumRecord,
)
from kit.report import Report
from kit.report.parts import ROLLUP
from kit.signoff import SignOffs, findings_sha256, last_digest, review_state
from kit.source import Figure

#: More parts of a figure than these are told by their number.
_PARTS = 12


def build_review(report: Report, *, findings: Findings, sign_offs: SignOffs) -> ReviewRecord:
    """Return the reviewers' data.

    The public data, each figure with its raw cell and place and last year's value,
    and beside them the findings, the words that state figures, what became of last
    year's words, earlier years' figures, and what reviewers decided.
    A figure of a roll-up names where its parts are listed, in ``parts``, and the
    largest of them in ``sum``.
    """
    reviewed = review_state(report, findings=findings, sign_offs=sign_offs)
    finding = partial(_finding, confirmed=reviewed.confirmed, report=report)
    return ReviewRecord(
        schema="1",
        year=report.year,
        agency=report.agency.id,
        name=report.agency.name,
        edition=report.filing.edition,
        title=report.title,
        published=report.parameters.published,
        last_year=report.last.year if report.last else None,
        figures={a: _figure(figure, report=report) for a, figure in report.filing.figures.items()},
        sections=_sections(report),
        history={str(filing.year): public_values(filing) for filing in report.history},
        links=_links(report),
        changes=_changes(report),
        seen=dict(reviewed.seen),
        findings_seen=findings_sha256(each.key for each in findings.findings),
        before=last_digest(sign_offs.entries),
        sign_off=reviewed.sign_off,
        state=reviewed.state,
        correction=report.parameters.correction,
        copied=report.copied,
        findings=tuple(map(finding, findings.findings)),
        outcomes=dict(findings.outcomes),
        causes=findings.causes,
        numbers=_numbers(findings, report=report),
        stale=findings.stale,
    )


def _figure(figure: Figure, *, report: Report) -> FigureRecord:
    """Return all that reviewers are told of one figure."""
    address = figure.address
    added = _sum(address, report=report)
    return FigureRecord(
        value=public_value(figure),
        raw=figure.raw,
        source=figure.source or None,
        note=figure.note,
        last=_last(address, report=report),
        ledger=_ledger(address, report=report),
        parts=f"{ROLLUP}!{address}" if added else "",
        sum=added,
    )


def _last(address: str, *, report: Report) -> Printed:
    if report.last is None:
        return ""
    figure = report.last.figures.get(address)
    return public_value(figure) if figure else None


def _ledger(address: str, *, report: Report) -> LedgerRecord | None:
    """Return what the ledgers have for a figure, if they cover it: its value and its rows."""
    count = report.ledger.counts.get(address) if report.ledger else None
    if count is None:
        return None
    return LedgerRecord(value=public(count.value), source="；".join(map(str, count.rows)))


def _sum(address: str, *, report: Report) -> SumRecord | None:
    """Return what a figure of a roll-up adds up: the largest of its parts."""
    rollup = report.rollup
    if rollup is None or address not in rollup.sums:
        return None
    parts = tuple((name, public(value)) for name, value in rollup.largest(address))
    return SumRecord(
        known=public(rollup.sums[address].known),
        is_whole=rollup.is_whole(address),
        parts=parts[:_PARTS],
        more=max(0, len(parts) - _PARTS),
    )


def _sections(report: Report) -> tuple[SectionRecord, ...]:
    return tuple(
        SectionRecord(
            number=section.number,
            title=section.title,
            markdown=report.narrative.section(section.number).markdown,
        )
        for section in report.form.sections
    )


def _links(report: Report) -> tuple[LinkRecord, ...]:
    links = ((link, *_standing(link.at, report=report)) for link in find_links(report))
    return tuple(
        LinkRecord(
            line=link.at.line,
            quote=link.at.quote,
            cells=tuple(link.cells),
            section=section,
            before=before,
        )
        for link, section, before in links
    )


def _changes(report: Report) -> tuple[ChangeRecord, ...]:
    changes = compare_narratives(report.narrative, report.last_narrative)
    return tuple(ChangeRecord(section=c.section, parts=tuple(c.runs)) for c in changes)


def _finding(finding: Finding, *, confirmed: Container[str], report: Report) -> FindingRecord:
    return FindingRecord(
        rule=finding.rule,
        severity=finding.severity,
        cells=finding.cells,
        at=_at(finding.at, report=report) if finding.at else None,
        expected=finding.expected,
        found=finding.found,
        message=finding.message,
        accepted=finding.accepted,
        confirmed=finding.key in confirmed,
        key=finding.key,
        claim=finding.claim,
    )


def _at(at: At, *, report: Report) -> AtRecord:
    section, before = _standing(at, report=report)
    return AtRecord(
        file=at.file,
        line=at.line,
        quote=at.quote,
        column=at.column,
        section=section,
        before=before,
    )


def _numbers(findings: Findings, *, report: Report) -> NumbersRecord:
    found = Counter(number.status for number in findings.numbers)
    return NumbersRecord(
        counts={status: found[status] for status in get_args(NumberStatus)},
        places=tuple(_number(number, report=report) for number in findings.numbers),
    )


def _number(number: NumberRead, *, report: Report) -> NumberRecord:
    section, before = _standing(number.at, report=report)
    return NumberRecord(
        file=number.at.file,
        line=number.at.line,
        column=number.at.column,
        quote=number.at.quote,
        status=number.status,
        read_as=number.read_as,
        section=section,
        before=before,
    )


def _standing(at: At, *, report: Report) -> tuple[int | None, int]:
    """Return the section that words stand in, 0 of the preface, and how often they stand before.

    What is in no section of the page, or in one that is written twice, has none.
    """
    narrative, line = report.narrative, at.line
    begun = [passage for passage in narrative.sections if passage.line <= line]
    own = max(begun, key=lambda passage: passage.line, default=narrative.preface)
    numbers = (section.number for section in report.form.sections)
    shown = [narrative.preface, *map(narrative.section, numbers)]
    if not any(own is passage for passage in shown):
        return None, 0
    return own.number, times_before(own, line=line, quote=at.quote, column=at.column)

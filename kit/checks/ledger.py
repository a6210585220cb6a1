"""Judge what was filled in against what the ledgers come to, and answers by their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.checks.arithmetic.balance import match_filed
from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged, public
from kit.checks.places import spoken_cell
from kit.form.kinds import AnsweredInTime, LedgerAgrees, LedgerNoted
from kit.form.model import Rule
from kit.report.model import Report
from kit.source.filing import Figure

if TYPE_CHECKING:
    from kit.ledger import Count, Late


def judge_agrees(rule: Rule, *, kind: LedgerAgrees, report: Report) -> Judgement:
    """Judge that each cell that was filled in is what the ledger comes to."""
    counts = report.ledger.counts if report.ledger else {}
    both = [
        (figure, counts[address])
        for address in match_filed(kind.cells, report=report)
        if address in counts
        and (figure := report.filing.figures.get(address))
        and figure.value is not None
        and not figure.rows
    ]
    if not both:
        return NOT_APPLICABLE
    return judged(
        _difference(rule, figure, count=count, report=report)
        for figure, count in both
        if figure.value != count.value
    )


def judge_in_time(rule: Rule, *, kind: AnsweredInTime, report: Report) -> Judgement:  # noqa: ARG001 - the signature of evaluators
    """Judge that no request of the ledger was late; one finding a sheet and way of being late."""
    if report.ledger is None or not report.ledger.has_requests:
        return NOT_APPLICABLE
    return judged(_lateness(rule, late) for late in report.ledger.late)


def judge_noted(rule: Rule, *, kind: LedgerNoted, report: Report) -> Judgement:  # noqa: ARG001 - the signature of evaluators
    """Say what reading the ledgers left out."""
    if report.ledger is None:
        return NOT_APPLICABLE
    return judged(
        Finding(rule=rule.id, severity=rule.severity, message=f"{note}{rule.reason}{rule.cure}")
        for note in report.ledger.notes
    )


def _difference(rule: Rule, figure: Figure, *, count: Count, report: Report) -> Finding:
    rows = "；".join(rows.spoken() for rows in count.rows)
    return build_finding(
        rule,
        where=spoken_cell(figure.address, report=report),
        said=f"填的是 {figure.text}，台账数得 {public(count.value)}（{rows}）",
        cells=(figure.address,),
        expected=count.value,
        found=figure.value,
    )


def _lateness(rule: Rule, late: Late) -> Finding:
    number = len(late.rows.numbers)
    said = f"{number} 件{late.said}（{late.article}），最长超过 {late.days} 个工作日"
    return build_finding(rule, where=late.rows.spoken(), said=said, expected=0, found=number)

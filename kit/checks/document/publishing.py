"""Judge when the report is published (S5)."""

from __future__ import annotations

from datetime import date

from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, judged
from kit.form.kinds import Deadline, PublishedBy
from kit.form.model import Rule
from kit.parameters import REPORT
from kit.report.model import Report
from kit.workspace import Agency


def judge_published(rule: Rule, *, kind: PublishedBy, report: Report) -> Judgement:
    """Judge that the report is published after its year has ended and by the first deadline.

    That is the first that fits the agency, or the one its own data set, when it is earlier.
    """
    limit = deadline_of(kind, agency=report.agency, year=report.year)
    if limit is None:
        return NOT_APPLICABLE
    if not report.parameters.published:
        return Judgement(outcome="undecided")
    if report.parameters.deadline:
        limit = min(limit, date.fromisoformat(report.parameters.deadline))
    published, first = date.fromisoformat(report.parameters.published), date(report.year + 1, 1, 1)
    if published < first:
        return judged([_misdated(rule, published, said="不早于", wanted=first)])
    if published > limit:
        return judged([_misdated(rule, published, said="不晚于", wanted=limit)])
    return Judgement(outcome="holds")


def _misdated(rule: Rule, published: date, *, said: str, wanted: date) -> Finding:
    return build_finding(
        rule,
        where=f"{REPORT} published",
        said=f"应{said} {wanted.isoformat()}，实为 {published.isoformat()}",
        expected=wanted.isoformat(),
        found=published.isoformat(),
    )


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

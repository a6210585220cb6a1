"""Reports whose agency claims findings, bound to what they are made of today."""

from __future__ import annotations

from dataclasses import replace

from kit.checks import check
from kit.checks.claims import bound_of
from kit.parameters import Claim
from kit.report.model import Report


def claiming(report: Report, *rules: str, reason: str = "已核对原件") -> Report:
    """Return *report* with a claim of each finding of the *rules*; of all if none is named."""
    claims = tuple(
        claim_of(report, number=number, reason=reason)
        for number, finding in enumerate(check(report).findings)
        if finding.rule in rules or not rules
    )
    return replace(report, parameters=replace(report.parameters, accepted=claims))


def claim_of(report: Report, *, number: int = 0, reason: str = "已核对原件") -> Claim:
    """Return what claims one finding of *report*, counted from 0."""
    finding = check(report).findings[number]
    bound = bound_of(finding, report=report)
    return Claim(
        rule=finding.rule,
        reason=reason,
        cells=bound.cells,
        words=bound.words,
        expected=bound.expected,
    )

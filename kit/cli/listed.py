"""What the rules found, as lines for people: the worst first, each with what would claim it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kit.form import SEVERITY_NAMES
from kit.parameters import REPORT

if TYPE_CHECKING:
    from kit.checks import Findings, StaleClaim
    from kit.report import Report

_PASTE = "核实无误、确需保留的：把它下面的一行粘贴到 report.yaml 的 accepted: 之下，写明理由。"


def finding_lines(
    findings: Findings, *, report: Report, confirmed: frozenset[str], has_lines: bool
) -> Iterator[str]:
    """Say in a line how many there are, each cause with its findings, then the rest."""
    from kit.checks import CAUSE_NAMES, put_together
    from kit.checks.claims import cell_names, claim_lines

    counts = "、".join(
        f"{SEVERITY_NAMES[name]} {len(findings.counting(name))}" for name in SEVERITY_NAMES
    )
    settled = len(confirmed)
    waiting = len(findings.claimed) - settled
    claims = (f"，待核定 {waiting}" if waiting else "") + (f"，已核定 {settled}" if settled else "")
    yield f"{report.agency.id}  {counts}{claims}"
    names = cell_names(report) if has_lines else None
    for cause, explained in findings.by_cause():
        if cause:
            yield f"  原因 {CAUSE_NAMES[cause.kind]}  {cause.message}"
        for said in put_together(explained, report=report):
            line = f"{SEVERITY_NAMES[said.first.severity]} {said.first.rule}  {said.message}"
            yield f"{'    ' if cause else '  '}{line}"
            if names:
                # The same words on several lines are claimed once.
                lines = claim_lines(said.findings, report=report, names=names)
                yield from map(_pasted, dict.fromkeys(lines))
    yield from _stale(findings.stale)
    if waiting:
        from kit.signoff import claims_said

        yield f"  {claims_said(waiting)}"
    if names and len(findings.claimed) < len(findings.findings):
        yield f"  {_PASTE}"


def _stale(claims: Iterable[StaleClaim]) -> Iterator[str]:
    """Say of each claim that does not hold any more what changed, and what to write instead."""
    for claim in claims:
        part = "有一部分" if claim.is_partial else ""
        where = f"{REPORT} accepted 第 {claim.number} 项（{claim.rule}，{claim.reason}）"
        yield f"  说明{part}已不适用  {where}：{'；'.join(claim.why)}。"
        yield from map(_pasted, claim.lines)


def _pasted(line: str) -> str:
    return f"    {line}"

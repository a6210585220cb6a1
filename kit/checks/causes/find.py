"""From a report, its findings and what its text says, to the causes."""

from __future__ import annotations

from collections.abc import Sequence

from kit.checks.agreement.outcome import Judged
from kit.checks.arithmetic.balance import read_values
from kit.checks.cause import Cause
from kit.checks.causes.left_out import find_left_out, noted_cells
from kit.checks.causes.lines import lines_judged, stand
from kit.checks.causes.margins import build_margins
from kit.checks.causes.patterns import build_patterns
from kit.checks.causes.search import explain_lines
from kit.checks.causes.suspects import Inquiry
from kit.checks.causes.telling import Case, tell, tell_left_out
from kit.checks.causes.witnesses import call_witnesses
from kit.checks.findings import Finding
from kit.report.model import Report


def explain_sums(
    report: Report, *, findings: Sequence[Finding], judged: Sequence[Judged]
) -> tuple[Cause, ...]:
    """Return the causes of the sums that do not hold, as :func:`kit.checks.causes.find_causes`."""
    lines, values = lines_judged(report), read_values(report)
    case = Case(report=report, findings=findings, lines=lines)
    found: list[Cause] = []
    noted = noted_cells(report, lines=lines)
    texts = frozenset(cell for cell in noted if not report.filing.figures[cell].merged)
    left_out = find_left_out(lines, values=values, noted=texts) if texts else None
    if left_out:
        found.append(tell_left_out(left_out, values=values, case=case))
        values = {**values, **left_out.totals}
    inquiry = Inquiry(
        form=report.filing_form,
        values=values,
        standing=stand(lines, values),
        patterns=build_patterns(lines, form=report.filing_form),
        witnesses=call_witnesses(report, judged=judged),
        margins=build_margins(lines, values=values),
        noted=noted,
    )
    for explanation in explain_lines(inquiry):
        found += tell(explanation, inquiry=inquiry, case=case)
    open_keys = {finding.key for finding in findings if finding.accepted is None}
    return tuple(cause for cause in found if not open_keys.isdisjoint(cause.findings))

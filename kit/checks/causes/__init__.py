"""Find the one thing behind findings that came together; :func:`find_causes` is the way in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kit.checks.causes.lines import has_broken_sum

if TYPE_CHECKING:
    from kit.checks.agreement.outcome import Judged
    from kit.checks.cause import Cause
    from kit.checks.findings import Finding
    from kit.report.model import Report

__all__ = ["find_causes"]


def find_causes(
    report: Report, *, findings: Sequence[Finding], judged: Sequence[Judged]
) -> tuple[Cause, ...]:
    """Return what probably went wrong, each with the keys of the findings that it explains.

    Parameters
    ----------
    findings
        Those of the report, each with its key.
    judged
        What came of each thing that the text says.
    """
    if not has_broken_sum(report):
        return ()
    # What searches is not imported for the many reports whose sums all hold.
    from kit.checks.causes.find import explain_sums

    return explain_sums(report, findings=findings, judged=judged)

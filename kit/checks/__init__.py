"""Evaluate the rules of a form against a report: :func:`check` gives findings, never errors."""

from kit.checks.alike import Said, put_together
from kit.checks.check import check
from kit.checks.findings import At, Finding, Findings, Outcome, Repair

__all__ = ["At", "Finding", "Findings", "Outcome", "Repair", "Said", "check", "put_together"]

"""Evaluate the rules of a form against a report: :func:`check` gives findings, never errors."""

from kit.checks.agreement.account import STATUSES
from kit.checks.agreement.explain import explain
from kit.checks.alike import Said, put_together
from kit.checks.check import check
from kit.checks.findings import (
    At,
    Finding,
    Findings,
    NumberRead,
    NumberStatus,
    Outcome,
    Repair,
    StaleClaim,
)
from kit.checks.reading.lexicon import load_lexicon

__all__ = [
    "STATUSES",
    "At",
    "Finding",
    "Findings",
    "NumberRead",
    "NumberStatus",
    "Outcome",
    "Repair",
    "Said",
    "StaleClaim",
    "check",
    "explain",
    "load_lexicon",
    "put_together",
]

"""Evaluate the rules of a form against a report: :func:`check` gives findings, never errors."""

from kit.checks.agreement.account import STATUSES
from kit.checks.agreement.explain import explain
from kit.checks.alike import Said, put_together
from kit.checks.cause import CAUSE_NAMES, Cause, CauseKind, WrongCell
from kit.checks.check import check
from kit.checks.document.likeness import RUN, SHORTEST
from kit.checks.document.own_words import Sentence, not_alike, own_sentences, own_words
from kit.checks.document.personal import find_personal, identity_numbers, masked, personal_data
from kit.checks.figures import broken_sums
from kit.checks.findings import (
    At,
    Finding,
    Findings,
    NumberRead,
    NumberStatus,
    Outcome,
    StaleClaim,
)
from kit.checks.reading.lexicon import load_lexicon

__all__ = [
    "CAUSE_NAMES",
    "RUN",
    "SHORTEST",
    "STATUSES",
    "At",
    "Cause",
    "CauseKind",
    "Finding",
    "Findings",
    "NumberRead",
    "NumberStatus",
    "Outcome",
    "Said",
    "Sentence",
    "StaleClaim",
    "WrongCell",
    "broken_sums",
    "check",
    "explain",
    "find_personal",
    "identity_numbers",
    "load_lexicon",
    "masked",
    "not_alike",
    "own_sentences",
    "own_words",
    "personal_data",
    "put_together",
]

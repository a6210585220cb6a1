"""What reviewers decide, bound to what they saw: :func:`review_state` tells what still counts."""

from kit.signoff.chain import digest_of, last_digest
from kit.signoff.confirm import claims_of, confirmed_claims, confirmed_keys
from kit.signoff.decide import LeftOut, Signed, approve_clean, sign_report
from kit.signoff.judge import ReviewState, review_state
from kit.signoff.kept import KeptReport, kept_name, kept_of, read_kept, write_kept
from kit.signoff.model import (
    ConfirmedClaim,
    Decision,
    FindingNote,
    PlaceNote,
    SignOff,
    SignOffFile,
    SignOffs,
)
from kit.signoff.read import read_sign_offs
from kit.signoff.saved import SavedDecision, findings_sha256, read_saved, saved_digest
from kit.signoff.seen import SCOPE_REPORT, former_seen_of, seen_of
from kit.signoff.shown import REVIEW
from kit.signoff.since import FactSince, FigureSince, ParagraphSince, Since, since
from kit.signoff.standing import (
    CHECKS_NAMES,
    STANDING_NAMES,
    ChecksState,
    DecisionState,
    ReportState,
    Standing,
    checks_state,
    claims_said,
    is_draft,
    standing,
)
from kit.signoff.states import StandingDecision, states
from kit.signoff.take import TakenIn, found_files, take_saved
from kit.signoff.write import add_sign_off

__all__ = [
    "CHECKS_NAMES",
    "REVIEW",
    "SCOPE_REPORT",
    "STANDING_NAMES",
    "ChecksState",
    "ConfirmedClaim",
    "Decision",
    "DecisionState",
    "FactSince",
    "FigureSince",
    "FindingNote",
    "KeptReport",
    "LeftOut",
    "ParagraphSince",
    "PlaceNote",
    "ReportState",
    "ReviewState",
    "SavedDecision",
    "SignOff",
    "SignOffFile",
    "SignOffs",
    "Signed",
    "Since",
    "Standing",
    "StandingDecision",
    "TakenIn",
    "add_sign_off",
    "approve_clean",
    "checks_state",
    "claims_of",
    "claims_said",
    "confirmed_claims",
    "confirmed_keys",
    "digest_of",
    "findings_sha256",
    "former_seen_of",
    "found_files",
    "is_draft",
    "kept_name",
    "kept_of",
    "last_digest",
    "read_kept",
    "read_saved",
    "read_sign_offs",
    "review_state",
    "saved_digest",
    "seen_of",
    "sign_report",
    "since",
    "standing",
    "states",
    "take_saved",
    "write_kept",
]

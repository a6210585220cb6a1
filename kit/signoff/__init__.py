"""What reviewers decide, bound to what they saw: :func:`states` tells what still counts."""

from kit.signoff.chain import digest_of, last_digest
from kit.signoff.confirm import claims_of, confirmed_keys
from kit.signoff.decide import REVIEW, Signed, sign_report
from kit.signoff.model import ConfirmedClaim, Decision, FindingNote, PlaceNote, SignOff, SignOffs
from kit.signoff.read import read_sign_offs
from kit.signoff.saved import SavedDecision, findings_sha256, read_saved, saved_digest
from kit.signoff.seen import SCOPE_REPORT, former_seen_of, seen_of
from kit.signoff.states import STANDING_NAMES, standing, states
from kit.signoff.write import add_sign_off

__all__ = [
    "REVIEW",
    "SCOPE_REPORT",
    "STANDING_NAMES",
    "ConfirmedClaim",
    "Decision",
    "FindingNote",
    "PlaceNote",
    "SavedDecision",
    "SignOff",
    "SignOffs",
    "Signed",
    "add_sign_off",
    "claims_of",
    "confirmed_keys",
    "digest_of",
    "findings_sha256",
    "former_seen_of",
    "last_digest",
    "read_saved",
    "read_sign_offs",
    "saved_digest",
    "seen_of",
    "sign_report",
    "standing",
    "states",
]

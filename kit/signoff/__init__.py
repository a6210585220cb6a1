"""What reviewers decide, bound to what they saw: :func:`states` tells what still counts."""

from kit.signoff.decide import REVIEW, Signed, sign_report
from kit.signoff.model import Decision, SignOff, SignOffs, digest_of
from kit.signoff.read import read_sign_offs
from kit.signoff.seen import SCOPE_REPORT, former_seen_of, seen_of
from kit.signoff.states import STANDING_NAMES, standing, states
from kit.signoff.write import add_sign_off

__all__ = [
    "REVIEW",
    "SCOPE_REPORT",
    "STANDING_NAMES",
    "Decision",
    "SignOff",
    "SignOffs",
    "Signed",
    "add_sign_off",
    "digest_of",
    "former_seen_of",
    "read_sign_offs",
    "seen_of",
    "sign_report",
    "standing",
    "states",
]

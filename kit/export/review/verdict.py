"""The verdict, and what has been signed: the first thing a reviewer reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kit.export.manifest import sign_off_of
from kit.export.review.findings import Numbered
from kit.form import SEVERITY_NAMES
from kit.signoff import STANDING_NAMES, checks_state, claims_said

DECISIONS = {"approve": "通过", "return": "退回"}
STATES = {"in force": "有效", "lapsed": "已失效", "altered": "不算数"}
_WHOLE = "整份报告"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the report can be signed, in a few words, and the counts behind it.

    ``counts`` are key, name and number of each severity, those claimed left out;
    ``claimed`` are claims that wait for a reviewer, ``accepted`` those confirmed.
    """

    look: Literal["bad", "fair", "good"]
    text: str
    counts: tuple[tuple[str, str, int], ...]
    claimed: int
    accepted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One decision of a reviewer, in words; ``state`` says why when it does not count."""

    scope: str
    decision: str
    by: str
    on: str
    note: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Where the report stands with its reviewers, why, what changed, and every decision."""

    key: str
    text: str
    why: str
    signatures: tuple[Signature, ...]


def build_verdict(findings: Iterable[Numbered]) -> Verdict:
    """Say whether the report can be signed.

    Not with an error that nobody claims, and not before a reviewer confirmed the claims.
    """
    counts = Counter(finding.look for finding in findings)
    look, text = _verdict(counts)
    return Verdict(
        look=look,
        text=text,
        counts=tuple((key, name, counts[key]) for key, name in SEVERITY_NAMES.items()),
        claimed=counts["claimed"],
        accepted=counts["accepted"],
    )


def _verdict(counts: Mapping[str, int]) -> tuple[Literal["bad", "fair", "good"], str]:
    claims = claims_said(counts["claimed"])
    match checks_state(counts):
        case "errors":
            also = f"；另有 {claims}" if counts["claimed"] else ""
            return "bad", f"有 {counts['error']} 个错误，不能签发{also}"
        case "claimed":
            also = f"；{counts['warning']} 个警告待核对" if counts["warning"] else ""
            return "fair", f"{claims}{also}"
        case "warnings":
            return "fair", f"没有错误，{counts['warning']} 个警告核对后可以签发"
        case _:
            return "good", "可以签发"


def build_signing(review: Mapping[str, Any], *, tables: Mapping[str, str]) -> Signing:
    """Return what ``review.json`` has of decisions, in words; *tables* are names by id."""
    now = sign_off_of(review)
    return Signing(
        key=now["state"],
        text=STANDING_NAMES[now["state"]],
        why=now["why"],
        signatures=tuple(_signature(each, tables=tables) for each in review.get("sign_off", ())),
    )


def _signature(said: Mapping[str, Any], *, tables: Mapping[str, str]) -> Signature:
    state = STATES[said["state"]]
    why = said.get("why", "")
    return Signature(
        scope=tables.get(said["table"], said["table"]) if said["table"] else _WHOLE,
        decision=DECISIONS[said["decision"]],
        by=said["by"],
        on=said["on"],
        note=said["note"],
        state=f"{state}：{why}" if why else state,
    )

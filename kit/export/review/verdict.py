"""The verdict, and what has been signed: the first thing a reviewer reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kit.export.review.findings import Numbered
from kit.form import SEVERITY_NAMES
from kit.signoff import STANDING_NAMES, standing

DECISIONS = {"approve": "通过", "return": "退回"}
STATES = {"in force": "有效", "lapsed": "已失效", "altered": "不算数"}
_WHOLE = "整份报告"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the report can be signed, in a few words, and the counts behind it.

    ``counts`` are key, name and number of each severity, those accepted left out.
    """

    look: Literal["bad", "fair", "good"]
    text: str
    counts: tuple[tuple[str, str, int], ...]
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
    """Where the report stands with its reviewers, why, and every decision."""

    key: str
    text: str
    why: str
    signatures: tuple[Signature, ...]


def build_verdict(findings: Iterable[Numbered]) -> Verdict:
    """Say whether the report can be signed: not with an error that nobody accepted."""
    looks = [finding.look for finding in findings]
    counts = {severity: looks.count(severity) for severity in SEVERITY_NAMES}
    errors, warnings = counts["error"], counts["warning"]
    look: Literal["bad", "fair", "good"] = "bad" if errors else "fair" if warnings else "good"
    text = {
        "bad": f"有 {errors} 个错误，不能签发",
        "fair": f"没有错误，{warnings} 个警告核对后可以签发",
        "good": "可以签发",
    }[look]
    return Verdict(
        look=look,
        text=text,
        counts=tuple((key, SEVERITY_NAMES[key], number) for key, number in counts.items()),
        accepted=looks.count("claimed") + looks.count("accepted"),
    )


def build_signing(review: Mapping[str, Any], *, tables: Mapping[str, str]) -> Signing:
    """Return what ``review.json`` has of decisions, in words; *tables* are names by id."""
    said = review.get("sign_off", [])
    now = standing(said)
    return Signing(
        key=now["state"],
        text=STANDING_NAMES[now["state"]],
        why=now["why"],
        signatures=tuple(_signature(each, tables=tables) for each in said),
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

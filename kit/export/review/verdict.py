"""The verdict, and what has been signed: the first thing a reviewer reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kit.export.review.findings import Numbered
from kit.form import SEVERITY_NAMES

DECISIONS = {"approve": "同意签发", "return": "退回修改"}
STATES = {
    "in force": "有效",
    "lapsed": "已失效：签核之后数字或文字有改动",
    "altered": "无效：签核文件被改动过",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the report can be signed, in a few words, and the counts behind it."""

    look: Literal["bad", "fair", "good"]
    text: str
    counts: tuple[tuple[str, str, int], ...]
    accepted: int
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One decision of a reviewer, in words."""

    scope: str
    decision: str
    by: str
    on: str
    note: str
    state: str
    is_in_force: bool


def build_verdict(findings: Iterable[Numbered], *, signatures: Iterable[Signature]) -> Verdict:
    """Say whether the report can be signed: not with an error that nobody accepted."""
    every = list(findings)
    looks = [finding.look for finding in every]
    counts = {severity: looks.count(severity) for severity in SEVERITY_NAMES}
    errors, warnings = counts["error"], counts["warning"]
    look: Literal["bad", "fair", "good"] = "bad" if errors else "fair" if warnings else "good"
    text = {
        "bad": f"有 {errors} 个错误，不能签发",
        "fair": f"没有错误，有 {warnings} 个警告，核对后可以签发",
        "good": "可以签发",
    }[look]
    return Verdict(
        look=look,
        text=text,
        counts=tuple((key, SEVERITY_NAMES[key], number) for key, number in counts.items()),
        accepted=looks.count("accepted"),
        signed=_signed(list(signatures)),
    )


def signatures_of(review: Mapping[str, Any], *, tables: Mapping[str, str]) -> list[Signature]:
    """Return the decisions of ``review.json`` in words; *tables* are their names by id."""
    return [
        Signature(
            scope=tables.get(said["table"] or "", "整份报告"),
            decision=DECISIONS.get(said["decision"], said["decision"]),
            by=said["by"],
            on=said["on"] or "",
            note=said["note"] or "",
            state=STATES.get(said["state"], said["state"]),
            is_in_force=said["state"] == "in force",
        )
        for said in review.get("sign_off", ())
    ]


def _signed(signatures: list[Signature]) -> str:
    """Say the last decision in force on the whole report, else that there is none."""
    whole = [s for s in signatures if s.scope == "整份报告" and s.is_in_force]
    if whole:
        last = whole[-1]
        return f"{last.decision}：{last.by} {last.on}".strip()
    if signatures and not any(s.is_in_force for s in signatures):
        return "签核已失效，请重新签核"
    return "部分表已签核" if signatures else "尚未签核"

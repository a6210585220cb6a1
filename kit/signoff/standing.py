"""Where a report stands, on two sides: what the checks say, and what reviewers decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.form import load_forms
from kit.signoff.since import Since
from kit.signoff.states import StandingDecision

#: What the checks say, what is worst first, and what people call it.
ChecksState = Literal["failed", "errors", "claimed", "warnings", "clean"]
CHECKS_NAMES: Mapping[str, str] = {
    "failed": "不能生成",
    "errors": "有错误",
    "claimed": "待核定",
    "warnings": "有警告",
    "clean": "无问题",
}
#: What reviewers decided, what has to be done something about first.
DecisionState = Literal["altered", "lapsed", "mended", "returned", "unsigned", "approved"]
STANDING_NAMES: Mapping[str, str] = {
    "altered": "签署被改动",
    "lapsed": "已失效",
    "mended": "退回后已改",
    "returned": "退回",
    "unsigned": "未审",
    "approved": "通过",
}


#: What keeps a report a draft, whether or not anybody approved it.
_DRAFT_CHECKS = frozenset({"failed", "errors", "claimed"})
_DRAFT_DECISIONS = frozenset({"returned", "mended"})


def is_draft(*, checks: str, decision: str) -> bool:
    """Whether a report is marked as a draft: errors, claims nobody confirmed, or sent back.

    One without findings that nobody has signed yet is none.

    Examples
    --------
    >>> is_draft(checks="clean", decision="unsigned"), is_draft(checks="clean", decision="mended")
    (False, True)
    """
    return checks in _DRAFT_CHECKS or decision in _DRAFT_DECISIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the decisions leave a report, why, and the decision that does."""

    state: DecisionState
    why: str = ""
    decided: StandingDecision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportState:
    """Both sides of where a report stands.

    ``claims`` is how many claims nobody confirmed; ``why`` says why there is no approval
    in force; ``since`` what changed since the decision that does not count any more.
    """

    checks: ChecksState
    claims: int
    decision: DecisionState
    why: str
    since: Since | None = None


def standing(sign_off: Sequence[StandingDecision]) -> Standing:
    """Return where a report stands by its *sign_off*, as :func:`kit.signoff.states` gives it.

    The whole report must be approved, and no table returned since: approvals of
    all its tables are not enough, for they are not about the text. A returned
    table sends the report back, whatever else is or is not signed.
    """
    at = next((n for n, each in enumerate(sign_off) if each.table is None), None)
    # Approving the whole settles what was said of its tables before.
    later = sign_off[at or 0 :]
    whole = None if at is None else sign_off[at]
    altered = [each for each in ([whole] if whole else later) if each.state == "altered"]
    returns = [each for each in later if each.decision == "return"]
    if altered:
        return Standing(state="altered", why=altered[-1].why, decided=altered[-1])
    if returned := [each for each in returns if each.state == "in force"]:
        return Standing(state="returned", why=_said(returned[-1]), decided=returned[-1])
    if mended := [each for each in returns if each.state == "lapsed"]:
        return Standing(state="mended", why=_said(mended[-1]), decided=mended[-1])
    if whole is None:
        return Standing(state="unsigned", why="整份报告还没有签署。")
    if whole.state != "in force":
        return Standing(state="lapsed", why=whole.why, decided=whole)
    return Standing(state="approved", decided=whole)


def checks_state(counts: Mapping[str, int]) -> ChecksState:
    """Return what the checks say by how many findings there are of each kind.

    Parameters
    ----------
    counts
        Errors and warnings that nobody claims, and ``claimed``: claims nobody confirmed.
    """
    if counts.get("error"):
        return "errors"
    if counts.get("claimed"):
        return "claimed"
    return "warnings" if counts.get("warning") else "clean"


def claims_said(count: int) -> str:
    """Say how many claims wait for a reviewer."""
    return f"{count} 处由填报单位说明保留，待核定"


def _said(each: StandingDecision) -> str:
    table = _table_name(each.table) if each.table else ""
    notes = len(each.findings) + len(each.notes)
    return f"{each.by}于 {each.on} 退回{table}：{each.note or f'写了 {notes} 处意见'}"


def _table_name(table: str) -> str:
    """Return what people call a table; every edition calls it the same."""
    tables = (form.tables.get(table) for form in load_forms().values())
    return next((found.name for found in tables if found), table)

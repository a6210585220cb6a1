"""What ``kit sign`` does to reports that are named, and says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kit.cli.console import echo
from kit.cli.outcome import worst
from kit.disk import attempted
from kit.errors import KitError
from kit.signoff import (
    CHECKS_NAMES,
    STANDING_NAMES,
    LeftOut,
    Signed,
    SignOff,
    approve_clean,
    claims_said,
    sign_report,
)
from kit.workspace import Workspace

DECISIONS = {"approve": "通过", "return": "退回"}


def sign_each(
    workspace: Workspace,
    *,
    year: int,
    agencies: Sequence[str],
    entry: SignOff,
    confirm: Sequence[str],
) -> int:
    """Sign the same of each agency's report; what keeps one from it keeps no other.

    Raises
    ------
    KitError
        If it is the only one.
    """
    sign = partial(sign_report, workspace, year=year, entry=entry, confirm=confirm)
    if len(agencies) == 1:
        _echo(sign(agency=agencies[0]), year=year, agency=agencies[0])
        return 0
    return worst([_signed(sign, year=year, agency=agency) for agency in agencies])


def sign_clean(workspace: Workspace, *, year: int, agencies: Sequence[str], entry: SignOff) -> int:
    """Approve the reports without findings and claims; list the others with the reason."""
    approve = partial(approve_clean, workspace, year=year, entry=entry)
    return worst([_signed(approve, year=year, agency=agency) for agency in agencies])


def echo_side_effects(signed: Signed) -> None:
    """Say on stderr what a decision stands beside: a file changed, errors that stay."""
    for sentence in signed.was_altered:
        echo(f"注意：{sentence}", err=True)
    if signed.entry.decision == "approve" and signed.entry.errors:
        echo(f"注意：还有 {signed.entry.errors} 处没有说明保留的错误，已记入签署。", err=True)


def said_of(entry: SignOff) -> str:
    """Say a decision: what, who, when, and how many claims it confirms."""
    confirmed = f"，核定 {len(entry.confirmed)} 处说明" if entry.confirmed else ""
    return f"{DECISIONS[entry.decision]}（{entry.by}，{entry.date}）{confirmed}"


def _signed(sign: Callable[..., Signed | LeftOut], *, year: int, agency: str) -> int:
    result = attempted(partial(sign, agency=agency), where=f"{year} {agency}")
    if isinstance(result, KitError):
        echo(f"{year} {agency}  没有签", bold=True, fg="red")
        echo(*(f"  {fault}" for fault in result.faults))
        return result.exit_code
    if isinstance(result, LeftOut):
        echo(f"{year} {agency}  没有签：{result.why}")
        return 0
    _echo(result, year=year, agency=agency)
    return 0


def _echo(signed: Signed, *, year: int, agency: str) -> None:
    echo_side_effects(signed)
    echo(f"{year} {agency}  {signed.name}：{said_of(signed.entry)}")
    echo(f"  已写入 {signed.path}")
    state = signed.now.state
    why = f"（{state.why.rstrip('。')}）" if state.why else ""
    sides = f"检查 {CHECKS_NAMES[state.checks]}，审核 {STANDING_NAMES[state.decision]}{why}"
    claims = f"；{claims_said(state.claims)}" if state.claims else ""
    echo(f"  整份报告：{sides}{claims}。")

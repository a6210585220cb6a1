"""Where the reviewers' decisions leave the reports of a batch."""

from __future__ import annotations

from collections.abc import Iterable

from kit.cli.console import echo
from kit.cli.outcome import FINDINGS
from kit.run import JobResult
from kit.signoff import STANDING_NAMES


def echo_sign_offs(results: Iterable[JobResult], *, required: bool) -> None:
    """Say on stderr which reports are not final and why; unless *required*, forged ones alone."""
    named = [result for result in _not_final(results) if required or _is_altered(result)]
    if required and named:
        echo(f"尚未定稿 {len(named)} 份：", err=True)
    for result in sorted(named, key=lambda result: result.agency):
        mark = "  " if required else "注意："
        said = STANDING_NAMES[result.sign_off["state"]]
        echo(f"{mark}{result.agency}  {said}：{result.sign_off['why']}", err=True)
    if required and named:
        echo("退回的请先改好并重新生成；审核人看过 review.html，用 kit sign 签署。", err=True)


def sign_off_code(results: Iterable[JobResult]) -> int:
    """Return 5 if a report that was built is not final, else 0."""
    return FINDINGS if _not_final(results) else 0


def _not_final(results: Iterable[JobResult]) -> list[JobResult]:
    """Return the reports that stand without an approval in force."""
    built = (result for result in results if result.error is None)
    return [result for result in built if result.sign_off["state"] != "approved"]


def _is_altered(result: JobResult) -> bool:
    return result.sign_off["state"] == "altered"

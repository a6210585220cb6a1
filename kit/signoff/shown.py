"""What the outputs show of a report: only that has been seen, and can be decided on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.checks import Findings
from kit.disk import read_record
from kit.errors import Fault, ParameterError
from kit.report import Report
from kit.workspace import Workspace

REVIEW = "review.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is compared of one finding of ``review.json``."""

    key: str
    accepted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Displayed:
    """What is compared of ``review.json``."""

    seen: dict[str, str]
    findings: list[_Told]


def refuse_unseen(
    workspace: Workspace,
    *,
    report: Report,
    findings: Findings,
    scope: str,
    seen: Mapping[str, str],
) -> None:
    """Refuse to sign what the outputs do not show.

    Raises
    ------
    ParameterError
        If there are none, or they show something else than there is now.
    """
    year, agency = report.year, report.agency.id
    where = f"outputs/{year}/{agency}/{REVIEW}"
    cure = f"请运行 kit build {year} {agency}，看过 review.html 再签署。"
    path = workspace.report_folder(year, agency) / REVIEW
    shown = read_record(path, kind=_Displayed)
    if shown is None:
        found = "读不通的内容" if path.is_file() else "没有"
        raise ParameterError(Fault(where, "这份报告的审核数据", found, cure))
    if shown.seen.get(scope) != seen[scope]:
        found = "生成之后数或文字变过"
    elif shown.findings != [_Told(key=f.key, accepted=f.accepted) for f in findings.findings]:
        found = "生成之后检查的结果变过"
    else:
        return
    raise ParameterError(Fault(where, "与现在的报告一致", found, cure))

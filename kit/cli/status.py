"""``kit status``: where each report of a year stands, one line an agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial

import click

from kit.cli.console import echo, echo_json
from kit.cli.options import (
    agencies_argument,
    chosen_workspace,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import worst
from kit.cli.processes import read_each
from kit.errors import KitError
from kit.form import SEVERITY_NAMES
from kit.review import OUTPUTS_NAMES, AgencyStatus, failed_status, read_status
from kit.signoff import CHECKS_NAMES, STANDING_NAMES
from kit.workspace import Agency, Workspace

HELP = """列出该年度每份报告到了哪一步，一个机关一行。

\b
依次是：有没有生成、来源变过没有；来源是哪些文件；检查的结果；审核的决定和此后变过什么；
发布日期。读不出的列出原因，退出码与 check 相同。
检查和审核是两面，各说各的：通过了仍有错误的，两样都写出来。
由填报单位说明保留、审核人还没有核定的，是“待核定”。
"""


@verb("status", help=HELP)
@year_argument
@agencies_argument(required=False)
@click.option("--json", "as_json", is_flag=True, help="只输出一份 JSON。")
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    as_json: bool,
    params: str | None,
    outputs: str | None,
) -> int:
    """Say where the reports of a year stand; 0 if all that was asked could be read."""
    workspace = chosen_workspace(params, outputs)
    chosen = _chosen(workspace, year=year, agencies=agencies)
    read = partial(read_status, workspace=workspace, year=year)
    every = list(read_each(read, chosen, instead=_failed))
    if as_json:
        echo_json({"schema": "1", "year": year, "agencies": [asdict(each) for each in every]})
    else:
        _echo(every, year=year)
    return worst(each.exit_code for each in every)


def _chosen(workspace: Workspace, *, year: int, agencies: Sequence[str]) -> tuple[Agency, ...]:
    """Return the agencies named, or all there are; a year nobody has begun is told."""
    workspace.filed(year)
    if agencies:
        return tuple(workspace.agency(agency) for agency in dict.fromkeys(agencies))
    return tuple(workspace.agencies().values())


def _failed(agency: Agency, error: KitError) -> AgencyStatus:
    return failed_status(agency, error=error)


def _echo(every: Sequence[AgencyStatus], *, year: int) -> None:
    for each in every:
        for line in (_line(each), *(f"  {fault}" for fault in each.faults)):
            echo(line)
    sides = "；".join(filter(None, map("、".join, _totals(every))))
    echo(f"{year} 年  机关 {len(every)}：{sides}", bold=True)


def _line(status: AgencyStatus) -> str:
    return "  ".join((f"{status.agency} {status.name}", *_parts(status)))


def _parts(status: AgencyStatus) -> Iterator[str]:
    yield OUTPUTS_NAMES[status.outputs]
    if status.sources:
        yield f"来源 {'、'.join(status.sources)}"
    if status.checks and status.checks != "failed":
        yield f"检查 {CHECKS_NAMES[status.checks]}{_counts(status.findings)}"
    if status.decision:
        why = status.since or (status.why if status.decision in {"returned", "altered"} else "")
        yield f"审核 {STANDING_NAMES[status.decision]}" + (f"（{why.rstrip('。')}）" if why else "")
    if status.published:
        yield f"发布 {status.published}"


def _counts(findings: Mapping[str, int]) -> str:
    names = (*SEVERITY_NAMES.items(), ("claimed", "待核定"), ("accepted", "已核定"))
    said = [f"{name} {findings[key]}" for key, name in names if findings.get(key)]
    return f"（{'、'.join(said)}）" if said else ""


def _totals(every: Sequence[AgencyStatus]) -> Iterator[list[str]]:
    """Count how many reports are in each state, on each side."""
    yield _counted((each.outputs for each in every), names=OUTPUTS_NAMES)
    judged = [each for each in every if each.decision]
    yield _counted((each.checks or "" for each in judged), names=CHECKS_NAMES)
    yield _counted((each.decision or "" for each in judged), names=STANDING_NAMES)


def _counted(states: Iterable[str], *, names: Mapping[str, str]) -> list[str]:
    counts = Counter(states)
    return [f"{name} {counts[key]}" for key, name in names.items() if counts[key]]

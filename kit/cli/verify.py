"""``kit verify``: build again and compare with what stands, byte for byte."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from kit.cli.console import echo, erase_bar
from kit.cli.options import (
    agencies_argument,
    chosen_workspace,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import worst
from kit.cli.show import echo_not_begun, selected
from kit.disk import temporary_folder
from kit.run import Job, Limits
from kit.run.executors import open_executor
from kit.run.verify import Difference, Verdict, verify_reports

HELP = """再生成一遍，与已有的输出逐字节比较。

在临时的地方重新生成，已有的文件不动；不写机关时验证该年度的全部机关。
来源、版本、文件或输出有一处不同，都会指出是哪一种、从哪里起；
版本不同退出码为 2，其余不同为 5。
"""
_DIFFERENT, _OTHER_VERSION = 5, 2
_SAID = {
    "not built": "尚未生成",
    "input": "来源在生成之后变过",
    "version": "版本与生成时不同",
    "altered": "文件在生成之后被改动",
    "dropped": "文件没有记在 manifest.json 里",
    "output": "再生成的结果不同",
}
_CURES = {
    "not built": "请先运行 kit build。",
    "input": "请重新运行 kit build。",
    "version": "请用原来的版本验证，或重新运行 kit build。",
    "altered": "请用 kit build --force 恢复。",
    "dropped": "请用 kit build --force 重新生成；不是本工具写的文件，请移走或改名。",
    "output": (
        "输出和 manifest.json 一起被改过的，请用 kit build --force 恢复；"
        "恢复后再验证仍不同的，是软件的缺陷，请反馈。"
    ),
}


@verb("verify", help=HELP)
@year_argument
@agencies_argument(required=False)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    metavar="数目",
    help="同时生成几份，默认等于处理器的核数。",
)
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    jobs: int,
    params: str | None,
    outputs: str | None,
) -> int:
    """Verify reports and say of each whether it is the same, and if not, why."""
    workspace = chosen_workspace(params, outputs)
    chosen = selected(workspace, year=year, agencies=agencies)
    every = [Job(workspace=workspace, year=year, agency=agency) for agency in chosen]
    with (
        temporary_folder() as place,
        open_executor(None, jobs=jobs, limits=Limits()) as executor,
    ):
        verdicts = verify_reports(every, executor=executor, place=place)
        codes = [_echo(verdict) for verdict in _shown(verdicts, total=len(every))]
    if not agencies:
        echo_not_begun(workspace, year=year)
    return worst(codes)


def _shown(verdicts: Iterable[Verdict], *, total: int) -> Iterable[Verdict]:
    """Show a bar on a terminal's stderr; elsewhere the lines of the reports are enough."""
    if not sys.stderr.isatty():
        yield from verdicts
        return
    with click.progressbar(verdicts, length=total, show_pos=True, file=sys.stderr) as bar:
        for verdict in bar:
            erase_bar()
            yield verdict


def _echo(verdict: Verdict) -> int:
    """Say what came of one report, and return its exit code."""
    if verdict.error:
        echo(f"✗ {verdict.agency}  无法再生成")
        echo(*(f"  {fault}" for fault in verdict.error.faults))
        return verdict.error.exit_code
    if not verdict.differences:
        echo(f"✓ {verdict.agency}  逐字节相同（{verdict.files} 个文件）")
        return 0
    kinds = dict.fromkeys(difference.kind for difference in verdict.differences)
    echo(f"✗ {verdict.agency}  {'；'.join(_SAID[kind] for kind in kinds)}")
    for difference in verdict.differences:
        if difference.name:
            echo(f"  {_line(difference)}")
    echo(*(f"  {_CURES[kind]}" for kind in kinds))
    return worst(_OTHER_VERSION if kind == "version" else _DIFFERENT for kind in kinds)


def _line(difference: Difference) -> str:
    """Name what differs, and as exactly as is known where."""
    name = difference.name
    if difference.at:
        was, now = (f"“{said}”" if said else "空" for said in (difference.was, difference.now))
        return f"{name} {difference.at}：原为{was}，现为{now}。"
    if not difference.now:
        return f"{name}：已经没有了。"
    if not difference.was:
        return f"{name}：原来没有。"
    if difference.kind == "version":
        return f"{name}：生成时为 {difference.was}，现为 {difference.now}。"
    return f"{name}：内容不同。"

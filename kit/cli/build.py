"""``kit build``: run the notebook of each report and write its files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import click

from kit.cli.console import echo
from kit.cli.copies import compared_year
from kit.cli.ended import Ending, echo_ended
from kit.cli.options import (
    AtLeast,
    OneOf,
    agencies_argument,
    fail_on_option,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import findings_code, worst
from kit.cli.processes import in_processes
from kit.cli.progress import shown_progress
from kit.cli.show import echo_not_begun, selected
from kit.cli.signed import echo_sign_offs, sign_off_code
from kit.errors import Fault, ParameterError
from kit.export.formats import FILES, checked_formats
from kit.processes import CAN_FORK, DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT_S, Limits
from kit.run import Job, JobResult, run_batch, split_current, write_batch
from kit.run.executors import open_executor
from kit.run.staging import kept_batch
from kit.storage import open_workspace

HELP = """运行笔记本，生成报告的网页、PDF 和数据。

\b
不写机关时生成该年度的全部机关；来源没有变化的报告不重新生成；
有发现的报告照样生成，退出码为 5。
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildPlace:
    """Where reports are built: a cluster or so many processes, and what each may take."""

    cluster: str | None
    jobs: int
    limits: Limits


@verb("build", help=HELP)
@year_argument
@agencies_argument(required=False)
@click.option(
    "--to",
    default="html,review,pdf,json",
    metavar="格式",
    help="写哪些文件，用逗号分隔：html 网页、review 审核页、pdf、json 数据；"
    "csv、xlsx 表格、fragment 网页片段、docx；默认前四种。",
)
@click.option(
    "--jobs",
    type=AtLeast(1),
    default=os.cpu_count() or 1,
    metavar="数目",
    help="同时生成几份，默认等于处理器的核数。",
)
@click.option(
    "--engine",
    type=OneOf(["fork", "nbclient"]),
    default="fork",
    metavar="引擎",
    help="fork 每份报告一个进程（默认）；nbclient 每份报告一个 Jupyter 内核，较慢。",
)
@click.option(
    "--timeout",
    type=AtLeast(1.0),
    default=DEFAULT_TIMEOUT_S,
    metavar="秒",
    help=f"一份报告最长的时间，默认 {DEFAULT_TIMEOUT_S:g} 秒。",
)
@click.option(
    "--memory",
    type=AtLeast(64),
    default=DEFAULT_MEMORY_MB,
    metavar="MB",
    help=f"一份报告最多占用的内存，默认 {DEFAULT_MEMORY_MB} MB。",
)
@click.option(
    "--cluster",
    metavar="地址",
    help="在 Dask 集群上生成：调度器地址，或 local 在本机启动一个。",
)
@click.option("--force", is_flag=True, help="来源没有变化的也重新生成。")
@click.option(
    "--require-sign-off",
    is_flag=True,
    help="定稿：整份报告没有有效的通过（见 kit sign）时，照样生成，退出码为 5。",
)
@fail_on_option
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    to: str,
    jobs: int,
    engine: str,
    timeout: float,
    memory: int,
    cluster: str | None,
    force: bool,
    require_sign_off: bool,
    fail_on: str,
    params: str | None,
    outputs: str | None,
) -> int:
    """Build what is not current, and say how each report ended."""
    formats = checked_formats([name.strip() for name in to.split(",") if name.strip()])
    _refuse_formats(agencies)
    limits = Limits(timeout_s=timeout, memory_mb=memory)
    with open_workspace(params=params, outputs=outputs, year=year) as workspace:
        chosen = selected(workspace, year=year, agencies=agencies)
        if not agencies:
            compared_year(workspace, year=year)
        every = [
            Job(
                workspace=workspace,
                year=year,
                agency=agency,
                to=formats,
                engine=engine,  # type: ignore[arg-type] # OneOf
                is_forced=force,
            )
            for agency in chosen
        ]
        standing, waiting = split_current(every, force=force, run=in_processes)
        ending = Ending(
            workspace=workspace, year=year, fail_on=fail_on, has_review="review" in formats
        )
        place = BuildPlace(cluster=cluster, jobs=jobs, limits=limits)
        built = _built(waiting, place=place, ending=ending, is_single=len(every) == 1)
        results = [*standing, *built]
        with kept_batch(workspace, year=year):
            write_batch(workspace, year=year, results=results)
        echo_ended(results, ending=ending)
        echo_sign_offs(results, required=require_sign_off)
        if not agencies:
            echo_not_begun(workspace, year=year)
    codes = (_code(result, fail_on=fail_on) for result in results)
    return worst([*codes, sign_off_code(results) if require_sign_off else 0])


def _refuse_formats(agencies: Sequence[str]) -> None:
    """Refuse formats where agencies are meant: those of ``--to`` are joined by commas."""
    found = [name for name in agencies if name in FILES]
    if found:
        cure = f"几种格式用逗号连在一起，中间没有空格，如 --to html,{found[0]}。"
        raise ParameterError(Fault("机关", "agencies.yaml 里的 id", f"格式 {found[0]}", cure))


def _built(
    waiting: Sequence[Job], *, place: BuildPlace, ending: Ending, is_single: bool
) -> list[JobResult]:
    """Build what does not stand, showing how it goes on."""
    if not waiting:
        return []
    if not CAN_FORK:
        echo("本机不能复制进程（fork），每份报告另起一个进程，较慢。", err=True)
    first = waiting[0]
    is_alone = len(waiting) == 1 and not first.workspace.is_copy
    with (
        open_executor(
            place.cluster, jobs=place.jobs, limits=place.limits, is_alone=is_alone
        ) as executor,
        shown_progress(total=len(waiting), ending=ending, is_single=is_single),
    ):
        return list(run_batch(waiting, executor=executor))


def _code(result: JobResult, *, fail_on: str) -> int:
    if result.error:
        return result.error.exit_code
    return findings_code(result.findings, fail_on=fail_on)

"""``kit import``: take in what was published."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import click

from kit.cli.console import echo
from kit.cli.limited import run_limited
from kit.cli.new import found_workspace, kind_option
from kit.cli.options import AgencyId, AtLeast, KeptWords, Year, verb, workspace_options
from kit.cli.outcome import FINDINGS, worst
from kit.errors import Fault, KitError, ParameterError
from kit.report.assign import Assigned, assign_file, assign_listed
from kit.report.take import Taken, take_report
from kit.source.published.listing import folder_files, read_list
from kit.workspace import Agency, Kind

HELP = """导入已发布的报告：工作簿、正文、参数和原件写入 params/年度/机关/。

\b
可以是网页、文字（单元格以 | 分隔）、.docx、有文字的 PDF，或填好的电子表格。
只有文字、没有表的，文字写入 narrative.md（占位符照用），已有的表和台账不动。
文件夹里的全部文件可一次导入，文件名用机关的 id 或名称；也可用 --list 列明。
读不出的格留空并说明，退出码为 5；从不猜数。
"""
#: What reading one file may take, in seconds and MiB.
_TIMEOUT_S, _MEMORY_MB = 15.0, 700
Plan = Callable[[], Assigned]


@verb("import", help=HELP)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, metavar="文件…")
@click.option("--year", type=Year(), metavar="年度", help="报告的年度。")
@click.option("--agency", type=AgencyId(), metavar="机关", help="报告所属机关的 id。")
@click.option("--name", type=KeptWords(), metavar="全称", help="登记新机关的全称。")
@kind_option
@click.option(
    "--list",
    "listing",
    type=click.Path(path_type=Path),
    metavar="清单",
    help="列有机关和文件的电子表格，文件名相对于它所在的文件夹。",
)
@click.option("--overwrite", is_flag=True, help="替换已有的、内容不同的文件。")
@click.option(
    "--timeout",
    type=AtLeast(0.1),
    default=_TIMEOUT_S,
    metavar="秒",
    help="一份文件至多读多久（默认 15 秒）。",
)
@workspace_options
def command(
    *,
    files: tuple[Path, ...],
    year: int | None,
    agency: str | None,
    name: str | None,
    kind: str,
    listing: Path | None,
    overwrite: bool,
    timeout: float,
    params: str | None,
    outputs: str | None,
) -> int:
    """Take in one published report, or many; a bad one does not stop the others."""
    workspace = found_workspace(params, outputs, may_create=bool(name or listing))
    if listing:
        plans: list[Plan] = [
            partial(assign_listed, row, workspace=workspace, year=year)
            for row in read_list(listing)
        ]
    elif agency:
        new = Agency(id=agency, name=name, kind=cast("Kind", kind)) if name else None
        plans = [_one(files, year=_given(year), agency=agency, new=new)]
    else:
        plans = [
            partial(assign_file, path, workspace=workspace, year=_given(year))
            for path in _spread(files)
        ]
    take = partial(take_report, workspace, overwrite=overwrite)
    codes = [_take(plan, take=partial(_limited, take, timeout_s=timeout)) for plan in plans]
    if len(codes) > 1:
        counts = [sum(code == wanted for code in codes) for wanted in (0, FINDINGS)]
        failed = len(codes) - sum(counts)
        echo(f"共 {len(codes)} 份：完成 {counts[0]}，有待核对 {counts[1]}，失败 {failed}")
    return worst(codes)


def _given(year: int | None) -> int:
    if year is None:
        raise ParameterError(Fault("--year", "报告的年度", "没有", "如 --year 2022。"))
    return year


def _one(files: tuple[Path, ...], *, year: int, agency: str, new: Agency | None) -> Plan:
    if len(files) != 1 or _is_folder(files[0]):
        cure = "多份文件请去掉 --agency，以机关的 id 或名称作文件名，或用 --list。"
        raise ParameterError(Fault("--agency", "一个文件", f"{len(files)} 个文件或文件夹", cure))
    return partial(Assigned, path=files[0], year=year, agency=agency, new=new)


def _spread(files: tuple[Path, ...]) -> list[Path]:
    """Return the files named, those of a folder for the folder."""
    if not files:
        raise ParameterError(Fault("文件", "至少一个文件或文件夹", "没有", "也可用 --list。"))
    return [
        path for named in files for path in (folder_files(named) if _is_folder(named) else [named])
    ]


def _is_folder(path: Path) -> bool:
    """Whether *path* is a folder; what cannot be a name at all is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _limited(take: Callable[[Assigned], Taken], job: Assigned, *, timeout_s: float) -> Taken:
    """Take in one file where what explodes can be ended."""
    return run_limited(partial(take, job), timeout_s=timeout_s, memory_mb=_MEMORY_MB)


def _take(plan: Plan, *, take: Callable[[Assigned], Taken]) -> int:
    """Take in one file; its error does not stop the others."""
    try:
        job = plan()
        taken = take(job)
    except KitError as error:
        echo(*map(str, error.faults), err=True)
        return error.exit_code
    echo(f"已导入 {job.path.name} → {taken.paths[0].parent}")
    for path in taken.paths:
        echo(f"  {path.relative_to(taken.paths[0].parent)}")
    for fault in taken.faults:
        echo(f"  核对  {fault}")
    return FINDINGS if taken.faults else 0

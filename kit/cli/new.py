"""``kit new``: begin a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from kit.cli.console import echo
from kit.cli.options import (
    KeptWords,
    OneOf,
    Year,
    agencies_argument,
    chosen_workspace,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import worst
from kit.errors import Fault, KitError, ParameterError
from kit.parameters import read_parameters
from kit.report.begin import begin_ledger, begin_report, enter_agency, lay_beside
from kit.report.carried import CarriedSettings, carried_settings
from kit.report.zeros import Zeroed, fill_zeros
from kit.source.filing import cell_stretches
from kit.workspace import AGENCIES, Agency, Kind, Workspace

HELP = """新建一个年度的报告：工作簿、正文模板和参数。

\b
agencies.yaml 里还没有的机关，加 --name 登记；文件夹不存在时一并建立。
--from 填入上年结转，并沿用上年 report.yaml 里的信息来源、关键词、字体、图表、
台账的列名和写法，沿用了什么逐项列出。
--zeros 用于填完以后：报告已有工作簿的，只把其中还空着的格填 0，别的都不动。
"""
#: So many cells of a sheet are named.
_NAMED = 20

kind_option = click.option(
    "--kind",
    type=OneOf(["department", "government", "office", "town"]),
    default="department",
    metavar="类型",
    help="新机关的类型：department 部门（默认）、government 政府、office 办公厅（室）、town 乡镇。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is to be begun, of whichever agency."""

    workspace: Workspace
    year: int
    since: int | None
    text: bool
    ledger: bool
    zeros: bool
    overwrite: bool


@verb("new", help=HELP)
@year_argument
@agencies_argument(required=True)
@click.option(
    "--from", "since", type=Year(), metavar="年度", help="从这一年的报告填入上年结转，沿用设置。"
)
@click.option(
    "--text", is_flag=True, help="另把 --from 那年已填报的正文存为 narrative.年度.md，供对照。"
)
@click.option(
    "--name", type=KeptWords(), metavar="全称", help="登记新机关的全称（一次只能登记一个）。"
)
@kind_option
@click.option("--ledger", is_flag=True, help="另建一份空白台账 ledger.xlsx。")
@click.option("--zeros", is_flag=True, help="把工作簿里还空着的格填 0，已填的不动。")
@click.option("--overwrite", is_flag=True, help="替换已有的、内容不同的文件。")
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    since: int | None,
    text: bool,
    name: str | None,
    kind: str,
    ledger: bool,
    zeros: bool,
    overwrite: bool,
    params: str | None,
    outputs: str | None,
) -> int:
    """Begin the reports of one or several agencies."""
    if text and since is None:
        cure = f"请写明哪一年，如 --from {year - 1} --text。"
        raise ParameterError(Fault("--text", "与 --from 一起用", "没有 --from", cure))
    workspace = found_workspace(params, outputs, may_create=bool(name))
    if name:
        if len(agencies) != 1:
            found = f"{len(agencies)} 个机关"
            raise ParameterError(Fault("--name", "只登记一个机关", found, "请逐个登记。"))
        enter_agency(workspace, Agency(id=agencies[0], name=name, kind=cast("Kind", kind)))
    wanted = _Wanted(
        workspace=workspace,
        year=year,
        since=since,
        text=text,
        ledger=ledger,
        zeros=zeros,
        overwrite=overwrite,
    )
    return worst(_begin(wanted, agency=agency) for agency in agencies)


def _begin(wanted: _Wanted, *, agency: str) -> int:
    """Begin one report; its error does not stop the others."""
    try:
        if not (wanted.zeros and _is_begun(wanted, agency=agency)):
            _begin_files(wanted, agency=agency)
        if wanted.zeros:
            filled = fill_zeros(wanted.workspace, year=wanted.year, agency=agency)
            echo(*_zeroed(filled, agency=agency))
    except KitError as error:
        echo(*map(str, error.faults), err=True)
        return error.exit_code
    return 0


def _is_begun(wanted: _Wanted, *, agency: str) -> bool:
    folder = wanted.workspace.inputs(wanted.year, agency)
    return folder.is_dir() and (folder / read_parameters(folder).tables).is_file()


def _begin_files(wanted: _Wanted, *, agency: str) -> None:
    workspace, year, since, overwrite = (
        wanted.workspace,
        wanted.year,
        wanted.since,
        wanted.overwrite,
    )
    paths = [*begin_report(workspace, year=year, agency=agency, since=since, overwrite=overwrite)]
    if wanted.ledger:
        paths.append(begin_ledger(workspace, year=year, agency=agency, overwrite=overwrite))
    if wanted.text and since:
        beside = lay_beside(workspace, year=year, agency=agency, since=since, overwrite=overwrite)
        paths.append(beside)
    echo(f"已建立 {paths[0].parent}", *(f"  {path.name}" for path in paths))
    if since:
        settings = carried_settings(workspace, since=since, agency=agency)
        echo(*_carried(settings, since=since))


def _carried(settings: CarriedSettings, *, since: int) -> Iterator[str]:
    """Say what was taken over, what was not, and what to look at."""
    yield f"沿用 {since} 年：{'；'.join(('上年结转', *settings.taken))}"
    if settings.left:
        yield f"没有沿用（只属于 {since} 年）：{'、'.join(settings.left)}"
    if settings.dated:
        yield f"请核对：{'、'.join(settings.dated)}里写有 {since}"


def _zeroed(filled: Zeroed, *, agency: str) -> Iterator[str]:
    number = sum(map(len, filled.cells.values()))
    yield f"{agency} {filled.path.name}：填 0 的有 {number} 格，已填的没有动"
    for sheet, cells in filled.cells.items():
        stretches = cell_stretches(sorted(cells, key=_across))
        more = f" 等 {len(cells)} 格" if len(stretches) > _NAMED else ""
        if cells:
            yield f"  {sheet} {'、'.join(stretches[:_NAMED])}{more}"
    for line in filled.left:
        yield f"  仍空着 {line}"


def _across(cell: str) -> tuple[int, str, int]:
    """Order cells column by column."""
    column = cell.rstrip("0123456789")
    return len(column), column, int(cell[len(column) :])


def found_workspace(params: str | None, outputs: str | None, *, may_create: bool) -> Workspace:
    """Return the workspace; one that is only being begun may not have agencies.yaml yet.

    Raises
    ------
    ParameterError
        If there is none, and none may be begun.
    """
    try:
        workspace = chosen_workspace(params, outputs)
    except ParameterError:
        if not may_create:
            raise
        workspace = chosen_workspace(str(Path.cwd() / "params"), outputs)
    if not may_create and not (workspace.params / AGENCIES).is_file():
        workspace.agencies()
    return workspace

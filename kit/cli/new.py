"""``kit new``: begin a report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
from kit.report.begin import begin_ledger, begin_report, enter_agency
from kit.workspace import AGENCIES, Agency, Kind, Workspace

HELP = """新建一个年度的报告：工作簿、正文模板和参数。

\b
agencies.yaml 里还没有的机关，加 --name 登记；文件夹不存在时一并建立。
"""

kind_option = click.option(
    "--kind",
    type=OneOf(["department", "government", "office", "town"]),
    default="department",
    metavar="类型",
    help="新机关的类型：department 部门（默认）、government 政府、office 办公厅（室）、town 乡镇。",
)


@verb("new", help=HELP)
@year_argument
@agencies_argument(required=True)
@click.option("--from", "since", type=Year(), metavar="年度", help="从这一年的报告填入上年结转。")
@click.option(
    "--name", type=KeptWords(), metavar="全称", help="登记新机关的全称（一次只能登记一个）。"
)
@kind_option
@click.option("--ledger", is_flag=True, help="另建一份空白台账 ledger.xlsx。")
@click.option("--overwrite", is_flag=True, help="替换已有的、内容不同的文件。")
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    since: int | None,
    name: str | None,
    kind: str,
    ledger: bool,
    overwrite: bool,
    params: str | None,
    outputs: str | None,
) -> int:
    """Begin the reports of one or several agencies."""
    workspace = found_workspace(params, outputs, may_create=bool(name))
    if name:
        if len(agencies) != 1:
            found = f"{len(agencies)} 个机关"
            raise ParameterError(Fault("--name", "只登记一个机关", found, "请逐个登记。"))
        enter_agency(workspace, Agency(id=agencies[0], name=name, kind=cast("Kind", kind)))
    begin = partial(begin_report, workspace, year=year, since=since, overwrite=overwrite)
    begin_blank = partial(begin_ledger, workspace, year=year, overwrite=overwrite)
    return worst(
        _begin(
            partial(begin, agency=agency), partial(begin_blank, agency=agency) if ledger else None
        )
        for agency in agencies
    )


def _begin(begin: Callable[[], tuple[Path, ...]], begin_blank: Callable[[], Path] | None) -> int:
    """Begin one report, with a blank ledger if wanted; its error does not stop the others."""
    try:
        paths = [*begin(), *([begin_blank()] if begin_blank else ())]
    except KitError as error:
        echo(*map(str, error.faults), err=True)
        return error.exit_code
    echo(f"已建立 {paths[0].parent}")
    for path in paths:
        echo(f"  {path.name}")
    return 0


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

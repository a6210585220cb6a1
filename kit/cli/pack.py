"""``kit pack``: a filing as one file, to be sent up."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.console import echo
from kit.cli.options import (
    agencies_argument,
    chosen_workspace,
    verb,
    workspace_options,
    year_argument,
)
from kit.cli.outcome import worst
from kit.errors import KitError
from kit.signoff import CHECKS_NAMES, STANDING_NAMES
from kit.transfer import Packed, pack_filing, write_packed
from kit.workspace import Workspace

HELP = """把一份报送打成一个文件：机关-年度.filing.zip，交给上级用 kit receive 收下。

\b
装有数、正文、参数、审核的决定，报告用到的往年的表和上年正文，以及一份清单；
台账留在本单位，只带数得的结果。含有个人信息的不打包，逐处指出。
同一份报送打两次，逐字节相同；收方不要台账，也能生成同样的报告。
"""


@verb("pack", help=HELP)
@year_argument
@agencies_argument(required=True)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="文件夹",
    help="写到哪里，默认当前文件夹；同名的换成新的。",
)
@workspace_options
def command(
    *,
    year: int,
    agencies: tuple[str, ...],
    folder: Path,
    params: str | None,
    outputs: str | None,
) -> int:
    """Pack the filings of one or several agencies; one that cannot be keeps no other."""
    workspace = chosen_workspace(params, outputs)
    named = dict.fromkeys(agencies)
    return worst(_pack(workspace, year=year, agency=agency, folder=folder) for agency in named)


def _pack(workspace: Workspace, *, year: int, agency: str, folder: Path) -> int:
    try:
        packed = pack_filing(workspace, year=year, agency=agency)
        path = write_packed(packed, folder=folder)
    except KitError as error:
        echo(f"{year} {agency}  没有打包", bold=True, fg="red", err=True)
        echo(*(f"  {fault}" for fault in error.faults), err=True)
        return error.exit_code
    _echo(packed, path=path)
    return 0


def _echo(packed: Packed, *, path: Path) -> None:
    manifest, state = packed.manifest, packed.look.state.state
    size = f"{max(len(packed.content) // 1000, 1)} KB，{len(manifest.files)} 个文件"
    echo(f"已打包 {manifest.year} {manifest.agency} {manifest.name} → {path}（{size}）")
    sides = f"检查 {CHECKS_NAMES[state.checks]}，审核 {STANDING_NAMES[state.decision]}"
    echo(f"  报告 {manifest.report[:12]}：{sides}")
    for note in packed.notes:
        echo(f"  注意：{note}", err=True)

"""``kit lab``: JupyterLab on the workspace."""

from __future__ import annotations

import click

from kit.cli.console import echo
from kit.cli.new import found_workspace
from kit.cli.options import AtLeast, verb, workspace_options
from kit.lab import complete_notebooks, open_lab

HELP = """在工作区打开 JupyterLab，界面为中文，只在本机可以访问。

\b
工作区里还没有 notebooks 的，先补上。用完在这里按 Ctrl-C 结束。
"""
#: Where JupyterLab is looked for by those who know it; the next free one if it is taken.
_PORT = 8888


@verb("lab", help=HELP)
@click.option(
    "--port",
    type=AtLeast(0),
    default=_PORT,
    metavar="端口",
    help=f"端口，默认 {_PORT}，被占用时用下一个；0 为任意空闲的。",
)
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只显示网址。")
@workspace_options
def command(*, port: int, no_browser: bool, params: str | None, outputs: str | None) -> int:
    """Open JupyterLab, and stay until it ends."""
    workspace = found_workspace(params, outputs, may_create=False)
    root = workspace.params.parent
    begun = complete_notebooks(root)
    if begun.written:
        names = "、".join(path.relative_to(root).as_posix() for path in begun.written)
        echo(f"已补上 {names}", err=True)
    echo("正在打开 JupyterLab；用完在这里按 Ctrl-C 结束。", err=True)
    open_lab(workspace, port=port, has_browser=not no_browser)
    return 0

"""``kit init``: a workspace from the package alone."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.console import echo
from kit.cli.options import verb
from kit.lab import begin_workspace

HELP = """建立一个工作区：笔记本、空的 params、说明和 JupyterLab 的设置。

\b
不写文件夹时用当前文件夹。已有的文件一律不动，缺什么补什么，可以重复运行。
"""


@verb("init", help=HELP)
@click.argument("folder", metavar="[文件夹]", default=".", type=click.Path(path_type=Path))
def command(*, folder: Path) -> int:
    """Begin a workspace, and say what was written and what to do next."""
    root = folder.absolute()
    begun = begin_workspace(root)
    echo(f"工作区 {root}", bold=True)
    echo(*(f"  {path.relative_to(root).as_posix()}" for path in begun.written))
    if begun.kept:
        names = "、".join(path.relative_to(root).as_posix() for path in begun.kept)
        echo(f"已有、没有改动的：{names}")
    if root != Path.cwd():
        echo(f'下一步：cd "{folder}"')
    echo("然后：kit new 年度 机关 --name 全称，或 kit lab 打开 JupyterLab。")
    return 0

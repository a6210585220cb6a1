"""The command line: one verb per file, and the one place where an error becomes an exit code."""

from __future__ import annotations

import logging
import sys
from importlib.util import find_spec

import click

from kit import __version__
from kit.cli.chinese import Verbs, said
from kit.cli.notices import shown_notices
from kit.errors import Fault, KitError

#: Each verb with its one line of help; its module is imported when it is called.
VERBS = {
    "new": "新建一个年度的报告文件夹：工作簿、正文、参数",
    "import": "导入已发布的报告：网页、文字、.docx、PDF、电子表格",
    "check": "按规则检查，列出发现",
    "build": "运行笔记本，生成网页、PDF 和数据",
    "sign": "审核人签署：通过或退回，与所看的内容绑定",
    "review": "全年总览：每个机关到了哪一步，哪些要退回",
    "rollup": "把下级机关的数逐格相加，成为汇总报告",
    "verify": "再生成一遍，与已有的输出逐字节比较",
    "form": "显示某年度适用的格式：表、地址、规则",
    "doctor": "检查本机具备什么、缺什么、如何补上",
}


HELP = """政府信息公开工作年度报告：从电子表格到网页和 PDF，每个数都有出处。

\b
常用：
  kit new 2025 my-agency --name 某某局   新建一份报告
  kit check 2025 my-agency               检查
  kit build 2025                         生成全部机关的报告

\b
退出码：
  0 完成  1 软件缺陷  2 参数有误  3 格式数据有误  4 来源文件读不出
  5 有发现（报告照样生成）  6 笔记本失败  7 导出失败
"""


@click.group(cls=Verbs, verbs=VERBS, help=HELP)
@click.version_option(__version__, "--version", message="kit %(version)s", help="显示版本。")
def kit() -> None:
    """Hold the verbs together."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with the code of what happened.

    References
    ----------
    The exit codes stand in :mod:`kit.errors`; 5 means findings.
    """
    if arguments is None:
        _say_how_started()
    sys.exit(_run(arguments))


def _say_how_started() -> None:
    """Look like ``python -m kit``, which the processes of reports know they need not import."""
    program = sys.modules["__main__"]
    if program.__spec__ is None:
        program.__spec__ = find_spec("kit.__main__")


def _run(arguments: list[str] | None) -> int:
    try:
        with shown_notices():
            return kit.main(arguments, prog_name="kit", standalone_mode=False) or 0
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断；已经完成的报告都已保存。", err=True)
        return 130
    except Exception as error:
        logging.getLogger("kit").debug("defect", exc_info=True)
        code, message = _ended(error)
        click.echo(message, err=True)
        return code


def _ended(error: Exception) -> tuple[int, str]:
    """Return the exit code of *error* and what to say of it."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return 2, error.format_message()
        case click.ClickException():
            return 2, said(error)
        case KitError():
            return error.exit_code, str(error)
        case _:
            found = f"{type(error).__name__}：{error}"
            return 1, str(Fault("kit", "", found, "这是软件的缺陷，请反馈。"))

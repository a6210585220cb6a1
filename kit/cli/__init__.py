"""The command line: one verb per file, and the one place where an error becomes an exit code."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from importlib.util import find_spec

import click

from kit import __version__
from kit.cli.chinese import Verbs, said
from kit.cli.console import echo, prepare_streams
from kit.cli.notices import shown_notices
from kit.disk import as_kit_error
from kit.errors import Fault, KitError, ParameterError
from kit.interrupts import STOPPED, Stopped, watch_signals

#: Each verb with its one line of help; its module is imported when it is called.
VERBS = {
    "init": "建立一个工作区：笔记本、空的 params、JupyterLab 的设置",
    "new": "新建一个年度的报告文件夹：工作簿、正文、参数",
    "import": "导入已发布的报告：网页、文字、.docx、PDF、电子表格",
    "check": "按规则检查，列出发现",
    "build": "运行笔记本，生成网页、PDF 和数据",
    "preview": "在浏览器里边改边看：网页、发现、与上年对照",
    "sign": "审核人签署：通过或退回，与所看的内容绑定",
    "status": "每份报告到了哪一步，一个机关一行",
    "review": "全年总览：每个机关到了哪一步，哪些要退回",
    "publish": "发布：审核通过的报告的公开文件做成网站，含全部数的表",
    "rollup": "把下级机关的数逐格相加，成为汇总报告",
    "pack": "把一份报送打成一个文件，交给上级",
    "receive": "收下报送的文件：先核对，再写入 params",
    "verify": "再生成一遍，与已有的输出逐字节比较",
    "form": "显示某年度适用的格式：表、地址、规则",
    "lab": "在工作区打开 JupyterLab，界面为中文",
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
  5 有发现（报告照样生成）  6 笔记本失败  7 导出失败或写不进去
"""


def _say_version(ctx: click.Context, _option: click.Parameter, wanted: object) -> None:
    if wanted and not ctx.resilient_parsing:
        echo(f"kit {__version__}")
        ctx.exit()


@click.group(cls=Verbs, verbs=VERBS, help=HELP)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="显示版本。",
)
def kit() -> None:
    """Hold the verbs together."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with the code of what happened.

    References
    ----------
    The exit codes stand in :mod:`kit.errors`; 5 means findings.
    """
    if arguments is None:
        _begin_program()
    sys.exit(_run(arguments))


def _begin_program() -> None:
    """Take the process over: its signals, its streams, and what is printed beside our words."""
    watch_signals()
    prepare_streams()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    threading.excepthook = lambda lost: echo(*_said_of(lost.exc_value).splitlines(), err=True)
    # Look like ``python -m kit``, which the processes of reports know they need not import.
    program = sys.modules["__main__"]
    if program.__spec__ is None:
        program.__spec__ = find_spec("kit.__main__")


def _run(arguments: list[str] | None) -> int:
    try:
        return _called(arguments)
    except (click.Abort, KeyboardInterrupt) as told:
        echo(STOPPED, err=True)
        return _code_of(told)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - where an error becomes an exit code; Rust's panics are no Exception
        code, message = _ended(error)
        echo(*message.splitlines(), err=True)
        return code


def _called(arguments: list[str] | None) -> int:
    _check_folder()
    with shown_notices():
        return kit.main(arguments, prog_name="kit", standalone_mode=False) or 0


def _check_folder() -> None:
    """Refuse to work in a folder that somebody has removed.

    Raises
    ------
    ParameterError
        If it is gone.
    """
    try:
        os.getcwd()  # noqa: PTH109 - the very call that fails
    except OSError:
        cure = "请先用 cd 进入一个存在的文件夹，再运行一次。"
        raise ParameterError(Fault("当前文件夹", "存在的文件夹", "已被删除或移走", cure)) from None


def _code_of(told: BaseException) -> int:
    """Return the exit code of an end that was asked for, which click may have wrapped."""
    cause = told if isinstance(told, Stopped) else told.__cause__
    return cause.exit_code if isinstance(cause, Stopped) else 130


def _ended(error: BaseException) -> tuple[int, str]:
    """Return the exit code of *error* and what to say of it."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return 2, error.format_message()
        case click.ClickException():
            return 2, said(error)
        case _:
            known = as_kit_error(error, where="kit")
            return known.exit_code, str(known)


def _said_of(error: BaseException | None) -> str:
    return str(as_kit_error(error or KitError(), where="kit"))

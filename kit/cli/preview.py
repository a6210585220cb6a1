"""``kit preview``: a report in the browser, again at every save."""

from __future__ import annotations

import os
import signal
import sys
import webbrowser
from contextlib import suppress

import click

from kit.cli.console import echo
from kit.cli.options import (
    AgencyId,
    AtLeast,
    chosen_workspace,
    verb,
    workspace_options,
    year_argument,
)
from kit.interrupts import Stopped
from kit.preview import Serving, preview_report
from kit.processes import CAN_FORK
from kit.report.files import refuse_absent

HELP = """在浏览器里边改边看：网页、发现、与上年对照，三栏并排。

\b
保存工作簿、正文或参数后立即更新；改坏了的，错误显示在页面上，并保留上一次能生成的内容。
只在本机可以访问，不写任何文件。关上页面一段时间后自己结束，也可以按 Ctrl-C。
"""
#: How long the preview goes on without an open page, in seconds.
_IDLE_S = 300.0


@verb("preview", help=HELP)
@year_argument
@click.argument("agency", type=AgencyId(), metavar="机关")
@click.option("--port", type=AtLeast(0), default=0, metavar="端口", help="端口，默认任意空闲的。")
@click.option(
    "--idle",
    type=AtLeast(1.0),
    default=_IDLE_S,
    metavar="秒",
    help=f"没有页面打开多久后结束，默认 {_IDLE_S:g} 秒。",
)
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只显示网址。")
@workspace_options
def command(
    *,
    year: int,
    agency: str,
    port: int,
    idle: float,
    no_browser: bool,
    params: str | None,
    outputs: str | None,
) -> int:
    """Show a report until its page is closed, or until told to end."""
    workspace = chosen_workspace(params, outputs)
    refuse_absent(workspace, year=year, agency=agency)
    if not CAN_FORK:
        echo("本机不能复制进程（fork），每次更新要几秒。", err=True)

    def opened(address: str) -> None:
        echo(f"预览：{address}", "关上页面或按 Ctrl-C 结束。")
        sys.stdout.flush()
        if not no_browser and _has_screen():
            with suppress(webbrowser.Error):
                webbrowser.open(address)

    try:
        serving = Serving(port=port, idle_s=idle, opened=opened)
        preview_report(workspace, year=year, agency=agency, serving=serving)
    except Stopped as told:
        # Ctrl-C is how it is meant to end.
        if told.args[0] != signal.SIGINT:
            raise
    echo("预览已结束。", err=True)
    return 0


def _has_screen() -> bool:
    """Whether a browser would have a window; without one a browser of text takes the terminal."""
    has_none = sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    return not has_none

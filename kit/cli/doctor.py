"""``kit doctor``: what this machine can do, and the cure for what it cannot."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, NamedTuple

from kit.cli.console import echo
from kit.cli.options import verb
from kit.errors import KitError
from kit.workspace import find_workspace

_LIBRARIES = ("jupyterlab", "papermill", "pandas", "nbconvert", "great-tables", "typst")
#: Programs that only tests need, with the Debian package of each.
_PROGRAMS = {"chromium": "chromium", "pdftotext": "poppler-utils", "soffice": "libreoffice-calc"}


class Finding(NamedTuple):
    """One thing looked at: its name, whether it is there, and what is there or the cure."""

    name: str
    is_there: bool
    said: str
    is_needed: bool = True


@verb("doctor", help="检查本机具备什么、缺什么、如何补上。")
def command() -> int:
    """Print what this machine can do; exit 2 when something needed is missing."""
    found = [finding for look in _LOOKS for finding in look()]
    for finding in found:
        mark = "✓" if finding.is_there else ("✗" if finding.is_needed else "–")
        echo(f"{mark} {finding.name}：{finding.said}")
    missing = [finding for finding in found if finding.is_needed and not finding.is_there]
    echo("本机可以生成报告。" if not missing else f"缺 {len(missing)} 项，请按上面的办法补上。")
    return 2 if missing else 0


def _libraries() -> list[Finding]:
    return [_library(name) for name in _LIBRARIES]


def _library(name: str) -> Finding:
    try:
        return Finding(name, is_there=True, said=version(name))
    except PackageNotFoundError:
        return Finding(name, is_there=False, said=f"没有安装，请运行 pip install {name}")


def _kernel() -> list[Finding]:
    from jupyter_client.kernelspec import KernelSpecManager

    has_kernel = "python3" in KernelSpecManager().find_kernel_specs()
    cure = "没有，请运行 python -m ipykernel install --sys-prefix"
    return [Finding("Python 内核", is_there=has_kernel, said="python3" if has_kernel else cure)]


def _processes() -> list[Finding]:
    from kit.run import CAN_FORK

    forked = f"{os.cpu_count()} 个处理器核，每份报告复制一个进程"
    cure = "本机不能复制进程（fork），每份报告另起一个进程，较慢；数量多时请换 Linux"
    return [
        Finding("成批生成", is_there=CAN_FORK, said=forked if CAN_FORK else cure, is_needed=False)
    ]


def _fonts() -> list[Finding]:
    return [_font("packaged", is_needed=True), _font("system", is_needed=False)]


def _font(kind: Literal["packaged", "system"], *, is_needed: bool) -> Finding:
    from kit.export.pdf import font_files

    name = {"packaged": "随软件提供的字体", "system": "本机的公文字体"}[kind]
    try:
        names = "、".join(font_files(kind))
    except KitError as error:
        only = f"缺 {len(error.faults)} 种；只有 report.yaml 写 fonts: system 时才需要"
        said = str(error) if is_needed else only
        return Finding(name, is_there=False, said=said, is_needed=is_needed)
    return Finding(name, is_there=True, said=names, is_needed=is_needed)


def _programs() -> list[Finding]:
    return [
        Finding(
            f"{program}（只有测试需要）",
            is_there=shutil.which(program) is not None,
            said=shutil.which(program) or f"没有，Debian 上请运行 apt-get install {package}",
            is_needed=False,
        )
        for program, package in _PROGRAMS.items()
    ]


def _workspace() -> list[Finding]:
    try:
        workspace = find_workspace()
        said = f"{workspace.params}，{len(workspace.agencies())} 个机关"
    except KitError as error:
        return [Finding("工作区", is_there=False, said=str(error), is_needed=False)]
    return [
        Finding("工作区", is_there=True, said=said),
        Finding(
            "输出文件夹", is_there=_is_writable(workspace.outputs), said=str(workspace.outputs)
        ),
    ]


def _is_writable(folder: Path) -> bool:
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    return os.access(nearest, os.W_OK)


_LOOKS: tuple[Callable[[], list[Finding]], ...] = (
    _libraries,
    _kernel,
    _processes,
    _fonts,
    _programs,
    _workspace,
)

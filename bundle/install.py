"""Install the kit from the wheels beside this file: no network, no rights of an administrator."""

from __future__ import annotations

import json
import platform
import struct
import subprocess
import sys
import venv
from io import TextIOWrapper
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
#: A 64-bit pointer, in bytes.
_WIDE = 8
#: The oldest glibc that the wheels of Linux run with.
_GLIBC = (2, 28)


def main() -> int:
    """Install into the folder that is named, or into one of the user's own."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    target = Path(sys.argv[1] if len(sys.argv) > 1 else Path.home() / "ogi-report-kit").absolute()
    faults = _unfit(json.loads((HERE / "bundle.json").read_text("utf-8")))
    if faults:
        print("不能安装：", *faults, sep="\n  ")
        return 1
    print(f"正在安装到 {target} ……")
    return _install(target)


def _unfit(bundle: dict[str, Any]) -> list[str]:
    """Say what of this machine the wheels are not made for."""
    python = ".".join(map(str, sys.version_info[:2]))
    faults = []
    if bundle["system"] != platform.system() or bundle["machine"] != platform.machine():
        here = f"{platform.system()} {platform.machine()}"
        wanted = f"{bundle['system']} {bundle['machine']}"
        faults.append(f"这个文件夹用于 {wanted}，本机是 {here}，请换用相应的文件夹。")
    if python not in bundle["pythons"]:
        wanted = "、".join(bundle["pythons"])
        faults.append(f"本机的 Python 是 {python}，需要 {wanted} 之一（{sys.executable}）。")
    if struct.calcsize("P") != _WIDE:
        faults.append(f"本机的 Python 是 32 位的，需要 64 位的（{sys.executable}）。")
    name, version = platform.libc_ver()
    if name == "glibc" and tuple(map(int, version.split("."))) < _GLIBC:
        faults.append(f"本机的 glibc 是 {version}，需要 2.28 以上的系统。")
    return faults


def _install(target: Path) -> int:
    """Make an environment in *target*, and have the pip that is among the wheels fill it."""
    wheels = HERE / "wheels"
    (pip,) = wheels.glob("pip-*.whl")
    try:
        venv.create(target, with_pip=False)
    except OSError as problem:
        print(f"不能写入 {target}：{problem.strerror}。请换一个文件夹，写在命令后面。")
        return 1
    programs = target / ("Scripts" if sys.platform == "win32" else "bin")
    ending = ".exe" if sys.platform == "win32" else ""
    python, kit = (programs / f"{name}{ending}" for name in ("python", "kit"))
    # pip runs from inside its wheel: a Python of Debian or Kylin may come without one.
    command = [python, pip / "pip", "install", "--quiet", "--no-index", "--upgrade"]
    command += ["--no-warn-script-location", "--disable-pip-version-check"]
    command += [f"--find-links={wheels}", "ogi-report-kit[lab]", "pip"]
    if subprocess.run(list(map(str, command)), check=False).returncode:
        print("安装没有完成，原因见上。请把这个窗口的内容发给维护人员。")
        return 1
    print("安装完成。建立工作区并打开：", f'  "{kit}" init 我的年报', sep="\n")
    print("  cd 我的年报", f'  "{kit}" lab', sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

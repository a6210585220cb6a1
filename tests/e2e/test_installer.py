"""The installer of a bundle: it needs no network, and says in Chinese what a machine lacks."""

from __future__ import annotations

import ensurepip
import json
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from bundle.__main__ import write_installer
from bundle.platforms import PLATFORMS, Platform

HERE = ".".join(map(str, sys.version_info[:2]))


def this_machine() -> Platform:
    """Return the platform of this machine."""
    return next(each for each in PLATFORMS if each.machine == platform.machine())


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Write a bundle whose kit is a wheel of one program; its pip is the one Python brings."""
    folder = tmp_path / "安装 盘"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    (pip,) = (Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")
    shutil.copy(pip, wheels)
    facts = {
        "METADATA": "Metadata-Version: 2.1\nName: ogi-report-kit\nVersion: 1.0\n"
        "Provides-Extra: lab\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": "[console_scripts]\nkit = kit_stub:main\n",
        "RECORD": "",
    }
    with ZipFile(wheels / "ogi_report_kit-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("kit_stub.py", "def main():\n    print('kit 1.0')\n")
        for name, text in facts.items():
            wheel.writestr(f"ogi_report_kit-1.0.dist-info/{name}", text)
    write_installer(folder, platform=this_machine(), pythons=[HERE])
    return folder


def install(bundle: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Run the script as its user does, with this Python alone on the path."""
    command = ["/bin/sh", bundle / "install.sh", target]
    programs = bundle / "programs"
    programs.mkdir()
    for name, program in {"python3": sys.executable, "dirname": shutil.which("dirname")}.items():
        (programs / name).symlink_to(str(program))
    environment = {"PATH": str(programs), "HOME": str(bundle), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd="/", check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="runs a script of sh")
def test_it_installs_without_a_network(bundle: Path, tmp_path: Path) -> None:
    """From a folder with blanks into another, what was installed runs."""
    target = tmp_path / "年报 工具"
    ended = install(bundle, target)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "安装完成" in ended.stdout
    ran = subprocess.run([target / "bin" / "kit"], capture_output=True, text=True, check=True)
    assert ran.stdout == "kit 1.0\n"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"machine": "sparc"}, "请换用相应的文件夹"),
        ({"pythons": ["3.99"]}, f"本机的 Python 是 {HERE}，需要 3.99 之一"),
    ],
)
def test_what_the_machine_lacks_is_said(
    bundle: Path, tmp_path: Path, facts: dict[str, object], said: str
) -> None:
    """Another machine's wheels, another Python: nothing is made, and the cure is named."""
    told = json.loads((bundle / "bundle.json").read_text("utf-8"))
    (bundle / "bundle.json").write_text(json.dumps(told | facts), "utf-8")
    ended = install(bundle, tmp_path / "there")
    assert ended.returncode == 1
    assert said in ended.stdout
    assert not (tmp_path / "there").exists()


def test_the_script_for_windows_is_one_a_chinese_console_reads(tmp_path: Path) -> None:
    """Its lines end as cmd wants, and its words are in the code page it asks for first."""
    windows = next(each for each in PLATFORMS if each.is_windows)
    write_installer(tmp_path, platform=windows, pythons=[HERE])
    content = (tmp_path / "install.bat").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")
    lines = content.decode("gbk").split("\r\n")
    assert lines[:2] == ["@echo off", "chcp 936 >nul"]
    assert any("没有找到 Python" in line for line in lines)
    assert not (tmp_path / "install.sh").exists()

"""The wheel alone, in a folder whose path holds Chinese and blanks: from init to the lab."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from builders.workspaces import PROJECT
from tornado.websocket import websocket_connect
from urllib3 import PoolManager, Retry

from kit.form import form_of_year
from kit.source.values import build_filing
from kit.workbook import write_workbook

NAME = "某某市 数据局"
REPORT = ("2025", "my-bureau")
#: A server may take long to start on a machine with much else to do, in seconds.
PATIENCE_S = 180


@dataclass(frozen=True, kw_only=True)
class Installed:
    """The kit installed from its wheel, and the workspace its verbs run in."""

    programs: Path
    workspace: Path

    @property
    def environment(self) -> dict[str, str]:
        """An environment that leads nowhere else: not to the project, not to anybody's settings."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("KIT_")}
        return kept | {"HOME": str(self.programs.parent), "PYTHONPATH": ""}

    def run(self, *arguments: str) -> str:
        """Run a program in the workspace and return what it said; it must end well."""
        ended = subprocess.run(
            [self.programs / arguments[0], *arguments[1:]],
            capture_output=True,
            text=True,
            cwd=self.workspace,
            env=self.environment,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    @contextmanager
    def serving(self, *arguments: str, find: str) -> Iterator[str]:
        """Run a verb that serves; give the address it says, and end it as its user does."""
        process = subprocess.Popen(
            [self.programs / "kit", *arguments, "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.workspace,
            env=self.environment,
        )
        assert process.stdout
        try:
            said = (re.search(find, line) for line in process.stdout)
            yield next(found[0] for found in said if found)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=PATIENCE_S)
            assert process.returncode == 0
        finally:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel, install it beside the libraries that are here, begin and fill a report."""
    folder = tmp_path_factory.mktemp("空 文件夹")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-index"]
    build = [*pip, "wheel", *offline, "--no-build-isolation", f"--wheel-dir={folder}", PROJECT]
    subprocess.run(build, check=True)
    (wheel,) = folder.glob("*.whl")
    programs = _environment(folder / "环境 一")
    subprocess.run(
        [*pip, f"--python={programs / 'python'}", "install", *offline, wheel], check=True
    )
    (folder / "年报").mkdir()
    made = Installed(programs=programs, workspace=folder / "年报")
    made.run("kit", "init")
    made.run("kit", "new", *REPORT, "--name", NAME)
    _fill(made.workspace / "params" / REPORT[0] / REPORT[1])
    return made


def _environment(folder: Path) -> Path:
    """Make an environment that finds the libraries of this one, but not the project itself."""
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/python*/site-packages")
    # Its own .pth files, one of which leads to the project, are not read from there.
    (packages / "beside.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    (folder / "share").symlink_to(Path(sys.prefix) / "share")
    return folder / "bin"


def _fill(folder: Path) -> None:
    """Fill in a year without a single request, as Excel would save it."""
    year = int(REPORT[0])
    form = form_of_year(year)
    none = dict.fromkeys(form.cells, 0)
    filing = build_filing(form, agency=REPORT[1], year=year, values=none)
    workbook = write_workbook(form, agency_name=NAME, year=year, filing=filing)
    (folder / "tables.xlsx").write_bytes(workbook)


def test_the_kit_is_the_installed_one(installed: Installed) -> None:
    """What runs is what the wheel brought; all a workspace needs came out of it."""
    where = installed.run("python", "-c", "import kit; print(kit.__file__)")
    assert Path(where.strip()).is_relative_to(installed.programs.parent)
    files = {path.relative_to(installed.workspace).as_posix() for path in _files(installed)}
    assert {
        "README.md",
        "outputs/README.md",
        "notebooks/annual_report.ipynb",
        "notebooks/explore.ipynb",
        "notebooks/config/labconfig/default_setting_overrides.json",
        "params/agencies.yaml",
        "params/2025/my-bureau/tables.xlsx",
    } <= files


def _files(installed: Installed) -> Iterator[Path]:
    return (path for path in installed.workspace.rglob("*") if path.is_file())


def test_the_report_is_built(installed: Installed) -> None:
    """Page, review page, PDF and data are written."""
    installed.run("kit", "build", *REPORT, "--fail-on", "never")
    outputs = installed.workspace / "outputs" / REPORT[0] / REPORT[1]
    assert NAME in (outputs / "report.html").read_text("utf-8")
    assert (outputs / "report.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((outputs / "report.json").read_bytes())["name"] == NAME
    assert (outputs / "review.html").is_file()


def test_the_report_is_previewed(installed: Installed) -> None:
    """The page is shown by a server of this machine alone."""
    with installed.serving("preview", *REPORT, find=r"http://127\.0\.0\.1:\d+/\S+/") as address:
        told = asyncio.run(asyncio.wait_for(_shown(address), timeout=PATIENCE_S))
    assert told["faults"] == []
    assert NAME in told["page"]
    assert "表三" in told["figures"]


async def _shown(address: str) -> dict[str, Any]:
    """Wait, as an open page does, until a report is shown."""
    socket = await websocket_connect(f"{address.replace('http', 'ws', 1)}told")
    try:
        while message := await socket.read_message():
            told: dict[str, Any] = json.loads(message)
            if told.get("state") == "ready":
                return told
    finally:
        socket.close()
    pytest.fail("预览提前结束")


def test_the_lab_opens_in_chinese(installed: Installed) -> None:
    """JupyterLab stands in the workspace, with its notebooks, in Chinese."""
    find = r"http://127\.0\.0\.1:\d+/lab\S*token=\w+"
    # JupyterLab says its address a moment before it listens there.
    patient = PoolManager(retries=Retry(connect=100, backoff_factor=0.1, backoff_max=1))
    with installed.serving("lab", "--port", "0", find=find) as address:
        root, token = re.match(r"(http://[^/]+)/.*token=(\w+)", address).groups()  # type: ignore[union-attr] # found so

        def asked(path: str) -> Any:
            return patient.request("GET", f"{root}/{path}?token={token}").json()

        names = {entry["name"] for entry in asked("api/contents/notebooks")["content"]}
        settings = asked("lab/api/settings/@jupyterlab/translation-extension:plugin")
        words = asked("lab/api/translations/zh_CN")
    assert {"annual_report.ipynb", "explore.ipynb"} <= names
    assert settings["schema"]["properties"]["locale"]["default"] == "zh_CN"
    assert words["data"]["jupyterlab"]

"""A batch in which everything happens: who is tried again, who is harmed, what is said."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from builders.cells import workspace_with_cells
from builders.verbs import run_verb
from builders.workspaces import PROJECT, copied_workspace

from kit.run import CAN_FORK
from kit.workspace import Workspace

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="本平台不能 fork")
YEAR = 2024
#: What the notebook does in the report of each agency; the name says how it ends.
TROUBLE = {
    "a-good": "",
    "b-crashes-once": "if not flag.exists():\n    flag.touch()\n    ctypes.string_at(0)",
    "c-crashes": "os.kill(os.getpid(), signal.SIGKILL)",
    "d-hangs": "flag.open('a').write('x')\nthreading.Event().wait()",
    "e-raises": "flag.open('a').write('x')\n1 / 0",
    "f-refused": "",
    "g-good": "",
}
START = """
import ctypes, os, pathlib, signal, threading
flag = pathlib.Path({folder!r}) / agency
"""
#: The one that hangs takes so long; the others must be built in it on a busy machine too.
TIMEOUT_S = 10.0


class Ended(NamedTuple):
    """A batch that is over."""

    workspace: Workspace
    code: int
    err: str

    @property
    def states(self) -> dict[str, dict[str, object]]:
        """What ``batch.json`` says of each agency."""
        batch = json.loads((self.workspace.outputs / str(YEAR) / "batch.json").read_bytes())
        return {entry.pop("agency"): entry for entry in batch["agencies"]}


def arguments_of(workspace: Workspace, *more: str) -> list[str]:
    """Return the arguments that build the year."""
    places = ["--params", str(workspace.params), "--outputs", str(workspace.outputs)]
    return ["build", str(YEAR), "--to", "html", "--jobs", "2", *more, *places]


def build(workspace: Workspace, *more: str) -> Ended:
    """Build the year as ``kit build`` does."""
    code, _, err = run_verb(*arguments_of(workspace, *more))
    return Ended(workspace, code, err)


def built_elsewhere(workspace: Workspace) -> Ended:
    """Build the year in a process of its own, with the package that it finds."""
    command = [sys.executable, "-m", "kit", *arguments_of(workspace)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    return Ended(workspace, done.returncode, done.stderr.decode())


@pytest.fixture(scope="module")
def flags(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder where reports leave word of being tried."""
    return tmp_path_factory.mktemp("flags")


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory, flags: Path) -> Ended:
    """Give the batch of one good report, one of each kind of trouble, and another good one."""
    parts = [f"if agency == {agency!r}:\n    " + source.replace("\n", "\n    ")
             for agency, source in TROUBLE.items() if source]  # fmt: skip
    cells = {"trouble": START.format(folder=str(flags)) + "\n".join(parts)}
    workspace = workspace_with_cells(tmp_path_factory.mktemp("batch"), cells)
    year = workspace.params / str(YEAR)
    entry = "\n{}:\n  name: 某市人民政府\n  kind: government\n  level: city\n  rule_making: true\n"
    with (workspace.params / "agencies.yaml").open("a", encoding="utf-8") as agencies:
        agencies.writelines(map(entry.format, TROUBLE))
    for agency in TROUBLE:
        shutil.copytree(year / "suqian", year / agency)
    (year / "f-refused" / "tables.xlsx").write_bytes(b"hello")
    shutil.rmtree(year / "suqian")
    return build(workspace, "--timeout", str(TIMEOUT_S))


def test_each_report_ends_in_its_own_way(troubled: Ended) -> None:
    """Reports beside those in trouble are built; the worst decides the exit code."""
    codes = {agency: state.get("exit_code") for agency, state in troubled.states.items()}
    assert codes == {
        "a-good": None,
        "b-crashes-once": None,
        "c-crashes": 6,
        "d-hangs": 6,
        "e-raises": 6,
        "f-refused": 4,
        "g-good": None,
    }
    assert troubled.code == 6, troubled.err


def test_only_complete_reports_are_there(troubled: Ended) -> None:
    """A report in trouble leaves no file, half or whole."""
    folders = {path.name for path in (troubled.workspace.outputs / str(YEAR)).iterdir()}
    # All have one text, which is said of the year.
    assert folders == {"a-good", "b-crashes-once", "g-good", "batch.json", "copies.json"}
    for agency in ("a-good", "b-crashes-once", "g-good"):
        folder = troubled.workspace.report_folder(YEAR, agency)
        files = {path.name for path in folder.iterdir()}
        assert files == {"manifest.json", "report.html", "report.ipynb"}


def test_a_crash_is_tried_once_more_and_said(troubled: Ended) -> None:
    """A crash may pass: it is tried again, once, and both are said; nothing else is."""
    assert sorted(re.findall(r"↻ (\S+)", troubled.err)) == ["b-crashes-once", "c-crashes"]
    assert re.search(r"b-crashes-once .*第二次成功", troubled.err)
    assert "SIGKILL" in str(troubled.states["c-crashes"]["faults"])


def test_what_would_come_again_is_tried_once(troubled: Ended, flags: Path) -> None:
    """A report that hangs or raises is not run a second time; its message names the cure."""
    assert (flags / "d-hangs").read_text() == "x"
    assert (flags / "e-raises").read_text() == "x"
    assert "--timeout" in str(troubled.states["d-hangs"]["faults"])
    assert "ZeroDivisionError" in str(troubled.states["e-raises"]["faults"])


def test_every_fault_says_whose_it_is(troubled: Ended) -> None:
    """A fault found by the parent, which sees only a process, names the report too."""
    for agency in ("c-crashes", "d-hangs", "e-raises"):
        (fault,) = troubled.states[agency]["faults"]  # type: ignore[misc]
        assert agency in fault


def test_the_summary_counts_kinds_of_outcome(troubled: Ended) -> None:
    """The last line counts the reports by how they ended."""
    (summary,) = re.findall(r"共 .*", troubled.err)
    kinds = dict(re.findall(r"([^，：]+) (\d+)", summary.split("：")[1]))
    assert summary.startswith("共 7 份")
    assert sum(map(int, kinds.values())) == 7
    assert kinds["笔记本失败"] == "3"
    assert kinds["来源文件读不出"] == "1"


def test_batch_json_has_final_states_and_no_times(troubled: Ended) -> None:
    """The file of states tells neither when nor how long nor how often.

    Built again it is the same, and a report that was not asked for keeps its state.
    """
    path = troubled.workspace.outputs / str(YEAR) / "batch.json"
    before = path.read_bytes()
    keys = {key for state in troubled.states.values() for key in state}
    assert keys == {"state", "checks", "decision", "findings", "exit_code", "faults"}
    assert [*troubled.states] == sorted(troubled.states)
    others = [agency for agency in TROUBLE if agency != "d-hangs"]
    again = build(troubled.workspace, *others)
    assert path.read_bytes() == before
    (summary,) = re.findall(r"^共 .*", again.err, re.MULTILINE)
    assert sum(map(int, re.findall(r"来源没有变化\D* (\d+)", summary))) == 3
    assert again.code == troubled.code


@pytest.fixture
def own_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the package that child processes import instead of the project's."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "kit", tmp_path / "code" / "kit", ignore=ignored)
    shutil.copytree(PROJECT / "notebooks", tmp_path / "code" / "notebooks")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "code"))
    monkeypatch.chdir(tmp_path / "code")
    return tmp_path / "code" / "kit"


def test_another_version_of_the_kit_builds_again(own_kit: Path, tmp_path: Path) -> None:
    """A changed style is another kit: reports that stood are built again, and only then."""
    workspace = copied_workspace(tmp_path)
    page = workspace.report_folder(YEAR, "suqian") / "report.html"
    assert built_elsewhere(workspace).code in {0, 5}
    assert "来源没有变化" in built_elsewhere(workspace).err
    style = own_kit / "look" / "report.css"
    style.write_text(style.read_text("utf-8") + "\n.changed-by-a-test{color:red}\n", "utf-8")
    before = page.read_bytes()
    assert "来源没有变化" not in built_elsewhere(workspace).err
    assert page.read_bytes() != before


def test_a_broken_form_is_said_by_each_report(own_kit: Path, tmp_path: Path) -> None:
    """What is wrong before the first report starts is an error of each, and no hang."""
    editions = sorted((own_kit / "form" / "editions" / "2021").glob("*.yaml"))
    assert editions
    with editions[0].open("a", encoding="utf-8") as file:
        file.write("\nno_such_key: 1\n")
    ended = built_elsewhere(copied_workspace(tmp_path))
    assert ended.code == 3, ended.err
    assert "no_such_key" in ended.err
    assert "Traceback" not in ended.err


def test_a_workspace_edited_while_built_is_not_current(tmp_path: Path) -> None:
    """A file that changes while its report is built makes the report be built again."""
    edit = "import os, pathlib\nkept = pathlib.Path(os.environ['KIT_PARAMS'])\n"
    edit += "path = kept / '2024' / agency / 'narrative.md'\n"
    edit += "text = path.read_text('utf-8')\n"
    edit += "path.write_text(text + '\\n', 'utf-8') if not text.endswith('\\n\\n') else None"
    workspace = workspace_with_cells(tmp_path, {"edit": edit})
    assert build(workspace).code in {0, 5}
    assert "来源没有变化" not in build(workspace).err
    assert "来源没有变化" in build(workspace).err

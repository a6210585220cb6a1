"""Only what changed: a report is built again when, and only when, what it is made from changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from builders.workspaces import EXAMPLES, PROJECT, copied_workspace, replaced

from kit.export.manifest import versions
from kit.run import Job, ProcessExecutor, split_current
from kit.run.build import build_report
from kit.run.inputs import input_hashes
from kit.workspace import NOTEBOOK, Workspace

ALL = {f"{year} {agency}" for year, agency in EXAMPLES}
Edit = Callable[[Path], object]


def jobs(workspace: Workspace, *, to: tuple[str, ...] = ("html",)) -> list[Job]:
    """Return the jobs of all examples."""
    return [Job(workspace=workspace, year=y, agency=a, to=to) for y, a in EXAMPLES]


def waiting(
    workspace: Workspace, *, to: tuple[str, ...] = ("html",), force: bool = False
) -> set[str]:
    """Name the reports that a batch would build."""
    _, build = split_current(jobs(workspace, to=to), force=force)
    return {f"{job.year} {job.agency}" for job in build}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with its own notebook, all of its reports built."""
    folder = tmp_path_factory.mktemp("built")
    workspace = copied_workspace(folder)
    (folder / "notebooks").mkdir()
    shutil.copy(PROJECT / "notebooks" / NOTEBOOK, folder / "notebooks")
    with ProcessExecutor(2) as executor:
        results = list(executor.map(build_report, jobs(workspace)))
    assert [result.error for result in results] == [None] * len(EXAMPLES)
    return folder


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Workspace:
    """Give a copy of the built workspace, to change."""
    folder = tmp_path / "copy"
    shutil.copytree(built, folder)
    return Workspace(params=folder / "params", outputs=folder / "outputs")


def append(name: str, text: str = "\n# 改动\n") -> Edit:
    """Write *text* at the end of a file of the workspace."""

    def edit(folder: Path) -> None:
        path = folder / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return edit


def replace(name: str, old: str, new: str) -> Edit:
    """Replace text in a file of the workspace."""
    return lambda folder: replaced(folder / name, old, new)


def set_cell(name: str) -> Edit:
    """Change a figure of a workbook."""

    def edit(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / name)
        book["表三"]["D5"].value = 7
        book.save(folder / name)

    return edit


def touch(name: str) -> Edit:
    """Change when a file was written, and nothing else."""
    return lambda folder: os.utime(folder / name, (0, 0))


def write(name: str, text: str = "x") -> Edit:
    """Write a file that was not there."""
    return lambda folder: (folder / name).write_text(text, "utf-8")


def remove(name: str) -> Edit:
    """Remove a file."""
    return lambda folder: (folder / name).unlink()


EDITS: Mapping[str, tuple[Edit, set[str]]] = {
    "prose": (append("params/2024/suqian/narrative.md"), {"2024 suqian"}),
    "parameters": (append("params/2024/suqian/report.yaml"), {"2024 suqian"}),
    "figures": (set_cell("params/2024/suqian/tables.xlsx"), {"2024 suqian"}),
    "last year's figures": (
        set_cell("params/2023/suqian/tables.xlsx"),
        {"2023 suqian", "2024 suqian"},
    ),
    "last year's prose": (
        append("params/2023/suqian/narrative.md"),
        {"2023 suqian", "2024 suqian"},
    ),
    "last year's parameters": (append("params/2023/suqian/report.yaml"), {"2023 suqian"}),
    "last year's figures gone": (
        remove("params/2023/suqian/tables.xlsx"),
        {"2023 suqian", "2024 suqian"},
    ),
    "agency's entry": (
        replace("params/agencies.yaml", "青六北路499号", "青六北路500号"),
        {"2022 qiantang-jxkj"},
    ),
    "comment among agencies": (append("params/agencies.yaml"), set()),
    "another agency": (
        append("params/agencies.yaml", "\na-new:\n  name: 某局\n  kind: town\n"),
        set(),
    ),
    "notebook": (replace(f"notebooks/{NOTEBOOK}", "report.changes", "report.changes "), ALL),
    "notebook saved": (replace(f"notebooks/{NOTEBOOK}", '"Python 3"', '"Python 3 "'), set()),
    "default parameters": (replace(f"notebooks/{NOTEBOOK}", "year = 2022", "year = 2021"), set()),
    "notebook gone": (remove(f"notebooks/{NOTEBOOK}"), set()),
    "time of writing": (touch("params/2024/suqian/tables.xlsx"), set()),
    "lock file beside": (write("params/2024/suqian/~$tables.xlsx"), set()),
    "original beside": (write("params/2024/suqian/original.html"), set()),
    "output gone": (remove("outputs/2024/suqian/report.html"), {"2024 suqian"}),
    "output changed": (append("outputs/2024/suqian/report.html"), {"2024 suqian"}),
    "executed notebook changed": (append("outputs/2024/suqian/report.ipynb"), {"2024 suqian"}),
    "manifest gone": (remove("outputs/2024/suqian/manifest.json"), {"2024 suqian"}),
    "manifest half": (write("outputs/2024/suqian/manifest.json", '{"year":'), {"2024 suqian"}),
    "manifest of another kind": (write("outputs/2024/suqian/manifest.json", "[]"), {"2024 suqian"}),
    "a file of somebody's": (write("outputs/2024/suqian/notes.txt"), set()),
    "batch.json gone": (write("outputs/2024/batch.json"), set()),
}


def test_nothing_is_built_again_when_nothing_changed(workspace: Workspace) -> None:
    """Reports moved to another folder as they are stand, with the findings they had."""
    standing, build = split_current(jobs(workspace), force=False)
    assert build == []
    assert [result.agency for result in standing] == [agency for _, agency in EXAMPLES]
    assert all(result.is_current and result.error is None for result in standing)
    manifest = workspace.report_folder(*EXAMPLES[0]) / "manifest.json"
    assert standing[0].findings == json.loads(manifest.read_bytes())["findings"]


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_builds_again_what_depends_on_it(workspace: Workspace, name: str) -> None:
    """Each edit is met by exactly the reports it can change."""
    edit, expected = EDITS[name]
    edit(workspace.params.parent)
    assert waiting(workspace) == expected


def test_force_builds_all(workspace: Workspace) -> None:
    """With force every report is built."""
    assert waiting(workspace, force=True) == ALL


def test_another_format_is_built(workspace: Workspace) -> None:
    """A format that is not there is built, also beside one that is; one less is nothing to do."""
    assert waiting(workspace, to=("json",)) == ALL
    assert waiting(workspace, to=("html", "json")) == ALL
    assert waiting(workspace, to=()) == set()


@pytest.mark.parametrize("library", sorted(versions()))
def test_another_version_builds_all(workspace: Workspace, library: str) -> None:
    """A manifest of another version of the kit or of a library does not stand."""
    for year, agency in EXAMPLES:
        path = workspace.report_folder(year, agency) / "manifest.json"
        manifest = json.loads(path.read_bytes())
        manifest["versions"][library] = "0.0.0"
        path.write_text(json.dumps(manifest), "utf-8")
    assert waiting(workspace) == ALL


def test_the_libraries_that_shape_a_report_are_known() -> None:
    """Whatever makes figures, tables, pages, fonts or cells' outputs is among the versions."""
    shaping = {"kit", "great-tables", "pandas", "python-calamine", "nbconvert", "papermill"}
    shaping |= {"ipython", "markdown-it-py", "typst", "pylopdf-fonts-zh-cn"}
    assert shaping <= set(versions())


def test_inputs_are_named_within_the_workspace(workspace: Workspace) -> None:
    """The inputs of the second year are its own, last year's figures and words, the notebook."""
    (job,) = [job for job in jobs(workspace) if job.year == 2024]
    assert list(input_hashes(job)) == [
        f"notebooks/{NOTEBOOK}",
        "params/2023/suqian/narrative.md",
        "params/2023/suqian/tables.xlsx",
        "params/2024/suqian/narrative.md",
        "params/2024/suqian/report.yaml",
        "params/2024/suqian/tables.xlsx",
        "params/agencies.yaml#suqian",
    ]

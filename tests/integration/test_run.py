"""One job, real kernel: errors of a report become its result."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from builders.workspaces import PROJECT, copied_workspace

from kit.errors import NotebookError, SourceError
from kit.run import Job, run_batch, run_job
from kit.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a copy of the examples, with a notebook of its own."""
    copied = copied_workspace(tmp_path)
    (tmp_path / "notebooks").mkdir()
    notebook = PROJECT / "notebooks" / "annual_report.ipynb"
    (tmp_path / "notebooks" / notebook.name).write_bytes(notebook.read_bytes())
    return copied


def add_cell(workspace: Workspace, source: str) -> None:
    """Put a cell at the end of the workspace's notebook."""
    path = workspace.params.parent / "notebooks" / "annual_report.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    cell = {"cell_type": "code", "id": "added", "metadata": {}, "source": source}
    notebook["cells"].append({**cell, "execution_count": None, "outputs": []})
    path.write_text(json.dumps(notebook), "utf-8")


def job(workspace: Workspace, **changed: object) -> Job:
    """Return the job of the seed's report, HTML alone."""
    settings = {"year": 2022, "agency": "qiantang-jxkj", "to": ("html",)} | changed
    return Job(workspace=workspace, **settings)  # type: ignore[arg-type]


def test_a_source_error_in_the_kernel_keeps_its_family(workspace: Workspace) -> None:
    """A workbook that is none gives the reading's own error and message, and no files."""
    (workspace.inputs(2022, "qiantang-jxkj") / "tables.xlsx").write_bytes(b"hello")
    result = run_job(job(workspace))
    assert isinstance(result.error, SourceError)
    assert "tables.xlsx" in str(result.error)
    assert not workspace.report_folder(2022, "qiantang-jxkj").exists()


def test_a_failing_cell_is_named(workspace: Workspace) -> None:
    """An analyst's own cell that fails is a notebook error with the cell and its message."""
    add_cell(workspace, "1 / 0")
    result = run_job(job(workspace))
    assert isinstance(result.error, NotebookError)
    assert "ZeroDivisionError" in str(result.error)


def test_a_cell_that_takes_too_long_is_stopped(workspace: Workspace) -> None:
    """A cell beyond the time limit ends the run with exit code 6 and the cure."""
    add_cell(workspace, "import threading; threading.Event().wait(60)")
    result = run_job(job(workspace, timeout_s=1.0))
    assert isinstance(result.error, NotebookError)
    assert "--timeout" in str(result.error)


def test_a_kernel_that_dies_is_explained(workspace: Workspace) -> None:
    """A kernel that is killed ends the run with exit code 6."""
    add_cell(workspace, "import os; os._exit(9)")
    result = run_job(job(workspace))
    assert isinstance(result.error, NotebookError)
    assert "内核" in str(result.error)


def test_one_failure_does_not_stop_the_batch(workspace: Workspace) -> None:
    """The jobs after a bad one are run, and the environment is as it was."""
    before = dict(os.environ)
    jobs = [job(workspace, agency="no-such-agency"), job(workspace)]
    results = list(run_batch(jobs))
    assert [result.error is None for result in results] == [False, True]
    assert results[1].outputs == ("report.ipynb", "report.html")
    assert dict(os.environ) == before

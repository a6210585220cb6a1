"""One job, real kernel: errors of a report become its result."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from builders.workspaces import PROJECT, copied_workspace

from kit.errors import NotebookError, ParameterError, SourceError
from kit.run import Job, JobResult, Limits, ProcessExecutor, run_batch
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


def run(job: Job, **limits: float) -> JobResult:
    """Run one job as a batch does."""
    with ProcessExecutor(1, limits=Limits(**limits)) as executor:  # type: ignore[arg-type]
        (result,) = run_batch([job], executor=executor)
    return result


both_engines = pytest.mark.parametrize("engine", ["fork", "nbclient"])


@both_engines
def test_a_source_error_keeps_its_family(workspace: Workspace, engine: str) -> None:
    """A workbook that is none gives the reading's own error and message, and no files."""
    (workspace.inputs(2022, "qiantang-jxkj") / "tables.xlsx").write_bytes(b"hello")
    result = run(job(workspace, engine=engine))
    assert isinstance(result.error, SourceError)
    assert "tables.xlsx" in str(result.error)
    assert not workspace.report_folder(2022, "qiantang-jxkj").exists()


@both_engines
def test_a_failing_cell_is_named(workspace: Workspace, engine: str) -> None:
    """An analyst's own cell that fails is a notebook error with the cell and its message."""
    add_cell(workspace, "1 / 0")
    result = run(job(workspace, engine=engine))
    assert isinstance(result.error, NotebookError)
    assert "ZeroDivisionError" in str(result.error)
    assert "第 15 格" in str(result.error)


@both_engines
def test_a_report_that_takes_too_long_is_stopped(workspace: Workspace, engine: str) -> None:
    """A report beyond the time limit ends with exit code 6 and the cure, and is not tried again."""
    add_cell(workspace, "import threading; threading.Event().wait(60)")
    result = run(job(workspace, engine=engine), timeout_s=6.0)
    assert isinstance(result.error, NotebookError)
    assert "--timeout" in str(result.error)
    assert result.tries == 1


@both_engines
def test_a_process_that_dies_is_explained(workspace: Workspace, engine: str) -> None:
    """A process that ends in the middle gives exit code 6, after a second try."""
    add_cell(workspace, "import os; os._exit(9)")
    result = run(job(workspace, engine=engine))
    assert isinstance(result.error, NotebookError)
    assert "中途退出" in str(result.error) or "代码 9" in str(result.error)


def test_one_failure_does_not_stop_the_batch(workspace: Workspace) -> None:
    """The jobs beside a bad one are built, and the environment is as it was."""
    before = dict(os.environ)
    jobs = [job(workspace, agency="no-such-agency"), job(workspace)]
    with ProcessExecutor(2) as executor:
        results = {r.agency: r for r in run_batch(jobs, executor=executor)}
    assert isinstance(results["no-such-agency"].error, ParameterError)
    assert results["qiantang-jxkj"].error is None
    assert (workspace.report_folder(2022, "qiantang-jxkj") / "manifest.json").is_file()
    # The server of forks inherits these two, which are set once and stay.
    threads = {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}
    assert {k: v for k, v in os.environ.items() if k not in threads} == {
        k: v for k, v in before.items() if k not in threads
    }

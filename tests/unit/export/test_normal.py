"""A normalised notebook has nothing that differs from run to run."""

from __future__ import annotations

import nbformat
from builders.notebooks import executed_notebook
from nbformat import NotebookNode

from kit.export.normal import normalise, notebook_bytes


def run_at(time: str, *, folder: str, chance: str) -> NotebookNode:
    """Return a notebook as papermill and nbclient leave it."""
    notebook = executed_notebook()
    notebook.metadata["papermill"] = {"start_time": time, "input_path": f"{folder}/x.ipynb"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11.7"}
    for cell in notebook.cells:
        cell.metadata["papermill"] = {"duration": 0.1, "start_time": time}
        cell.metadata["execution"] = {"iopub.status.busy": time}
    injected = nbformat.v4.new_code_cell("# Parameters\nyear = 2022\n")
    injected.metadata["tags"] = ["injected-parameters"]
    injected.id = chance
    notebook.cells.insert(0, injected)
    return notebook


def test_two_runs_give_the_same_bytes() -> None:
    """Clocks, folders and chance ids leave no trace."""
    one = run_at("2026-01-01T00:00:00", folder="/home/a", chance="abc")
    two = run_at("2027-02-02T02:02:02", folder="/srv/b", chance="xyz")
    assert notebook_bytes(normalise(one)) == notebook_bytes(normalise(two))


def test_what_matters_stays() -> None:
    """Outputs, sources and tags are as they were, and the notebook is valid."""
    before = run_at("2026-01-01T00:00:00", folder="/home/a", chance="abc")
    after = normalise(before)
    nbformat.validate(after)
    assert [cell.get("outputs") for cell in after.cells] == [c.get("outputs") for c in before.cells]
    assert after.cells[0].metadata.tags == ["injected-parameters"]
    assert after.metadata.language_info == {"name": "python"}


def test_the_notebook_passed_in_is_not_changed() -> None:
    """Normalising gives a copy."""
    before = run_at("2026-01-01T00:00:00", folder="/home/a", chance="abc")
    normalise(before)
    assert before.cells[0].id == "abc"
    assert "papermill" in before.metadata

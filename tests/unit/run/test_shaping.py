"""What of a notebook shapes a report, and what only running and saving leave in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders.workspaces import PROJECT, copied_workspace, replaced

from kit.errors import ParameterError
from kit.report.files import report_notebook
from kit.run import Job
from kit.run.inputs import input_hashes
from kit.run.shaping import shape_sha256, with_parameters

OWN: dict[str, int | str] = {"year": 2024, "agency": "suqian"}


def shape(folder: Path, notebook: dict[str, Any], **own: int | str) -> str:
    """Return the hash of a notebook for the report of Suqian, or what else is said."""
    path = folder / "annual_report.ipynb"
    path.write_text(json.dumps(notebook), "utf-8")
    return shape_sha256(path, parameters=OWN | own)


def shipped() -> dict[str, Any]:
    """Return the notebook as it is committed."""
    read: dict[str, Any] = json.loads((PROJECT / "notebooks/annual_report.ipynb").read_bytes())
    return read


def test_running_and_saving_shape_no_report(tmp_path: Path) -> None:
    """Outputs, counts, metadata of the program, lines in a list, other defaults: the same hash."""
    before = shape(tmp_path, shipped())
    saved = shipped()
    saved["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    for cell in saved["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        cell["metadata"]["editable"] = True
        if cell["cell_type"] == "code":
            stream = {"output_type": "stream", "name": "stdout", "text": "12"}
            cell |= {"execution_count": 7, "outputs": [stream]}
    saved["cells"][1]["source"] = ["year = 2023\n", 'agency = "shanghai-office"']
    assert shape(tmp_path, saved) == before


@pytest.mark.parametrize("change", ["source", "tag", "cell", "order", "attachment"])
def test_what_an_analyst_changes_shapes_reports(tmp_path: Path, change: str) -> None:
    """A cell written, tagged, added, moved, or given a picture is another notebook."""
    before, changed = shape(tmp_path, shipped()), shipped()
    cells = changed["cells"]
    match change:
        case "source":
            cells[4]["source"] += "\nprint(1)"
        case "tag":
            cells[0]["metadata"]["tags"] = ["report"]
        case "cell":
            cells.append(cells[0] | {"id": "own"})
        case "order":
            cells.reverse()
        case "attachment":
            cells[0]["attachments"] = {"a.png": {"image/png": ""}}
    assert shape(tmp_path, changed) != before


def test_what_is_no_notebook_has_the_hash_of_its_bytes(tmp_path: Path) -> None:
    """Running it says what it is; until then any change of it counts."""
    path = tmp_path / "a.ipynb"
    seen = set()
    for content in (b"{", b"[]", b'{"cells": 1}', b"\xff"):
        path.write_bytes(content)
        seen.add(shape_sha256(path, parameters=OWN))
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("year: int = 2022", "year: int = 2024"),
        ('说明 = "区"; agency = "甲"  # 机关', '说明 = "区"; agency = "suqian"  # 机关'),
        ("year = (\n    2022\n)\nlast = year - 1", "year = (\n    2024\n)\nlast = year - 1"),
        ("year == 2022", "year == 2022"),
        ("year = 20 22", "year = 20 22"),
        ("%time x", "%time x"),
    ],
)
def test_only_defaults_are_replaced(source: str, wanted: str) -> None:
    """The rest of the cell stays as it was typed; what Python cannot read stays whole."""
    assert with_parameters(source, parameters=OWN) == wanted


def test_a_report_may_name_a_notebook_of_its_own(tmp_path: Path) -> None:
    """It is found beside the usual one or in the report's folder; others keep theirs."""
    workspace = copied_workspace(tmp_path)
    folder = workspace.inputs(2024, "suqian")
    path = folder / "report.yaml"
    path.write_text(f"notebook: own.ipynb\n{path.read_text('utf-8')}", "utf-8")
    with pytest.raises(ParameterError, match=r"notebook：应为 notebooks/ 或 .*own\.ipynb"):
        report_notebook(workspace, year=2024, agency="suqian")
    workspace.notebooks.mkdir()
    for place in (workspace.notebooks, folder):
        (place / "own.ipynb").write_text(json.dumps(shipped()), "utf-8")
        found = report_notebook(workspace, year=2024, agency="suqian")
        assert found == place / "own.ipynb"
        job = Job(workspace=workspace, year=2024, agency="suqian")
        assert "notebooks/own.ipynb" in input_hashes(job)
    assert report_notebook(workspace, year=2023, agency="suqian") == workspace.notebook()


@pytest.mark.parametrize("name", ["../own.ipynb", "own.py", "a\\b.ipynb"])
def test_a_notebook_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """A name leads out of no folder, and to nothing but a notebook."""
    workspace = copied_workspace(tmp_path)
    path = workspace.inputs(2024, "suqian") / "report.yaml"
    replaced(path, path.read_text("utf-8"), f"notebook: {json.dumps(name)}\n")
    with pytest.raises(ParameterError, match=r"notebook：应为以 \.ipynb 结尾的文件名"):
        report_notebook(workspace, year=2024, agency="suqian")

"""The notebook through plain papermill and nbconvert, as people use them without our commands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from builders.notebooks import nbconvert
from builders.workspaces import PROJECT, copied_workspace
from papermill.exceptions import PapermillExecutionError

from kit.cli import main
from kit.workspace import Workspace

NOTEBOOK = PROJECT / "notebooks" / "annual_report.ipynb"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Give a copy of the examples that KIT_PARAMS and KIT_OUTPUTS name."""
    copied = copied_workspace(tmp_path)
    monkeypatch.setenv("KIT_PARAMS", str(copied.params))
    monkeypatch.setenv("KIT_OUTPUTS", str(copied.outputs))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    return copied


def run(folder: Path, *, engine: str | None = None, **parameters: object) -> Path:
    """Run the notebook through papermill's own interface, in a kernel unless told."""
    out = folder / "OUT.ipynb"
    papermill.execute_notebook(
        str(NOTEBOOK), str(out), parameters=parameters, engine_name=engine, progress_bar=False
    )
    return out


def test_the_committed_notebook_has_no_outputs() -> None:
    """Cells are committed without outputs or counts, the parameters cell is tagged."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    assert [cell.metadata.get("tags") for cell in code].count(["parameters"]) == 1


def test_cells_are_one_call_each() -> None:
    """After the parameters, a cell opens the report or shows one part of it."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert code[0].splitlines() == ["year = 2022", 'agency = "qiantang-jxkj"']
    assert all(len(source.splitlines()) == 1 for source in code[2:])


@pytest.mark.usefixtures("workspace")
def test_papermill_and_nbconvert_alone_give_the_same_page_as_build(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Plain papermill, then ``jupyter nbconvert --to`` each exporter: the same bytes.

    A page leads to the public files beside it, so the one built alone is compared.
    """
    out = run(tmp_path, year=2023, agency="suqian")
    for exporter in ("kit_html", "kit_pdf", "kit_review"):
        nbconvert("--to", exporter, str(out))
    folder = workspace.report_folder(2023, "suqian")
    with pytest.raises(SystemExit) as ended:
        main(["build", "2023", "suqian", "--to", "html"])
    assert ended.value.code == 0
    assert (tmp_path / "OUT.html").read_bytes() == (folder / "report.html").read_bytes()
    with pytest.raises(SystemExit) as ended:
        main(["build", "2023", "suqian"])
    assert ended.value.code == 0
    assert (tmp_path / "OUT.pdf").read_bytes() == (folder / "report.pdf").read_bytes()
    review = (tmp_path / "OUT.review.html").read_bytes()
    assert review == (folder / "review.html").read_bytes()


def test_findings_stand_where_the_analyst_sees_them(workspace: Workspace, tmp_path: Path) -> None:
    """The findings cell shows each finding in words, the overview the verdict."""
    import openpyxl

    path = workspace.inputs(2022, "qiantang-jxkj") / "tables.xlsx"
    book = openpyxl.load_workbook(path)
    book["表三"]["D5"] = 2
    book.save(path)
    notebook = nbformat.read(run(tmp_path, year=2022, agency="qiantang-jxkj"), as_version=4)
    shown = {
        cell.id: json.dumps(cell.get("outputs", ""), ensure_ascii=False) for cell in notebook.cells
    }
    assert "需要改正" in shown["open"]
    assert "R1" in shown["findings"]
    assert "R3" in shown["findings"]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("engine", "parameters", "name", "said"),
    [
        (None, {"yeer": 2022}, "ParameterError", "最接近的是 year"),
        (
            "kit-fork",
            {"year": 2022, "agency": "qiantang-jxkj", "agncy": 1},
            "ParameterError",
            "agency",
        ),
        (None, {"year": "2022"}, "ParameterError", "整数年份"),
        ("kit-fork", {"agency": 10}, "ParameterError", "加引号"),
        ("kit-fork", {"agency": "no-such"}, "ParameterError", "qiantang-jxkj"),
        ("kit-fork", {"year": 2021}, "ParameterError", "已有的年度"),
    ],
)
def test_wrong_parameters_fail_the_run(
    tmp_path: Path, engine: str | None, parameters: dict[str, object], name: str, said: str
) -> None:
    """A misspelt or mistyped parameter fails under plain papermill too, with its cure."""
    with pytest.raises(PapermillExecutionError) as failed:
        run(tmp_path, engine=engine, **parameters)
    assert failed.value.ename == name
    assert said in failed.value.evalue


@pytest.mark.usefixtures("workspace")
def test_a_notebook_that_was_not_run_is_refused(tmp_path: Path) -> None:
    """Exporting a notebook without outputs says to run it first."""
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "jupyter", "nbconvert", "--to", "kit_html"),
            *(str(NOTEBOOK), "--output-dir", str(tmp_path)),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode != 0
    assert "请从上到下运行整个 annual_report.ipynb" in ended.stderr

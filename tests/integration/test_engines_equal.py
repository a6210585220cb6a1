"""Both engines, side by side: a forked process gives what a real kernel gives."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import papermill
import pytest
from builders.cells import AWKWARD, BELOW_PYTHON, FAILING, code_cell, notebook_of
from builders.workspaces import EXAMPLES, copied_workspace
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from kit.export.normal import normalise, notebook_bytes
from kit.run import Job, ProcessExecutor
from kit.run.build import build_report
from kit.workspace import Workspace

ENGINES = ("fork", "nbclient")


def executed(notebook: NotebookNode, folder: Path, *, engine: str) -> NotebookNode:
    """Run *notebook* through papermill and return what it wrote, also when it failed."""
    before, after = folder / "in.ipynb", folder / f"{engine}.ipynb"
    before.write_bytes(notebook_bytes(notebook))
    quiet = ["--IPKernelApp.log_level=ERROR"]
    settings: dict[str, Any] = {"engine_name": "kit-fork"}
    if engine == "nbclient":
        settings = {"extra_arguments": quiet}
    with suppress(PapermillExecutionError):
        papermill.execute_notebook(
            str(before), str(after), kernel_name="python3", progress_bar=False, **settings
        )
    return normalise(papermill.iorw.load_notebook_node(str(after)))


def run_in_both(notebook: NotebookNode, folder: Path) -> dict[str, NotebookNode]:
    """Run *notebook* through both engines."""
    return {engine: executed(notebook, folder, engine=engine) for engine in ENGINES}


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return the cell of that name."""
    return next(cell for cell in notebook.cells if cell.id == name)


@pytest.fixture(scope="module", autouse=True)
def _quiet_debugger() -> Any:
    """Keep the kernel's debugger from warning at every start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
        yield


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NotebookNode]:
    """Give the awkward cells run by both engines."""
    cells = [code_cell(source, name=name) for name, source in AWKWARD.items()]
    return run_in_both(notebook_of(cells), tmp_path_factory.mktemp("awkward"))


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NotebookNode]:
    """Give the failing cells, each allowed to fail, run by both engines."""
    tags = ["raises-exception"]
    cells = [code_cell(source, name=name, tags=tags) for name, source in FAILING.items()]
    return run_in_both(notebook_of(cells), tmp_path_factory.mktemp("failing"))


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_cell_shows_the_same(awkward: dict[str, NotebookNode], name: str) -> None:
    """A cell has the same outputs and the same number, whichever engine ran it."""
    forked, kernel = (cell_of(awkward[engine], name) for engine in ENGINES)
    assert kernel.execution_count == list(AWKWARD).index(name) + 1
    assert forked == kernel


@pytest.mark.parametrize("name", FAILING)
def test_a_failing_cell_shows_the_same(failing: dict[str, NotebookNode], name: str) -> None:
    """An error has the same name, value and traceback, colours and all."""
    forked, kernel = (cell_of(failing[engine], name) for engine in ENGINES)
    assert kernel.outputs
    assert forked == kernel


def test_awkward_notebooks_are_the_same_bytes(awkward: dict[str, NotebookNode]) -> None:
    """The whole notebooks, written, are equal."""
    assert notebook_bytes(awkward["fork"]) == notebook_bytes(awkward["nbclient"])


def test_what_is_written_past_python_is_the_cells(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Text of programs and C libraries stands with the cell, and not on the batch's terminal."""
    cells = [code_cell(source, name=name) for name, source in BELOW_PYTHON.items()]
    notebook = executed(notebook_of(cells), tmp_path, engine="fork")
    shown = [[(o.name, o.text) for o in cell.outputs] for cell in notebook.cells]
    assert shown == [
        [("stdout", "before\nsystem\n")],
        [("stdout", "to the descriptor\n"), ("stderr", "to the other\n")],
        [("stdout", "child\n")],
    ]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "last",
    ["1 / 0", "import sys; sys.exit()", "import sys; sys.exit('why')"],
)
def test_a_failure_ends_the_notebook_alike(tmp_path: Path, last: str) -> None:
    """A cell that fails or exits is the last one run, and papermill marks it the same way."""
    cells = [
        code_cell("1", name="first"),
        code_cell("2", name="skipped", tags=["skip-execution"]),
        code_cell("  \n", name="blank"),
        code_cell(last, name="last"),
        code_cell("3", name="not-run"),
    ]
    both = run_in_both(notebook_of(cells), tmp_path)
    marks = {"papermill-error-cell-tag"}
    kept = {
        engine: [c for c in notebook.cells if not marks & set(c.metadata.get("tags", ()))]
        for engine, notebook in both.items()
    }
    assert kept["fork"] == kept["nbclient"]
    counts = [cell.execution_count for cell in kept["fork"]]
    assert counts == [1, None, None, 2, None]
    assert len(both["fork"].cells) == len(both["nbclient"].cells)


def build_both(workspace: Workspace, folder: Path) -> dict[str, Workspace]:
    """Build every example by each engine into a place of its own."""
    places = {e: Workspace(params=workspace.params, outputs=folder / e) for e in ENGINES}
    jobs = [
        Job(workspace=places[engine], year=year, agency=agency, to=("html", "json"), engine=engine)
        for engine in ENGINES
        for year, agency in EXAMPLES
    ]
    with ProcessExecutor(2) as executor:
        results = list(executor.map(build_report, jobs))
    assert [result.error for result in results] == [None] * len(jobs)
    return places


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workspace]:
    """Give the examples built by both engines."""
    folder = tmp_path_factory.mktemp("examples")
    return build_both(copied_workspace(folder), folder)


@pytest.mark.parametrize(("year", "agency"), EXAMPLES)
def test_an_example_is_the_same_bytes(built: dict[str, Workspace], year: int, agency: str) -> None:
    """Every file of an example's report is the same byte for byte, its notebook included."""
    forked, kernel = (
        {p.name: p.read_bytes() for p in built[e].report_folder(year, agency).iterdir()}
        for e in ENGINES
    )
    assert {"report.ipynb", "report.html", "report.json", "manifest.json"} <= set(kernel)
    assert forked == kernel

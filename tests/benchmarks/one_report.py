"""Time one report, HTML and PDF, in a warm process, beside plain papermill and nbconvert.

Run with ``make benchmark``. Every round does both ways, one after the other, so
that a slow moment of the machine hits both; the ratio is that of each round.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat

from kit.checks import check
from kit.export.exporters import PageExporter, PdfExporter
from kit.export.normal import normalise
from kit.report import read_report
from kit.run.execute import execute_notebook
from kit.workspace import Workspace, find_workspace

ROUNDS = 5
YEAR, AGENCY = 2024, "suqian"


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Return how long *work* took, in seconds, and what it gave."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def ours(workspace: Workspace) -> dict[str, float]:
    """Build one report in this process; return seconds by part."""
    path = workspace.notebook()
    where = {"workspace": workspace, "year": YEAR, "agency": AGENCY}
    read, report = timed(lambda: read_report(workspace, year=YEAR, agency=AGENCY))
    checked, _ = timed(lambda: check(report))  # type: ignore[arg-type] # what read_report gave
    ran, notebook = timed(lambda: execute_notebook(path, **where, engine="nbclient"))  # type: ignore[arg-type]
    assert isinstance(notebook, nbformat.NotebookNode)
    cleaned, notebook = timed(lambda: normalise(notebook))
    page, _ = timed(lambda: PageExporter().from_notebook_node(notebook))
    pdf, _ = timed(lambda: PdfExporter().from_notebook_node(notebook))
    return {
        "(of the notebook: reading)": read,
        "(of the notebook: rules)": checked,
        "notebook, kernel and all": ran,
        "normalising": cleaned,
        "page": page,
        "PDF": pdf,
        "report": ran + cleaned + page + pdf,
    }


def theirs(folder: Path, workspace: Workspace) -> dict[str, float]:
    """Run the two commands a user would run instead; return seconds by command."""
    out = folder / "OUT.ipynb"
    parameters = ["-p", "year", str(YEAR), "-p", "agency", AGENCY]
    places = {"KIT_PARAMS": str(workspace.params), "KIT_OUTPUTS": str(workspace.outputs)}

    def command(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", *arguments],
            check=True,
            capture_output=True,
            env=os.environ | places,
        )

    notebook = str(workspace.notebook())
    ran, _ = timed(lambda: command("papermill", notebook, str(out), *parameters))
    converted, _ = timed(lambda: command("jupyter", "nbconvert", "--to", "html", str(out)))
    return {"papermill": ran, "jupyter nbconvert --to html": converted, "both": ran + converted}


def show(name: str, rounds: list[dict[str, float]]) -> None:
    """Print minimum, median and maximum of each part, in seconds."""
    sys.stdout.write(f"\n{name:32s} {'min':>8} {'median':>8} {'max':>8}  s\n")
    for part in rounds[0]:
        values = [one[part] for one in rounds]
        spread = (min(values), statistics.median(values), max(values))
        sys.stdout.write(f"  {part:30s} " + " ".join(f"{value:8.3f}" for value in spread) + "\n")


def main() -> None:
    """Print both tables and the ratio."""
    workspace = find_workspace(start=Path(__file__).parent)
    ours(workspace)
    with tempfile.TemporaryDirectory() as folder:
        rounds = [(ours(workspace), theirs(Path(folder), workspace)) for _ in range(ROUNDS)]
    show("kit, warm process (HTML and PDF)", [mine for mine, _ in rounds])
    show("commands (HTML alone)", [other for _, other in rounds])
    ratios = sorted(other["both"] / mine["report"] for mine, other in rounds)
    sys.stdout.write(
        f"\ncommands / kit: {ratios[0]:.1f} to {ratios[-1]:.1f}, "
        f"median {statistics.median(ratios):.1f} over {ROUNDS} rounds\n"
    )


if __name__ == "__main__":
    main()

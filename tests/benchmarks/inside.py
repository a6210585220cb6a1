"""What is measured inside a forked process; it imports nothing that the fork server has not."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from python_calamine import CalamineWorkbook

from kit.checks import check
from kit.export import exporters
from kit.export.manifest import sha256
from kit.export.page import render_page
from kit.export.parts import public_parts
from kit.export.pdf import render
from kit.export.write import render_files
from kit.report import read_report
from kit.run import Job, JobResult
from kit.run.build import build_report
from kit.run.execute import execute_notebook
from kit.tables import build_table, fill_table
from kit.workspace import Agency, Workspace

Seconds = dict[str, float]


def build(job: Job, *, entry: Agency) -> tuple[JobResult, float, float]:
    """Build a report as a batch does; say what this process had used before and has used after."""
    before = time.process_time()
    job.workspace.take_as_read(entry)
    return build_report(job), before, time.process_time()


def least(job: Job) -> Seconds:
    """Measure the parts of the notebook and the least of every part, in a process of its own."""
    spent: Seconds = {}
    workspace = job.workspace
    where: dict[str, Any] = {"year": job.year, "agency": job.agency}
    path = workspace.inputs(job.year, job.agency) / "tables.xlsx"
    _spend(spent, "least read", lambda: _calamine(path))
    report = _spend(spent, "read", lambda: read_report(workspace, **where))
    _spend(spent, "rules", lambda: check(report))
    form = report.form
    for id_ in form.tables:
        given = {"form": form, "table": id_}
        _spend(spent, "tables", partial(fill_table, report.filing, **given))
        _spend(spent, "great-tables", build_table(report.filing, **given).as_raw_html)
    _spend(spent, "least notebook", lambda: _empty_cells(workspace))
    notebook = execute_notebook(workspace.notebook(), workspace=workspace, engine="fork", **where)
    parts = public_parts(notebook)
    _spend(
        spent,
        "least html",
        lambda: render_page(parts.page, preface_html=parts.preface, sections=parts.sections),
    )
    spent["least pdf"] = _typst(notebook)
    files = render_files(notebook, to=job.to)
    _spend(spent, "least write", lambda: _kept(files))
    return spent


def _spend(spent: Seconds, name: str, work: Callable[[], Any]) -> Any:
    started = time.process_time()
    result = work()
    spent[name] = spent.get(name, 0.0) + time.process_time() - started
    return result


def _calamine(path: Path) -> None:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _empty_cells(workspace: Workspace) -> None:
    """Run the notebook with nothing in its cells."""
    notebook = nbformat.read(workspace.notebook(), as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", ()):
            cell.source = "pass"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.ipynb"
        nbformat.write(notebook, path)
        papermill.execute_notebook(
            str(path), None, engine_name="kit-fork", kernel_name="python3", progress_bar=False
        )


def _typst(notebook: NotebookNode) -> float:
    """Return what Typst itself takes of setting a page."""
    spent: Seconds = {}
    compiled = render.compile_pdf

    def compile_(*given: Any, **named: Any) -> bytes:
        pdf: bytes = _spend(spent, "typst", lambda: compiled(*given, **named))
        return pdf

    # This process ends with this report.
    render.compile_pdf = compile_
    exporters.PdfExporter().from_notebook_node(notebook)
    return spent["typst"]


def _kept(files: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
            sha256(content)

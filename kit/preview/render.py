"""What a preview shows, made as a build makes it, in a process of its own, and written nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from kit.disk import attempted
from kit.errors import KitError
from kit.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """A report as it would be published, and what stands beside it, as HTML."""

    page: str
    findings: str
    figures: str
    changes: str


def render_preview(workspace: Workspace, *, year: int, agency: str) -> Previewed:
    """Read, check and render one report.

    Raises
    ------
    KitError
        If the report cannot be built.
    """
    # Slow to import, and there already in the process that runs this.
    from kit.notebook import OpenReport
    from kit.report import read_report
    from kit.signoff import read_sign_offs

    # All that is wrong with any file is said before the notebook meets the first of it.
    report = read_report(workspace, year=year, agency=agency)
    opened = OpenReport(report=report, sign_offs=read_sign_offs(workspace.inputs(year, agency)))
    return Previewed(
        page=_page(workspace, year=year, agency=agency),
        findings=opened.overview.html + opened.findings.html,
        figures=opened.figures.html,
        changes=opened.changes.html,
    )


def _page(workspace: Workspace, *, year: int, agency: str) -> str:
    from kit.export.write import render_files
    from kit.report.files import report_notebook
    from kit.run.execute import execute_notebook

    path = report_notebook(workspace, year=year, agency=agency)
    notebook = execute_notebook(path, workspace=workspace, year=year, agency=agency, engine="fork")
    return render_files(notebook, to=("html",))["report.html"].decode()


def render_last(workspace: Workspace, *, year: int, agency: str) -> str:
    """Render the page of a report that others are held against; empty if it cannot be built."""
    if not workspace.inputs(year, agency).is_dir():
        return ""
    page = attempted(lambda: _page(workspace, year=year, agency=agency))
    return "" if isinstance(page, KitError) else page

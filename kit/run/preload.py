"""Everything a report needs, warmed once, before processes are forked.

Importing this module is what the server of forks does at its start; nothing
here may start a thread, for a process with threads must not fork.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path

import nbformat
from IPython.core.formatters import DisplayFormatter

from kit.charts.plans import load_plans
from kit.disk import temporary_folder, write_atomic
from kit.errors import KitError
from kit.export.normal import normalise
from kit.form import load_forms
from kit.narrative import template_narrative
from kit.notebook.open import OpenReport
from kit.report import read_report
from kit.report.begin import enter_agency
from kit.run.finish import get_ready
from kit.run.shell import shell
from kit.source.values import build_filing
from kit.workbook import WORKBOOK, write_workbook
from kit.workspace import Agency, Workspace, shipped_notebook


def _warm() -> None:
    """Fill what each process would fill again: caches, compiled patterns and templates."""
    with temporary_folder() as folder:
        _show_blank_reports(folder)
    # Validators are compiled for each minor version of the format that is met.
    nbformat.validate(normalise(nbformat.read(shipped_notebook(), as_version=4)))
    get_ready()
    load_plans()


def _show_blank_reports(folder: Path) -> None:
    """Read a report of nothing in each edition, and show what the cells of the notebook show."""
    workspace = Workspace(params=folder, outputs=folder)
    agency = Agency(id="nobody", name="某局", kind="department")
    enter_agency(workspace, agency)
    formatter = shell().display_formatter or DisplayFormatter()
    for form in load_forms().values():
        year = form.first_year
        inputs = workspace.inputs(year, agency.id)
        filing = build_filing(
            form, agency=agency.id, year=year, values=dict.fromkeys(form.cells, 0)
        )
        workbook = write_workbook(form, agency_name=agency.name, year=year, filing=filing)
        write_atomic(inputs / WORKBOOK, workbook, is_durable=False)
        narrative = template_narrative(form).encode()
        write_atomic(inputs / "narrative.md", narrative, is_durable=False)
        opened = OpenReport(report=read_report(workspace, year=year, agency=agency.id))
        sections = (opened.section(section.number) for section in form.sections)
        for shown in (opened.overview, opened.findings, opened.preface, *sections, opened.record):
            formatter.format(shown)


with suppress(KitError):
    # What is wrong with a form or a font is for each report to say.
    _warm()
# Of what was made on the way nothing is to be copied with each process.
gc.collect()

"""Everything a report needs, imported and warmed once, before processes are forked.

Importing this module is what the server of forks does at its start; nothing
here may start a thread, for a process with threads must not fork.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

import nbformat

from kit.errors import KitError
from kit.export.exporters import PageExporter, PdfExporter
from kit.export.manifest import file_sha256, versions
from kit.export.normal import normalise
from kit.export.page import page_template
from kit.export.pdf.fonts import font_files, load_fonts
from kit.form import load_forms
from kit.notebook.style import analyst_style
from kit.run import build, engine
from kit.run.shell import shell
from kit.source.values import build_filing
from kit.tables import build_table, render_table
from kit.workspace import shipped_notebook, umask

__all__ = ["PageExporter", "PdfExporter", "build", "engine"]


def _warm() -> None:
    """Fill what each process would fill again: caches, compiled patterns and templates."""
    for form in load_forms().values():
        filing = build_filing(form, agency="warm", year=form.first_year, values={})
        for table in form.tables.values():
            render_table(build_table(filing, form=form, table=table.id), table=table)
    # Validators are compiled for each minor version of the format that is met.
    nbformat.validate(normalise(nbformat.read(shipped_notebook(), as_version=4)))
    analyst_style()
    page_template()
    versions()
    load_fonts("packaged")
    for path in font_files("packaged").values():
        file_sha256(path)
    shell()
    umask()


with suppress(KitError):
    # What is wrong with a form or a font is for each report to say.
    _warm()
# What was kept out while importing is there for the cells of a report.
sys.modules.pop("rfc3987_syntax", None)
# What is here now stays: later collections need not look at it, nor copy its pages.
gc.collect()
gc.freeze()

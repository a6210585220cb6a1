"""The later half of a report: what is written of its executed notebook."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

from nbformat import NotebookNode

from kit.export.manifest import file_sha256, versions
from kit.export.page import page_template
from kit.export.parts import review_json
from kit.export.pdf import font_files, prepare_pdf
from kit.export.review import prepare_review
from kit.export.write import render_files, write_files
from kit.run.job import Job, JobResult
from kit.run.told import first_findings


def finish_report(notebook: NotebookNode, *, job: Job, inputs: Mapping[str, str]) -> JobResult:
    """Write the files of a report, the manifest last, and say what was found."""
    parts: dict[str, float] = {}
    files = render_files(notebook, to=job.to, parts_s=parts)
    folder = job.workspace.report_folder(job.year, job.agency)
    started = time.process_time()
    manifest = write_files(folder, notebook=notebook, files=files, inputs=inputs)
    parts["write"] = time.process_time() - started
    return JobResult(
        agency=job.agency,
        findings=manifest.findings,
        told=first_findings(json.loads(review_json(notebook))),
        sign_off=manifest.sign_off,
        parts_s=parts,
    )


def get_ready() -> None:
    """Compile and read what every report is written with."""
    page_template()
    prepare_review()
    prepare_pdf()
    versions()
    for path in font_files("packaged").values():
        file_sha256(path)

"""Build one report: notebook, exports, manifest. This is what a process of a batch runs."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial

from kit.disk import attempted
from kit.errors import KitError
from kit.export.write import render_files, write_files
from kit.processes import placed
from kit.report.files import report_notebook
from kit.run.execute import execute_notebook
from kit.run.inputs import input_hashes
from kit.run.job import Job, JobResult


def build_report(job: Job) -> JobResult:
    """Build one report; an error of it becomes its result.

    The one place where that happens, so that one bad report does not stop the
    others.
    """
    started = time.monotonic()
    result = attempted(partial(_build, job))
    if isinstance(result, KitError):
        failure = placed(result, where=f"{job.year} {job.agency}")
        result = JobResult(agency=job.agency, error=failure)
    return replace(result, duration_s=time.monotonic() - started)


def _build(job: Job) -> JobResult:
    # Hashed before anything is read: a file that changes meanwhile makes the report not current.
    inputs = input_hashes(job)
    started = time.process_time()
    notebook = execute_notebook(
        report_notebook(job.workspace, year=job.year, agency=job.agency),
        workspace=job.workspace,
        year=job.year,
        agency=job.agency,
        engine=job.engine,
    )
    parts = {"notebook": time.process_time() - started}
    files = render_files(notebook, to=job.to, parts_s=parts)
    folder = job.workspace.report_folder(job.year, job.agency)
    started = time.process_time()
    manifest = write_files(folder, notebook=notebook, files=files, inputs=inputs)
    parts["write"] = time.process_time() - started
    return JobResult(
        agency=job.agency,
        findings=manifest.findings,
        sign_off=manifest.sign_off,
        parts_s=parts,
    )

"""Build one report: notebook, exports, manifest. This is what a process of a batch runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kit.disk import attempted
from kit.errors import KitError
from kit.processes import placed
from kit.report import read_report
from kit.report.files import report_notebook
from kit.run.execute import execute_notebook
from kit.run.inputs import input_hashes
from kit.run.job import Job, JobResult

#: The later half, wherever it is done.
Finish = Callable[..., JobResult]


def build_report(job: Job, *, finish: Finish | None = None) -> JobResult:
    """Build one report; an error of it becomes its result.

    The one place where that happens, so that one bad report does not stop the
    others.

    Parameters
    ----------
    finish
        What does the later half; here unless told.
    """
    started = time.monotonic()
    result = attempted(partial(_build, job, finish=finish))
    if isinstance(result, KitError):
        failure = placed(result, where=f"{job.year} {job.agency}")
        result = JobResult(agency=job.agency, error=failure)
    return replace(result, duration_s=time.monotonic() - started)


def _finish_here() -> Finish:
    # Whoever has it done elsewhere need not import what writes.
    from kit.run.finish import finish_report

    return finish_report


def _inputs(job: Job) -> dict[str, str]:
    """Hash what the report is made from; where that fails, say all that is wrong with it."""
    try:
        # Before anything is read: a file that changes meanwhile makes the report not current.
        return input_hashes(job)
    except KitError:
        read_report(job.workspace, year=job.year, agency=job.agency)
        raise


def _build(job: Job, *, finish: Finish | None) -> JobResult:
    inputs = _inputs(job)
    started = time.process_time()
    notebook = execute_notebook(
        report_notebook(job.workspace, year=job.year, agency=job.agency),
        workspace=job.workspace,
        year=job.year,
        agency=job.agency,
        engine=job.engine,
    )
    spent = {"notebook": time.process_time() - started}
    result = (finish or _finish_here())(notebook, job=job, inputs=inputs)
    return replace(result, parts_s=spent | dict(result.parts_s))

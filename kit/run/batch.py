"""Many reports: build what is not current, wherever the executor runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, as_completed
from dataclasses import replace
from functools import partial
from typing import cast

from kit import log
from kit.disk import (
    as_kit_error,
    attempted,
    locked,
    release_abandoned,
    remove_leftovers,
    write_atomic,
)
from kit.errors import CrashError, Fault, KitError, NotebookError
from kit.processes import LoneExecutor, placed
from kit.run.alone import run_alone
from kit.run.job import Job, JobResult
from kit.run.standing import has_manifest, prepare, standing_result
from kit.run.states import BATCH, BuildState, read_states, states_bytes
from kit.signoff import DecisionState, checks_state
from kit.workspace import Agency, Workspace

_TRIES = 2
#: Maps a function over jobs in their order.
Run = Callable[[Callable[[Job], JobResult | None], Sequence[Job]], Iterable[JobResult | None]]


def split_current(
    jobs: Iterable[Job], *, force: bool, run: Run = map
) -> tuple[list[JobResult], list[Job]]:
    """Tell the reports that stand, each judged anew, from those to build.

    A job that cannot even say what it is made from is built too: its build says why.

    Parameters
    ----------
    run
        Maps a function over jobs in their order; a pool's is quicker.
    """
    every = list(jobs)
    # Where no manifest is there is nothing to ask, and no process to start for it.
    asked = [] if force else [job for job in every if has_manifest(job)]
    prepare(asked)
    results = run(standing_result, asked) if asked else ()
    stands = {
        (job.year, job.agency): result for job, result in zip(asked, results, strict=True) if result
    }
    for job in every:
        if (job.year, job.agency) in stands:
            _clear(job)
    waiting = [job for job in every if (job.year, job.agency) not in stands]
    return list(stands.values()), waiting


def _clear(job: Job) -> None:
    """Remove what a killed build left beside a report that stands."""
    folder = job.workspace.report_folder(job.year, job.agency)
    remove_leftovers(folder)
    release_abandoned(folder)


def run_batch(jobs: Sequence[Job], *, executor: Executor) -> Iterator[JobResult]:
    """Build *jobs* through *executor*, giving each result as it ends.

    A report whose process crashed is tried once more: a fault like that may
    pass. Every other fault would come again.
    """
    tries = dict.fromkeys((job.agency for job in jobs), 1)
    waiting: dict[Future[JobResult], Job] = {}
    for job in jobs:
        waiting[_submit(job, executor=executor)] = job
    while waiting:
        for future in as_completed(tuple(waiting)):
            job = waiting.pop(future)
            result = _result(future, job=job)
            if isinstance(result.error, CrashError) and tries[job.agency] < _TRIES:
                tries[job.agency] += 1
                log.progress("again", agency=job.agency)
                waiting[_submit(job, executor=executor)] = job
                continue
            result = replace(result, tries=tries[job.agency])
            log.progress("done", result=result)
            yield result


def run_job(job: Job, *, entry: Agency | None) -> JobResult:
    """Build one report in a process that has imported all that takes; the batch need not.

    With its *entry* the process need not read all of ``agencies.yaml``.
    """
    from kit.run.build import build_report

    if entry:
        job.workspace.take_as_read(entry)
    return build_report(job)


def write_batch(workspace: Workspace, *, year: int, results: Iterable[JobResult]) -> None:
    """Write ``batch.json``: the final state of each report of the year, by agency, without times.

    Reports of the year that were no part of this batch keep the state they had;
    those that are no longer among the parameters are left out.
    """
    path = workspace.outputs / f"{year:04d}" / BATCH
    ended = {result.agency: _state(result) for result in results}
    # Another batch of the year may end at the same moment.
    with locked(path):
        before = read_states(path)
        states = {agency: before[agency] for agency in workspace.filed(year) if agency in before}
        write_atomic(path, states_bytes(states | ended, year=year), is_durable=False)


def _submit(job: Job, *, executor: Executor) -> Future[JobResult]:
    entry = attempted(partial(job.workspace.agency, job.agency))
    # Its own process says what is wrong with it.
    known = None if isinstance(entry, KitError) else entry
    run = run_alone if isinstance(executor, LoneExecutor) else run_job
    return executor.submit(partial(run, entry=known), job)


def _result(future: Future[JobResult], *, job: Job) -> JobResult:
    try:
        return future.result()
    except CancelledError:
        cure = "多为中途停止，请再运行一次；已完成的都已保存。"
        error: KitError = NotebookError(Fault("", "运行到底", "没有轮到它就停止了", cure))
    except Exception as raised:  # noqa: BLE001 - one report's trouble must not stop the others
        error = as_kit_error(raised, where="")
    return JobResult(agency=job.agency, error=placed(error, where=f"{job.year} {job.agency}"))


def _state(result: JobResult) -> BuildState:
    if result.error is None:
        return BuildState(
            agency=result.agency,
            state="built",
            checks=checks_state(result.findings),
            decision=cast("DecisionState", result.sign_off.get("state", "unsigned")),
            findings=dict(result.findings),
        )
    return BuildState(
        agency=result.agency,
        state="failed",
        checks="failed",
        exit_code=result.error.exit_code,
        faults=tuple(map(str, result.error.faults)),
    )

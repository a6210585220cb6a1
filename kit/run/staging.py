"""Build reports of a workspace that is kept at addresses: fetch, build, send.

That is done around the process of a report and not in it: a store is opened
once for many reports, and its keys are nothing to the cells of a notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from kit.disk import temporary_folder
from kit.export.formats import FILES
from kit.export.manifest import MANIFEST, Manifest, read_manifest, versions
from kit.run.batch import standing_result
from kit.run.inputs import input_hashes, standing_manifest
from kit.run.job import Job, JobResult
from kit.run.states import BATCH
from kit.storage import (
    copied,
    fetch_inputs,
    fetch_output,
    fetch_report,
    listed_outputs,
    send_output,
    send_report,
)
from kit.workspace import Workspace

#: How the names of our outputs begin.
_OURS = ("report.", "review.")


class StagingExecutor(Executor):
    """Runs calls of one job in another executor, fetching and sending where that is needed."""

    def __init__(self, processes: Executor, *, jobs: int) -> None:
        """Fetch and send for twice as many reports as are built at a time."""
        self._processes = processes
        self._threads = ThreadPoolExecutor(2 * jobs, thread_name_prefix="kit-staging")

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a call; one whose only argument is a job kept at an address is staged."""
        if len(args) == 1 and isinstance(args[0], Job) and args[0].workspace.is_copy:
            return self._threads.submit(run_staged, args[0], function=fn, processes=self._processes)
        return self._processes.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of concurrent.futures
        """Take no more calls; *cancel_futures* kills those that run and drops those that wait."""
        self._threads.shutdown(wait=wait and not cancel_futures, cancel_futures=cancel_futures)
        self._processes.shutdown(wait=wait, cancel_futures=cancel_futures)


def run_staged(job: Job, *, function: Callable[[Job], JobResult], processes: Executor) -> JobResult:
    """Run *function* on *job* in one of *processes*, in a temporary copy of what it needs.

    A report that stands, made from the same, is not built again. Of a workspace on
    this machine nothing is copied, and the batch knows what stands.

    Raises
    ------
    SourceError, ExportError
        If the parameters cannot be fetched, or the report not sent.
    CrashError, NotebookError
        If the process crashed or went beyond its limits.
    """
    if not job.workspace.is_copy:
        built: JobResult = processes.submit(function, job).result()
        return built
    folder = job.workspace.report_folder(job.year, job.agency)
    with temporary_folder() as temporary:
        copy = replace(job, workspace=copied(job.workspace, temporary))
        fetch_inputs(job.workspace, into=copy.workspace, year=job.year, agency=job.agency)
        there = listed_outputs(job.workspace, folder)
        before = _same_origin(job, copy=copy)
        if before and not job.is_forced and _has_all(copy, before=before, there=there):
            return standing_result(job, manifest=before)
        if before:
            # Formats that are not built now stay.
            fetch_report(job.workspace, folder, into=copy.workspace)
        result: JobResult = processes.submit(function, copy).result()
        if result.error is None:
            _send(job, copy=copy, there=there)
        return result


@contextmanager
def kept_batch(workspace: Workspace, *, year: int) -> Iterator[None]:
    """Keep ``batch.json`` at the address of the outputs: fetch it before, send it after."""
    path = workspace.outputs / f"{year:04d}" / BATCH
    fetch_output(workspace, path, into=workspace)
    yield
    send_output(workspace, path)


def _same_origin(job: Job, *, copy: Job) -> Manifest | None:
    """Return the manifest of the report that stands, if it was made from the same."""
    folder = job.workspace.report_folder(job.year, job.agency)
    fetch_output(job.workspace, folder / MANIFEST, into=copy.workspace)
    manifest = read_manifest(copy.workspace.report_folder(job.year, job.agency))
    if manifest is None or manifest.versions != versions():
        return None
    return manifest if manifest.inputs == input_hashes(copy) else None


def _has_all(copy: Job, *, before: Manifest, there: Sequence[str]) -> bool:
    """Whether the formats wanted stand; at an address their names are enough."""
    if not there:
        return standing_manifest(copy, inputs=before.inputs) is not None
    wanted = {"report.ipynb", *(name for kind in copy.to for name in FILES[kind])}
    return wanted <= before.outputs.keys() & set(there)


def _send(job: Job, *, copy: Job, there: Sequence[str]) -> None:
    folder = job.workspace.report_folder(job.year, job.agency)
    built = copy.workspace.report_folder(job.year, job.agency)
    stale = [name for name in there if name.startswith(_OURS) and not (built / name).is_file()]
    send_report(job.workspace, folder, built=built, last=MANIFEST, stale=stale)

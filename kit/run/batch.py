"""Many jobs, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.run.job import Job, JobResult, run_job


def run_batch(jobs: Iterable[Job]) -> Iterator[JobResult]:
    """Run *jobs* in their order, giving each result as it ends."""
    yield from map(run_job, jobs)

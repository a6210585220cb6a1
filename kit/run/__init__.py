"""Run reports: one job through papermill, and a batch of them in processes of their own."""

from kit.processes import CAN_FORK, Limits, ProcessExecutor
from kit.run.batch import run_batch, split_current, write_batch
from kit.run.job import Job, JobResult

__all__ = [
    "CAN_FORK",
    "Job",
    "JobResult",
    "Limits",
    "ProcessExecutor",
    "run_batch",
    "split_current",
    "write_batch",
]

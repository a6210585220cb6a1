"""Run reports: one job through papermill, and a batch of them in processes of their own."""

from kit.run.batch import run_batch, split_current, write_batch
from kit.run.executor import ProcessExecutor
from kit.run.job import Job, JobResult
from kit.run.limits import Limits
from kit.run.server import CAN_FORK

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

"""Run notebooks through papermill: one job, and a batch of them."""

from kit.run.batch import run_batch
from kit.run.job import Job, JobResult, run_job

__all__ = ["Job", "JobResult", "run_batch", "run_job"]

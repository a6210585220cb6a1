"""Build one report with nothing else to do: a second process gets ready to write it meanwhile."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kit.processes import got_ready_beside
from kit.run.job import Job, JobResult
from kit.workspace import Agency


def run_alone(job: Job, *, entry: Agency | None) -> JobResult:
    """Build one report in a process that has imported nothing for it yet.

    With its *entry* the process need not read all of ``agencies.yaml``.
    """
    if entry:
        job.workspace.take_as_read(entry)
    import_module("kit.run.lean")
    with got_ready_beside(_get_ready, _finish) as finish:
        import_module("kit.run.interactive")
        import_module("kit.run.settled")
        from kit.run.build import build_report

        return build_report(job, finish=finish)


def _get_ready() -> None:
    from kit.run.finish import get_ready

    get_ready()
    import_module("kit.run.settled")


def _finish(*what: Any, **how: Any) -> JobResult:
    from kit.run.finish import finish_report

    return finish_report(*what, **how)

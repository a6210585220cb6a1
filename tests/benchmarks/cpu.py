"""What a report costs in processor time, part by part, beside the least each part can cost.

The least is what the library alone takes for the same work: calamine to read the
workbook, papermill to run as many empty cells, great-tables to render the tables,
Typst to set the page, the file system to keep the bytes.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import psutil
from benchmarks.inside import Seconds, build, least
from benchmarks.timing import Options, province, say
from builders.province import YEAR

from kit.run import Job, ProcessExecutor

_REPORTS = 40
#: Parts of the notebook; the last is what great-tables takes once, before the first report.
_PARTS = ("read", "rules", "tables", "great-tables")


def cpu(options: Options) -> None:
    """Print part (d): milliseconds of processor time a report, and the least of each part."""
    made = province(options, agencies=options.agencies)
    with tempfile.TemporaryDirectory() as outputs:
        workspace = replace(made.workspace, outputs=Path(outputs))
        jobs = [Job(workspace=workspace, year=YEAR, agency=a) for a in made.agencies[:_REPORTS]]
        page = _batch([replace(job, to=("html", "json")) for job in jobs])
        whole = _batch(jobs)
        with ProcessExecutor(1) as executor:
            known = _medians([executor.submit(least, job).result() for job in jobs])
    say(f"ms of processor time a report, median of {len(jobs)}: here, and the least")
    for name, ours in (whole | {key: known[key] for key in _PARTS}).items():
        floor = known.get(f"least {name}")
        shown = "" if floor is None else f"{1000 * floor:8.1f}"
        say(f"  {name:16s} {1000 * ours:8.1f} {shown}")
    both, html = whole["in all"], page["in all"]
    say(f"HTML and JSON {1000 * html:.0f} ms in all; the PDF {1000 * (both - html):.0f} ms more")


def _batch(jobs: list[Job]) -> Seconds:
    """Build *jobs* one at a time and say what each part cost, processes included."""
    with ProcessExecutor(1) as executor:
        executor.submit(int).result()
        (server,) = (c for c in psutil.Process().children() if "forkserver" in _line(c))
        before, parent = _used(server), time.process_time()
        ended = [
            executor.submit(build, job, entry=job.workspace.agency(job.agency)).result()
            for job in jobs
        ]
        after, spent = _used(server), time.process_time() - parent
        empty = _empty(executor, server)
    errors = [result.error for result, *_ in ended if result.error]
    if errors:
        raise errors[0]
    parts = _medians([dict(result.parts_s) for result, *_ in ended])
    beside = statistics.median(end - begin for _, begin, end in ended) - sum(parts.values())
    children, own = ((a - b) / len(jobs) for a, b in zip(after, before, strict=True))
    return parts | {
        "sources hashed": beside,
        "process": children + own - sum(parts.values()) - beside,
        "parent": spent / len(jobs),
        "an empty process": empty,
        "in all": children + own + spent / len(jobs),
    }


def _empty(executor: ProcessExecutor, server: psutil.Process) -> float:
    """Return what a process costs that does nothing."""
    before = _used(server)
    for _ in range(_REPORTS):
        executor.submit(int).result()
    return (sum(_used(server)) - sum(before)) / _REPORTS


def _used(server: psutil.Process) -> tuple[float, float]:
    """Return what the fork server's ended children have used, and what it has used itself."""
    times = server.cpu_times()
    return times.children_user + times.children_system, times.user + times.system


def _line(process: psutil.Process) -> str:
    return " ".join(process.cmdline())


def _medians(rounds: list[Seconds]) -> Seconds:
    return {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}

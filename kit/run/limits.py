"""What a report may take: time and memory, as its parent sees them."""

from __future__ import annotations

from dataclasses import dataclass

import psutil

#: Longest time a report may take and most memory it may hold, unless told otherwise.
DEFAULT_TIMEOUT_S = 300.0
DEFAULT_MEMORY_MB = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Time in seconds and memory in MiB, of the process and those it started."""

    timeout_s: float = DEFAULT_TIMEOUT_S
    memory_mb: int = DEFAULT_MEMORY_MB


def memory_mb(pid: int, *, with_children: bool) -> float:
    """Return the resident memory of a process in MiB; 0 when it is gone."""
    try:
        process = psutil.Process(pid)
        family = [process, *(process.children(recursive=True) if with_children else ())]
        return float(sum(member.memory_info().rss for member in family)) / 2**20
    except psutil.NoSuchProcess:
        return 0.0


def kill_family(pid: int) -> None:
    """Kill a process and all it started: a kernel must not outlive its report."""
    try:
        process = psutil.Process(pid)
        family = [*process.children(recursive=True), process]
    except psutil.NoSuchProcess:
        return
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue

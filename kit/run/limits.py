"""What a report may take: time and memory, as its parent sees them."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
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


def kill_family(pid: int | None) -> None:
    """Kill a process and all it started: a kernel must not outlive its report.

    The process may be gone; it led a group, and what it started is found in that.
    ``None`` is a process that was never there.
    """
    if pid is None:
        return
    try:
        process = psutil.Process(pid)
        family = [*process.children(recursive=True), process]
    except psutil.NoSuchProcess:
        family = []
    for member in family:
        with suppress(psutil.NoSuchProcess):
            member.kill()
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

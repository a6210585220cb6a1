"""What a call may take: time and memory, as its parent sees them."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass

from kit.errors import Fault

#: Longest time a report may take and most memory it may hold, unless told otherwise.
DEFAULT_TIMEOUT_S = 300.0
DEFAULT_MEMORY_MB = 2048
_LARGE = "请检查来源文件是否过大或损坏。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Time in seconds and memory in MiB, of the process and those it started.

    Attributes
    ----------
    has_options
        Whether the verb has ``--timeout`` and ``--memory``, which its cure then names.
    """

    timeout_s: float = DEFAULT_TIMEOUT_S
    memory_mb: int = DEFAULT_MEMORY_MB
    has_options: bool = True

    def beyond_time(self) -> Fault:
        """Say that a call took too long."""
        cure = "请用 --timeout 放宽时限，或检查来源文件是否过大。" if self.has_options else _LARGE
        return Fault("", f"{self.timeout_s:g} 秒内完成", "超时", cure)

    def beyond_memory(self, used_mb: float) -> Fault:
        """Say that a call took too much memory."""
        cure = "请用 --memory 放宽上限，或检查来源文件是否过大。" if self.has_options else _LARGE
        return Fault("", f"占用内存不超过 {self.memory_mb} MB", f"{used_mb:.0f} MB", cure)


def memory_mb(pid: int, *, with_children: bool) -> float:
    """Return the resident memory of a process in MiB; 0 when it is gone."""
    # Imported while the process that is looked at works already.
    import psutil

    try:
        process = psutil.Process(pid)
        family = [process, *(process.children(recursive=True) if with_children else ())]
        return float(sum(member.memory_info().rss for member in family)) / 2**20
    except psutil.Error:
        return 0.0


def kill_family(pid: int | None) -> None:
    """Kill a process and all it started: a kernel must not outlive its report.

    The process may be gone; it led a group, and what it started is found in that.
    ``None`` is a process that was never there.
    """
    import psutil

    if pid is None:
        return
    try:
        process = psutil.Process(pid)
        family = [*process.children(recursive=True), process]
    except psutil.Error:
        family = []
    for member in family:
        with suppress(psutil.Error):
            member.kill()
    kill_group(pid)


def kill_group(pid: int | None) -> None:
    """Kill the group of processes that *pid* leads; ``None`` leads none."""
    if pid and hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

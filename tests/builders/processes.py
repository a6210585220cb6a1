"""What became of processes, also where nobody waits for those that ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import psutil

#: A wait that takes longer is a hang, in seconds; how fast a machine is decides no test.
HANG_S = 300.0


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether *condition* comes true before it has to be called a hang."""
    pause, end_s = threading.Event(), time.monotonic() + HANG_S
    while not condition() and time.monotonic() < end_s:
        pause.wait(0.01)
    return condition()


def is_gone(process: int | psutil.Process) -> bool:
    """Whether a process has ended; one that nobody has waited for has."""
    try:
        known = psutil.Process(process) if isinstance(process, int) else process
        return not known.is_running() or known.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def are_gone(processes: Iterable[int | psutil.Process]) -> bool:
    """Whether none of *processes* runs any more."""
    return all(map(is_gone, processes))


def family(pid: int) -> list[psutil.Process]:
    """Return the processes that *pid* started and those they did, which may be none any more."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).children(recursive=True)
    return []


def command_of(process: psutil.Process) -> str:
    """Return the command line of a process; nothing of one that has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""

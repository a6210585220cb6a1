"""Processes that can be ended: one a call, or several that are kept, within limits.

Whatever happens in one (an error, a crash, a hang, memory without end) is the
result of its own call, as an error of the kit, and takes no other along.
"""

from kit.processes.beside import got_ready_beside
from kit.processes.executor import ProcessExecutor
from kit.processes.limits import DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT_S, Limits
from kit.processes.lone import LoneExecutor
from kit.processes.mapping import map_in_processes, run_in_process
from kit.processes.outcome import placed
from kit.processes.server import CAN_FORK, can_copy

__all__ = [
    "CAN_FORK",
    "DEFAULT_MEMORY_MB",
    "DEFAULT_TIMEOUT_S",
    "Limits",
    "LoneExecutor",
    "ProcessExecutor",
    "can_copy",
    "got_ready_beside",
    "map_in_processes",
    "placed",
    "run_in_process",
]

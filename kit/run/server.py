"""The server that processes are forked from: multiprocessing's own, which has imported everything.

It starts with the first process that is asked for and ends with the process
that asked. What multiprocessing keeps to itself about it is looked up here alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Windows lacks the first of them.
    from multiprocessing.context import ForkServerContext, SpawnContext

#: Forking is safe from a server of one thread, which this platform may not have.
CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()


#: What the server imports for reports.
PRELOAD = ("kit.run.lean", "kit.run.interactive")


@cache
def process_context(preload: tuple[str, ...] = PRELOAD) -> SpawnContext | ForkServerContext:
    """Return where processes come from: a server that imports *preload*, or anew."""
    # One thread of linear algebra: a process with several must not fork, and workers share cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


def end_server() -> None:
    """End the server at once, also while it is still importing; who waits for it is woken."""
    module = sys.modules.get("multiprocessing.forkserver")
    pid = module and module._forkserver._forkserver_pid  # noqa: SLF001 - there is no other way to it
    if pid:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def leave_server() -> None:
    """Let go, in a forked process, of the pipe that tells the server it is needed."""
    module = sys.modules.get("multiprocessing.forkserver")
    server = module and module._forkserver  # noqa: SLF001 - there is no other way to the pipe
    if server and server._forkserver_alive_fd is not None:  # noqa: SLF001
        os.close(server._forkserver_alive_fd)  # noqa: SLF001
        server._forkserver_alive_fd = None  # noqa: SLF001

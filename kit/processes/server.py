"""Where processes come from: this process itself, a server of forks, or nothing but the program.

The server is multiprocessing's own. It starts with the first process that is asked
for and ends with the process that asked. What multiprocessing keeps to itself about
it is looked up here alone.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from multiprocessing.context import BaseContext

from kit.disk import temporary_folder

#: Forking is safe from a server of one thread, which this platform may not have.
CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
#: What every process needs.
_LEAST = "kit.processes.child"
#: How long a process may take to start, in seconds; a server that takes longer is frozen.
_START_S = 60.0


def served_context(*, preload: Sequence[str] = ()) -> BaseContext:
    """Return the server of forks, which imports *preload* when it starts; or new processes.

    Raises
    ------
    WriteError
        If there is no room for temporary files.
    """
    one_thread_of_algebra()
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    _keep_sockets()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*preload, _LEAST])
    return context


def copied_context() -> BaseContext:
    """Return what copies this process, with all it has imported, as long as it has one thread."""
    return multiprocessing.get_context("fork") if can_copy() else served_context()


def can_copy() -> bool:
    """Whether this process may be copied as it is: with several threads it must not be."""
    return CAN_FORK and sys.platform == "linux" and threading.active_count() == 1


def one_thread_of_algebra() -> None:
    """Keep linear algebra to one thread in what is started from now on.

    A process with several must not fork, and workers share cores.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")


@cache
def _keep_sockets() -> None:
    """Have multiprocessing's sockets in a folder that is removed even after a ``kill -9``."""
    opened = ExitStack()
    folder = opened.enter_context(temporary_folder(is_for_sockets=True))
    atexit.register(opened.close)
    multiprocessing.current_process()._config["tempdir"] = str(folder)  # type: ignore[attr-defined] # noqa: SLF001 - there is no other way to it


@contextmanager
def ended_if_frozen(*, patience_s: float = _START_S) -> Iterator[None]:
    """End the server if this takes longer than *patience_s*; who waits for it is woken."""
    watch = threading.Timer(patience_s, end_server)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


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

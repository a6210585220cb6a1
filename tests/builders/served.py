"""A server of forks that is warm, so that what a test runs in a process of its own is quick."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver

from kit.processes import CAN_FORK
from kit.processes.server import served_context
from kit.run.executors import PRELOAD

#: The server that was started here, by its process id.
_WARM: list[int] = []


@contextmanager
def served_warm() -> Iterator[None]:
    """Have all processes come from a server that has imported what a report needs.

    The server keeps what it began with: one that was started for a call of nothing would have
    every report after it import the kit anew. Copies of the tests' own process would import it
    too, and hang where a library of an earlier test has left threads that Python does not know
    (those that set a PDF): while a thread waits here, none are made.
    """
    if CAN_FORK:
        _start_server()
    ended = threading.Event()
    waiting = threading.Thread(target=ended.wait)
    waiting.start()
    try:
        yield
    finally:
        ended.set()
        waiting.join()


def _start_server() -> None:
    server = forkserver._forkserver  # type: ignore[attr-defined] # noqa: SLF001 - there is no other way to it
    if server._forkserver_pid not in _WARM:  # noqa: SLF001
        server._stop()  # noqa: SLF001
    served_context(preload=PRELOAD)
    forkserver.ensure_running()
    _WARM[:] = [server._forkserver_pid]  # noqa: SLF001

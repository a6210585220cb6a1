"""Processes that begin warm, so that what a test runs in one of its own is quick."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from multiprocessing import forkserver

from builders.workspaces import PROJECT
from kit.checks import check
from kit.processes import CAN_FORK
from kit.processes.server import served_context
from kit.report import read_report
from kit.run.executors import PRELOAD
from kit.workspace import Workspace

#: The server that was started here, by its process id.
_WARM: list[int] = []


def serve_warm() -> None:
    """Have processes begin with all that a report needs: copies of this one, and the server's.

    The server keeps what it began with. One that was started for a call of nothing would have
    every report after it import the kit anew: for a verb that is one run, for tests all of them.
    """
    _get_ready_here()
    if not CAN_FORK:
        return
    server = forkserver._forkserver  # type: ignore[attr-defined] # noqa: SLF001 - there is no other way to it
    if server._forkserver_pid not in _WARM:  # noqa: SLF001
        server._stop()  # noqa: SLF001
    served_context(preload=PRELOAD)
    forkserver.ensure_running()
    _WARM[:] = [server._forkserver_pid]  # noqa: SLF001


@cache
def _get_ready_here() -> None:
    """Import what a report is made with, and read and check one."""
    for name in ("kit.run.interactive", "kit.run.preload"):
        import_module(name)
    workspace = Workspace(params=PROJECT / "params", outputs=PROJECT / "outputs")
    check(read_report(workspace, year=2023, agency="suqian"))

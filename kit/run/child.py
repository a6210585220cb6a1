"""What a forked process does before and after its one call."""

from __future__ import annotations

import ctypes
import os
import random
import signal
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

from kit.errors import Fault, KitError
from kit.run.server import leave_server

_PR_SET_PDEATHSIG = 1


class OwnProcess:
    """Whether this process exists for one report alone, and so needs no other to isolate it."""

    is_here = False


def run_call(
    results: Connection, function: Callable[[], Any], *, environment: Mapping[str, str]
) -> None:
    """Run *function* and send ``(value, None)`` or ``(None, error)`` to the parent; then end.

    The environment is the parent's of now, not that of when its server started.
    """
    OwnProcess.is_here = True
    _stand_alone()
    _die_with_parent()
    _reseed()
    os.environ.clear()
    os.environ.update(environment)
    _send_outcome(results, function)
    results.close()
    # A thread or a hook that a cell left behind must not keep the process.
    os._exit(0)


def _send_outcome(results: Connection, function: Callable[[], Any]) -> None:
    try:
        results.send((function(), None))
    except KitError as error:
        results.send((None, error))
    except Exception as error:  # noqa: BLE001 - where a call becomes a result, which may not be picklable
        found = f"{type(error).__name__}：{error}"
        fault = Fault("", "可以传回的结果", found, "这是软件的缺陷，请反馈。")
        results.send((None, KitError(fault)))


def _stand_alone() -> None:
    """Lead a group of processes, so that what this one starts can be ended with it.

    Ctrl-C reaches all processes of the terminal; the parent alone decides what
    becomes of its children.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        os.setsid()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _die_with_parent() -> None:
    """Ask Linux to end this process with its parent, so that none writes after a ``kill -9``.

    The parent is the server of forks. It ends with the batch, once it is the
    batch alone that holds the pipe which says that the server is needed.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    leave_server()


def _reseed() -> None:
    """Give this process random numbers of its own: forked ones would all draw the same."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy:
        numpy.random.seed()

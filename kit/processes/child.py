"""What a process does before, between and after its calls."""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import os
import random
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kit.disk import as_kit_error, umask
from kit.processes.outcome import Outcome, outcome_of
from kit.processes.server import leave_server

_PR_SET_PDEATHSIG = 1
#: The system is to end a report before the batch when memory runs out; 1000 is the most.
_EXPENDABLE = "1000"


class OwnProcess:
    """Whether this process exists for one report alone, and so needs no other to isolate it."""

    is_here = False


def run_call(
    pipe: Connection, function: Callable[[], Any], *, environment: Mapping[str, str]
) -> None:
    """Run *function* and send its :class:`Outcome` to the parent; then end.

    The environment is the parent's of now, not that of when its server started.
    """
    OwnProcess.is_here = True
    _settle(environment)
    _send(pipe, outcome_of(function))
    # A thread or a hook that a cell left behind must not keep the process.
    os._exit(0)


def serve_calls(
    pipe: Connection, function: Callable[[Any], Any], *, environment: Mapping[str, str]
) -> None:
    """Run *function* on each item that comes through *pipe*, and send what came of it.

    The process ends when nobody sends any more.
    """
    _settle(environment)
    # What the parent had imported is not searched for garbage, which would copy its pages.
    gc.freeze()
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        _send(pipe, outcome_of(partial(function, item)))


def _send(pipe: Connection, outcome: Outcome) -> None:
    try:
        pipe.send(outcome)
    except OSError:
        # Whoever asked is gone.
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - a result may not be picklable in any way
        pipe.send(Outcome(error=as_kit_error(error, where="")))


def _settle(environment: Mapping[str, str]) -> None:
    """Make this process one that stands alone and ends with its parent."""
    # Before any cell can set another mask.
    umask()
    _stand_alone()
    _die_with_parent()
    _be_expendable()
    _be_silent()
    _reseed()
    os.environ.clear()
    os.environ.update(environment)


def _stand_alone() -> None:
    """Lead a group of processes, so that what this one starts can be ended with it.

    Ctrl-C reaches all processes of the terminal; the parent alone decides what
    becomes of its children. What the parent does when it is asked to end, this
    one need not: it just ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    if hasattr(os, "setsid"):
        os.setsid()
        signal.pthread_sigmask(signal.SIG_SETMASK, set())


def _die_with_parent() -> None:
    """Ask Linux to end this process with its parent, so that none writes after a ``kill -9``.

    The parent is the server of forks, or the batch itself. A server ends with the
    batch, once it is the batch alone that holds the pipe which says that it is needed.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    leave_server()


def _be_expendable() -> None:
    """Have Linux end this process before any other when memory runs out."""
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(_EXPENDABLE, "ascii")


def _be_silent() -> None:
    """Keep the words of libraries from the terminal: what is to be said is sent to the parent."""
    faulthandler.disable()
    nothing = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def _reseed() -> None:
    """Give this process random numbers of its own: forked ones would all draw the same."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy:
        numpy.random.seed()

"""What a forked process does before and after its one call."""

from __future__ import annotations

import ctypes
import random
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from kit.errors import KitError

_PR_SET_PDEATHSIG = 1


class OwnProcess:
    """Whether this process exists for one report alone, and so needs no other to isolate it."""

    is_here = False


def run_call(results: Connection, function: Callable[[], Any]) -> None:
    """Run *function* and send ``(value, None)`` or ``(None, error)`` to the parent."""
    OwnProcess.is_here = True
    # Ctrl-C reaches every process of the terminal; the parent decides what becomes of its children.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with_parent()
    _reseed()
    try:
        outcome: tuple[Any, KitError | None] = (function(), None)
    except KitError as error:
        outcome = (None, error)
    results.send(outcome)
    results.close()


def _die_with_parent() -> None:
    """Ask Linux to end this process with its parent, so that none writes after a ``kill -9``."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _reseed() -> None:
    """Give this process random numbers of its own: forked ones would all draw the same."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy:
        numpy.random.seed()

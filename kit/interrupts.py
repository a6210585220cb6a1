"""Ctrl-C, held back where it would do harm."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

#: Windows has no mask of signals; there Ctrl-C comes when it comes.
_HAS_MASK = hasattr(signal, "pthread_sigmask")


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back until the end of this; it then comes at once.

    An import that is broken off may leave a lock behind, for which other threads
    would wait for ever; a process that is started meanwhile is kept from it for good.
    """
    if not _HAS_MASK:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

"""Ctrl-C and its like: an end that is told in words, and put off where it would do harm."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

#: Windows has no mask of signals; there Ctrl-C comes when it comes.
_HAS_MASK = hasattr(signal, "pthread_sigmask")
#: Ctrl-C, a program that ends this one, a terminal that is gone; Windows lacks the last.
_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
#: What shells and systems add to the number of a signal for an exit code.
_BY_SIGNAL = 128
#: Told twice within so many seconds is told once: `timeout` and terminals say it twice.
_ONCE_S = 1.0
#: How long an end is put off before it is tried again, in seconds.
_PUT_OFF_S = 0.01
#: An exception would be lost in the first, and leave half a module behind in the second.
_DESTRUCTOR, _IMPORTING = "__del__", "<frozen importlib"
STOPPED = "已中断；已经完成的报告都已保存。"


class Stopped(KeyboardInterrupt):
    """The program was told to end by the signal *number*."""

    def __init__(self, number: int) -> None:
        """Keep the signal as the argument."""
        super().__init__(number)

    @property
    def exit_code(self) -> int:
        """The exit code that says so."""
        return int(self.args[0]) + _BY_SIGNAL


class _State:
    """Whether something runs that has to be unwound, when it was told to end, what is put off."""

    is_running = False
    told_s: float | None = None
    put_off: int | None = None


def watch_signals() -> None:
    """End at a signal with words and no trace; signals that are ignored stay so, as for nohup."""
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    sys.unraisablehook = _pass_over


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a signal raise :class:`Stopped` in here; elsewhere there is nothing to unwind."""
    _State.is_running = True
    try:
        yield
    finally:
        _State.is_running = False
        if _State.put_off:
            signal.setitimer(signal.ITIMER_REAL, 0)
            raise Stopped(_State.put_off)


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


def _end(number: int, frame: FrameType | None) -> None:
    """Unwind what runs; where nothing does, or it does not end when told again, end at once."""
    now = time.monotonic()
    if _State.told_s is not None and now - _State.told_s < _ONCE_S:
        return
    if not _State.is_running or _State.told_s is not None:
        _leave(number)
    if _must_wait(frame) and _try_again(number):
        return
    _State.told_s, _State.put_off = now, None
    raise Stopped(number)


def _leave(number: int) -> None:
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with suppress(OSError):
        os.write(2, f"{STOPPED}\n".encode(encoding, "replace"))
    os._exit(number + _BY_SIGNAL)


def _must_wait(frame: FrameType | None) -> bool:
    while frame:
        code = frame.f_code
        if code.co_name == _DESTRUCTOR or code.co_filename.startswith(_IMPORTING):
            return True
        frame = frame.f_back
    return False


def _try_again(number: int) -> bool:
    """Tell this process once more in a moment; whether it can be told."""
    if not hasattr(signal, "setitimer"):
        return False
    _State.put_off = number
    signal.signal(signal.SIGALRM, lambda _, frame: _end(number, frame))
    signal.setitimer(signal.ITIMER_REAL, _PUT_OFF_S)
    return True


def _pass_over(lost: Any) -> None:
    """Pass over what is raised where nobody can catch it; an end that was lost so comes again."""
    if isinstance(lost.exc_value, Stopped):
        _State.told_s = None
        _try_again(lost.exc_value.args[0])

"""Calls that are told how they ended; those of which nothing is heard any more are told that."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import Any

from kit.errors import KitError


class Patience:
    """The calls whose end somebody waits for.

    While there are any, one has to end within the patience, whatever the others do;
    otherwise all are told the same error. What comes of them later is dropped.
    """

    def __init__(self, *, patience_s: float, silent: KitError) -> None:
        """Begin without calls.

        Parameters
        ----------
        silent
            What is told when nothing was heard for *patience_s*.
        """
        self._patience_s, self._silent = patience_s, silent
        self._waiting: set[Future[Any]] = set()
        self._heard_s = time.monotonic()
        self._changed = threading.Condition()
        self._is_closed = self._is_silent = False
        self._thread: threading.Thread | None = None

    def begin(self) -> Future[Any]:
        """Return the future of a call that begins now."""
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        with self._changed:
            self._waiting.add(future)
            self._heard_s = time.monotonic()
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()
        return future

    def end(self, future: Future[Any], *, value: Any = None, error: KitError | None = None) -> None:
        """Tell a call that it ended, unless it was told before."""
        with self._changed:
            self._heard_s = time.monotonic()
            self._waiting.discard(future)
        _tell(future, value=value, error=error)

    def close(self) -> bool:
        """Wait for nothing any more; return whether calls were given up."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
            return self._is_silent

    def _watch(self) -> None:
        with self._changed:
            while not self._is_closed:
                left_s = self._heard_s + self._patience_s - time.monotonic()
                if not self._waiting:
                    # Whoever begins a call counts from then on.
                    left_s = self._patience_s
                elif left_s <= 0:
                    break
                self._changed.wait(left_s)
            given_up = set() if self._is_closed else set(self._waiting)
            self._is_silent = bool(given_up)
            self._waiting.clear()
            self._thread = None
        for future in given_up:
            _tell(future, error=self._silent)


def _tell(future: Future[Any], *, value: Any = None, error: KitError | None = None) -> None:
    with suppress(InvalidStateError):
        if error:
            future.set_exception(error)
        else:
            future.set_result(value)

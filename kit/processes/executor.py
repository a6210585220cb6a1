"""An executor that gives every call a process of its own and outlives whatever happens in it.

Processes are forked from a server that has imported what they need (``forkserver``
of the standard library); the server runs no call itself and has one thread. Where
forking is not possible (Windows) each process is started anew: slower, and the same
in every other way.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from typing import Any

from kit.errors import Fault, KitError
from kit.processes.child import run_call
from kit.processes.limits import Limits, kill_family
from kit.processes.outcome import Outcome
from kit.processes.server import end_server, served_context
from kit.processes.worker import LOOK_S, PATIENCE_S, Worker, start_worker


@dataclass(slots=True, kw_only=True)
class _Call:
    """A call that waits: what to run, and the future it belongs to."""

    function: Callable[[], Any]
    future: Future[Any]


@dataclass(slots=True, kw_only=True)
class _Running:
    """A call that runs, and the process it runs in."""

    call: _Call
    worker: Worker


class ProcessExecutor(Executor):
    """Run each call in a new process, at most *max_workers* at a time.

    A call gives its result, or the :class:`~kit.errors.KitError` it raised. One
    whose process is killed or crashes gives a :class:`~kit.errors.CrashError`;
    one beyond its limits is killed and gives a :class:`~kit.errors.NotebookError`.
    """

    def __init__(
        self, max_workers: int, *, limits: Limits | None = None, preload: Sequence[str] = ()
    ) -> None:
        """Start nothing yet: the server starts with the first call.

        Parameters
        ----------
        preload
            Modules that the server imports, so that no process need.
        """
        self._max_workers = max_workers
        self._limits = limits or Limits()
        self._preload = preload
        self._waiting: deque[_Call] = deque()
        self._running: list[_Running] = []
        self._lock = threading.Lock()
        self._woken, self._wake = multiprocessing.Pipe(duplex=False)
        self._is_closing = self._is_cancelled = False
        self._thread: threading.Thread | None = None

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a call; *fn* and its arguments are pickled."""
        future: Future[Any] = Future()
        with self._lock:
            if self._is_closing:
                raise KitError(Fault("ProcessExecutor", "未关闭的执行器", "已经关闭"))
            self._waiting.append(_Call(function=partial(fn, *args, **kwargs), future=future))
            if self._thread is None:
                self._thread = threading.Thread(target=self._supervise, daemon=True)
                self._thread.start()
        self._wake.send_bytes(b".")
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of concurrent.futures
        """Take no more calls; *cancel_futures* kills those that run and drops those that wait."""
        with self._lock:
            self._is_closing = True
            self._is_cancelled = self._is_cancelled or cancel_futures
            if cancel_futures:
                while self._waiting:
                    self._waiting.popleft().future.cancel()
                for running in self._running:
                    kill_family(running.worker.process.pid)
                # One with children ends when they are buried; one that still imports, now.
                if not self._running:
                    end_server()
        if self._thread:
            self._wake.send_bytes(b".")
            if wait:
                self._thread.join(PATIENCE_S if cancel_futures else None)

    def _supervise(self) -> None:
        """Start calls while there is room, and end those that are done or beyond their limits."""
        _keep_from_interrupts()
        while True:
            self._start_calls()
            with self._lock:
                if self._is_closing and not self._running and not self._waiting:
                    return
            handles = [handle for each in self._running for handle in each.worker.handles]
            ready = wait([self._woken, *handles], timeout=LOOK_S if handles else None)
            while self._woken.poll():
                self._woken.recv_bytes()
            for running in tuple(self._running):
                self._look_at(running, ready=ready)

    def _start_calls(self) -> None:
        while call := self._next_call():
            if not call.future.set_running_or_notify_cancel():
                continue
            context = partial(served_context, preload=self._preload)
            try:
                worker = start_worker(context, target=run_call, function=call.function)
            except KitError as error:
                call.future.set_exception(error)
                continue
            with self._lock:
                self._running.append(_Running(call=call, worker=worker))
                if self._is_cancelled:
                    kill_family(worker.process.pid)

    def _next_call(self) -> _Call | None:
        with self._lock:
            has_room = len(self._running) < self._max_workers
            return self._waiting.popleft() if self._waiting and has_room else None

    def _look_at(self, running: _Running, *, ready: list[Any]) -> None:
        """End a call whose result is there, whose process is gone, or that takes too much."""
        is_ready = not set(running.worker.handles).isdisjoint(ready)
        outcome = running.worker.look(is_ready=is_ready, limits=self._limits)
        if outcome:
            self._end(running, outcome)

    def _end(self, running: _Running, outcome: Outcome) -> None:
        running.worker.end()
        with self._lock:
            self._running.remove(running)
        if outcome.error:
            running.call.future.set_exception(outcome.error)
        else:
            running.call.future.set_result(outcome.value)


def _keep_from_interrupts() -> None:
    """Keep Ctrl-C from the server that this thread starts: it reaches all of the terminal."""
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        # Starting it later would take the mask away again.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

"""An executor that gives every call a process of its own and outlives whatever happens in it.

Processes are forked from a server that has imported everything (``forkserver``
of the standard library with :mod:`kit.run.preload`); the server runs no report
itself and has one thread. Where forking is not possible (Windows) each process
is started anew: slower, and the same in every other way.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from signal import Signals
from typing import TYPE_CHECKING, Any

from kit.errors import CrashError, Fault, KitError, NotebookError
from kit.run.child import run_call
from kit.run.limits import Limits, kill_family, memory_mb

if TYPE_CHECKING:
    # Windows lacks the first of them.
    from multiprocessing.context import ForkServerContext, SpawnContext

#: Forking is safe from a server of one thread, which this platform may not have.
CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
#: How often running calls are looked at, and the memory of what they started, in seconds.
_LOOK_S, _LOOK_AT_CHILDREN_S = 0.1, 1.0


@dataclass(slots=True, kw_only=True)
class _Call:
    """A call that waits: what to run, and the future it belongs to."""

    function: Callable[[], Any]
    future: Future[Any]


@dataclass(slots=True, kw_only=True)
class _Running:
    """A call that runs: its process, and the end of the pipe its result comes through."""

    call: _Call
    process: BaseProcess
    results: Connection
    started_s: float
    looked_s: float


class ProcessExecutor(Executor):
    """Run each call in a new process, at most *max_workers* at a time.

    A call gives its result, or the :class:`~kit.errors.KitError` it raised. One
    whose process is killed or crashes gives a :class:`~kit.errors.CrashError`;
    one beyond its limits is killed and gives a :class:`~kit.errors.NotebookError`.
    """

    def __init__(self, max_workers: int, *, limits: Limits | None = None) -> None:
        """Start nothing yet: the server starts with the first call."""
        self._max_workers = max_workers
        self._limits = limits or Limits()
        self._waiting: deque[_Call] = deque()
        self._running: list[_Running] = []
        self._lock = threading.Lock()
        self._woken, self._wake = multiprocessing.Pipe(duplex=False)
        self._is_closing = False
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
            if cancel_futures:
                while self._waiting:
                    self._waiting.popleft().future.cancel()
                for running in self._running:
                    kill_family(running.process.pid or 0)
        if self._thread:
            self._wake.send_bytes(b".")
            if wait:
                self._thread.join()

    def _supervise(self) -> None:
        """Start calls while there is room, and end those that are done or beyond their limits."""
        while True:
            with self._lock:
                self._start_calls()
                if self._is_closing and not self._running:
                    return
            handles = [h for r in self._running for h in (r.results, r.process.sentinel)]
            ready = wait([self._woken, *handles], timeout=_LOOK_S if handles else None)
            if self._woken in ready:
                self._woken.recv_bytes()
            for running in tuple(self._running):
                self._look_at(running, ready=ready)

    def _start_calls(self) -> None:
        while self._waiting and len(self._running) < self._max_workers:
            call = self._waiting.popleft()
            if call.future.set_running_or_notify_cancel():
                self._running.append(_start(call))

    def _look_at(self, running: _Running, *, ready: list[Any]) -> None:
        """End a call whose result is there, whose process is gone, or that takes too much."""
        if running.results in ready or running.process.sentinel in ready:
            self._end(running, *_outcome(running))
            return
        fault = self._fault_beyond_limits(running)
        if fault:
            kill_family(running.process.pid or 0)
            self._end(running, None, NotebookError(fault))

    def _fault_beyond_limits(self, running: _Running) -> Fault | None:
        now, limits = time.monotonic(), self._limits
        if now - running.started_s > limits.timeout_s:
            cure = "请用 --timeout 放宽时限，或检查来源文件是否过大。"
            return Fault("", f"{limits.timeout_s:g} 秒内完成", "超时", cure)
        is_due = now - running.looked_s > _LOOK_AT_CHILDREN_S
        if is_due:
            running.looked_s = now
        used = memory_mb(running.process.pid or 0, with_children=is_due)
        if used > limits.memory_mb:
            cure = "请用 --memory 放宽上限，或检查来源文件是否过大。"
            return Fault("", f"占用内存不超过 {limits.memory_mb} MB", f"{used:.0f} MB", cure)
        return None

    def _end(self, running: _Running, value: Any, error: KitError | None) -> None:
        running.process.join()
        running.results.close()
        with self._lock:
            self._running.remove(running)
        if error:
            running.call.future.set_exception(error)
        else:
            running.call.future.set_result(value)


def _start(call: _Call) -> _Running:
    results, child_end = _context().Pipe(duplex=False)
    process = _context().Process(target=run_call, args=(child_end, call.function), daemon=False)
    process.start()
    child_end.close()
    now = time.monotonic()
    return _Running(call=call, process=process, results=results, started_s=now, looked_s=now)


def _outcome(running: _Running) -> tuple[Any, KitError | None]:
    """Return what a call gave; a process that ended without giving anything has crashed."""
    try:
        value, error = running.results.recv()
    except EOFError:
        running.process.join()
        code = running.process.exitcode or 0
        found = f"进程收到信号 {Signals(-code).name}" if code < 0 else f"进程退出，代码 {code}"
        cure = "多为内存不足或被其他程序结束，请再运行一次。"
        return None, CrashError(Fault("", "运行到底", found, cure))
    return value, error


@cache
def _context() -> SpawnContext | ForkServerContext:
    """Return where processes come from: the server of forks, or new ones."""
    # One thread of linear algebra: a process with several must not fork, and workers share cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["kit.run.lean", "kit.run.interactive"])
    return context

"""An executor that gives every call a process of its own and outlives whatever happens in it.

Processes are forked from a server that has imported everything (``forkserver``
of the standard library with :mod:`kit.run.preload`); the server runs no report
itself and has one thread. Where forking is not possible (Windows) each process
is started anew: slower, and the same in every other way.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pickle import PickleError
from typing import Any

from kit.errors import CrashError, Fault, KitError, NotebookError
from kit.run.child import run_call
from kit.run.limits import Limits, kill_family, memory_mb
from kit.run.server import PRELOAD, end_server, process_context

#: How often running calls are looked at, and the memory of what they started, in seconds.
_LOOK_S, _LOOK_AT_CHILDREN_S = 0.1, 1.0
#: How long a process may take to end, in seconds, once its result is there.
_PATIENCE_S = 1.0
#: What pickling raises of a call or a value that cannot go to another process.
_UNPICKLABLE = (PickleError, AttributeError, ImportError, LookupError, TypeError, ValueError)


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

    def __init__(
        self,
        max_workers: int,
        *,
        limits: Limits | None = None,
        preload: tuple[str, ...] = PRELOAD,
    ) -> None:
        """Start nothing yet: the server, which imports *preload*, starts with the first call."""
        self._preload = preload
        self._max_workers = max_workers
        self._limits = limits or Limits()
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
                    kill_family(running.process.pid)
                # One with children ends when they are buried; one that still imports, now.
                if not self._running:
                    end_server()
        if self._thread:
            self._wake.send_bytes(b".")
            if wait:
                self._thread.join(_PATIENCE_S if cancel_futures else None)

    def _supervise(self) -> None:
        """Start calls while there is room, and end those that are done or beyond their limits."""
        _keep_from_interrupts()
        while True:
            self._start_calls()
            with self._lock:
                if self._is_closing and not self._running and not self._waiting:
                    return
            handles = [h for r in self._running for h in (r.results, r.process.sentinel)]
            ready = wait([self._woken, *handles], timeout=_LOOK_S if handles else None)
            while self._woken.poll():
                self._woken.recv_bytes()
            for running in tuple(self._running):
                self._look_at(running, ready=ready)

    def _start_calls(self) -> None:
        while call := self._next_call():
            if not call.future.set_running_or_notify_cancel():
                continue
            try:
                running = _start(call, preload=self._preload)
            except (OSError, EOFError, RuntimeError, *_UNPICKLABLE) as error:
                call.future.set_exception(_not_started(error))
                continue
            with self._lock:
                self._running.append(running)
                if self._is_cancelled:
                    kill_family(running.process.pid)

    def _next_call(self) -> _Call | None:
        with self._lock:
            has_room = len(self._running) < self._max_workers
            return self._waiting.popleft() if self._waiting and has_room else None

    def _look_at(self, running: _Running, *, ready: list[Any]) -> None:
        """End a call whose result is there, whose process is gone, or that takes too much."""
        if running.results in ready or running.process.sentinel in ready:
            self._end(running, *_outcome(running))
            return
        fault = self._fault_beyond_limits(running)
        if fault:
            kill_family(running.process.pid)
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
        running.process.join(_PATIENCE_S)
        kill_family(running.process.pid)
        running.results.close()
        with self._lock:
            self._running.remove(running)
        if error:
            running.call.future.set_exception(error)
        else:
            running.call.future.set_result(value)


def _start(call: _Call, *, preload: tuple[str, ...]) -> _Running:
    context = process_context(preload)
    results, child_end = context.Pipe(duplex=False)
    try:
        process = context.Process(
            target=run_call,
            args=(child_end, call.function),
            kwargs={"environment": dict(os.environ)},
            daemon=False,
        )
        process.start()
    finally:
        child_end.close()
    now = time.monotonic()
    return _Running(call=call, process=process, results=results, started_s=now, looked_s=now)


def _not_started(error: Exception) -> KitError:
    found = f"{type(error).__name__}：{error}"
    if isinstance(error, OSError | EOFError):
        cure = "多为内存或进程数不足，请再运行一次。"
        return CrashError(Fault("", "启动一个进程", found, cure))
    return KitError(Fault("", "可以传给另一个进程的调用", found, "这是软件的缺陷，请反馈。"))


def _outcome(running: _Running) -> tuple[Any, KitError | None]:
    """Return what a call gave; a process that ended without giving anything has crashed."""
    has_ended = not running.process.is_alive()
    # What the process started may hold its end of the pipe, and would keep it open.
    if has_ended:
        kill_family(running.process.pid)
    try:
        if not has_ended or running.results.poll():
            value, error = running.results.recv()
            return value, error
    except (EOFError, OSError):
        pass
    except _UNPICKLABLE as error:
        found = f"{type(error).__name__}：{error}"
        return None, KitError(Fault("", "可以读回的结果", found, "这是软件的缺陷，请反馈。"))
    return None, _crashed(running)


def _crashed(running: _Running) -> CrashError:
    running.process.join(_PATIENCE_S)
    code = running.process.exitcode or 0
    found = f"进程收到信号 {_signal_name(-code)}" if code < 0 else f"进程退出，代码 {code}"
    cure = "多为内存不足或被其他程序结束，请再运行一次。"
    return CrashError(Fault("", "运行到底", found, cure))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def _keep_from_interrupts() -> None:
    """Keep Ctrl-C from the server that this thread starts: it reaches all of the terminal."""
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        # Starting it later would take the mask away again.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

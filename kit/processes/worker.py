"""One process that runs calls: how it is started, looked at and ended."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

from kit.disk import as_kit_error
from kit.errors import CrashError, Fault, KitError, NotebookError
from kit.interrupts import interrupts_held
from kit.processes.limits import Limits, kill_family, kill_group, memory_mb
from kit.processes.outcome import Outcome
from kit.processes.server import ended_if_frozen

#: How often running calls are looked at, and the memory of what they started, in seconds.
LOOK_S, _LOOK_AT_CHILDREN_S = 0.1, 1.0
#: How long a process may take to end, in seconds, once its result is there.
PATIENCE_S = 1.0


@dataclass(slots=True, kw_only=True)
class Worker:
    """A process, our end of the pipe to it, and since when its present call runs.

    ``copied_mb`` is the memory it began with, which it shares with what it is a copy of.
    """

    process: BaseProcess
    pipe: Connection
    copied_mb: float = 0.0
    started_s: float = 0.0
    looked_s: float = 0.0
    children_s: float = 0.0

    @property
    def handles(self) -> tuple[Any, Any]:
        """What is ready when the process has said something or is gone."""
        return self.pipe, self.process.sentinel

    def begin(self) -> None:
        """Count the time of a call from now."""
        self.started_s = self.looked_s = self.children_s = time.monotonic()

    def look(self, *, is_ready: bool, limits: Limits) -> Outcome | None:
        """Return how the present call ended, if it did; one beyond its limits is killed."""
        return self._outcome() if is_ready else self._ended_beyond(limits)

    def await_outcome(self, *, limits: Limits) -> Outcome:
        """Return how the present call ends, once it does."""
        while True:
            ready = set(wait(self.handles, timeout=LOOK_S))
            is_ready = not ready.isdisjoint(self.handles)
            if outcome := self.look(is_ready=is_ready, limits=limits):
                return outcome

    def _ended_beyond(self, limits: Limits) -> Outcome | None:
        now = time.monotonic()
        if now - self.started_s > limits.timeout_s:
            return self._killed(limits.beyond_time())
        if now - self.looked_s < LOOK_S:
            return None
        self.looked_s = now
        is_due = now - self.children_s > _LOOK_AT_CHILDREN_S
        if is_due:
            self.children_s = now
        used_mb = self._own_mb(with_children=is_due)
        return self._killed(limits.beyond_memory(used_mb)) if used_mb > limits.memory_mb else None

    def _killed(self, fault: Fault) -> Outcome:
        kill_family(self.process.pid)
        self.process.join(PATIENCE_S)
        return Outcome(error=NotebookError(fault))

    def _outcome(self) -> Outcome:
        """Return what a call gave; a process that ended without giving anything has crashed."""
        has_ended = not self.process.is_alive()
        # What the process started may hold its end of the pipe, and would keep it open.
        if has_ended:
            kill_family(self.process.pid)
        try:
            if not has_ended or self.pipe.poll():
                received: Outcome = self.pipe.recv()
                return received
        except (EOFError, OSError):
            pass
        except Exception as error:  # noqa: BLE001 - what was sent may be unreadable in any way
            return Outcome(error=as_kit_error(error, where=""))
        return Outcome(error=self._crashed())

    def _crashed(self) -> CrashError:
        self.process.join(PATIENCE_S)
        code = self.process.exitcode
        found = "进程中途退出"
        if code is not None:
            found = f"进程收到信号 {_signal_name(-code)}" if code < 0 else f"进程退出，代码 {code}"
        cure = "多为内存不足或被其他程序结束，请再运行一次。"
        return CrashError(Fault("", "运行到底", found, cure))

    def holds_much(self, limits: Limits) -> bool:
        """Whether the process is gone, or holds so much of its own that a call lacks room."""
        is_here = self.process.is_alive()
        return not is_here or self._own_mb(with_children=False) > limits.memory_mb / 2

    def _own_mb(self, *, with_children: bool) -> float:
        """Return the memory that calls took; what it began with is of what it is a copy of."""
        return memory_mb(self.process.pid or 0, with_children=with_children) - self.copied_mb

    def end(self) -> None:
        """Let the process end, then what it started, and close the pipe."""
        self.process.join(PATIENCE_S)
        kill_family(self.process.pid)
        self.pipe.close()

    def kill(self) -> None:
        """End the process now, with its group, and close the pipe."""
        kill_group(self.process.pid)
        self.process.kill()
        self.process.join(PATIENCE_S)
        self.pipe.close()


def start_worker(
    context: Callable[[], BaseContext],
    *,
    target: Callable[..., None],
    function: Callable[..., Any],
    is_daemon: bool = False,
) -> Worker:
    """Start a process of *context* that runs *target* with its end of a pipe and *function*.

    Raises
    ------
    KitError
        Saying what keeps it from starting.
    """
    with ExitStack() as opened:
        try:
            source = context()
            ours, theirs = source.Pipe()
            opened.callback(theirs.close)
            process = source.Process(  # type: ignore[attr-defined] # each context has one
                target=target,
                args=(theirs, function),
                kwargs={"environment": dict(os.environ)},
                daemon=is_daemon,
            )
            if source.get_start_method() != "fork":
                opened.enter_context(ended_if_frozen())
            with interrupts_held():
                process.start()
        except Exception as error:  # noqa: BLE001 - a call may not be picklable in any way
            raise _not_started(error) from None
    begun_mb = memory_mb(process.pid or 0, with_children=False)
    worker = Worker(process=process, pipe=ours, copied_mb=begun_mb)
    worker.begin()
    return worker


def _not_started(error: Exception) -> KitError:
    match error:
        case OSError(errno=None) if "AF_UNIX" in str(error):
            cure = "请把 TMPDIR 设为路径短一些的文件夹，再运行一次。"
            return NotebookError(Fault("TMPDIR", "较短的路径", "路径过长", cure))
        case EOFError() | ConnectionError():
            cure = "多为内存不足或被其他程序结束，请再运行一次。"
            return CrashError(Fault("", "启动一个进程", "启动进程的程序中途退出", cure))
        case _:
            return as_kit_error(error, where="")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)

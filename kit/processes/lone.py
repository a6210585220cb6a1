"""An executor for one call with nothing beside it: its process is a copy of this one.

A server of forks pays off where many reports need what it imports; a single one would
only wait for it. The copy imports what it needs itself. No thread is started, for a
process with several must not be copied: a call is over when it has been submitted.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from typing import Any

from kit.disk import attempted
from kit.errors import KitError
from kit.processes.child import run_call
from kit.processes.limits import Limits, kill_family
from kit.processes.outcome import Outcome
from kit.processes.server import copied_context, one_thread_of_algebra
from kit.processes.worker import start_worker


class LoneExecutor(Executor):
    """Run each call at once in a copy of this process, within limits.

    What becomes of a call is as with :class:`~kit.processes.ProcessExecutor`.
    """

    def __init__(self, *, limits: Limits | None = None) -> None:
        """Start nothing yet."""
        self._limits = limits or Limits()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a call to its end; the future is done."""
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        outcome = self._run(partial(fn, *args, **kwargs))
        outcome.repeat_notices()
        if outcome.error:
            future.set_exception(outcome.error)
        else:
            future.set_result(outcome.value)
        return future

    def _run(self, function: Callable[[], Any]) -> Outcome:
        one_thread_of_algebra()
        start = partial(start_worker, copied_context, target=run_call, function=function)
        worker = attempted(start)
        if isinstance(worker, KitError):
            return Outcome(error=worker)
        try:
            outcome = worker.await_outcome(limits=self._limits)
        except BaseException:
            # Whoever is told to stop does not wait for the report.
            kill_family(worker.process.pid)
            raise
        worker.end()
        return outcome

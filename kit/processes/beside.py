"""A second process for the later half of a call: it gets ready while the first half runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from kit.disk import attempted
from kit.errors import CrashError, KitError
from kit.processes.child import serve_calls
from kit.processes.limits import Limits
from kit.processes.server import can_copy, copied_context
from kit.processes.worker import Worker, start_worker

Work = Callable[..., Any]
#: Whoever waits for the whole has limits; this process is one of those that they count.
_NONE = Limits(timeout_s=float("inf"), memory_mb=2**40)


@contextmanager
def got_ready_beside(prepare: Callable[[], object], work: Work) -> Iterator[Work]:
    """Have a copy of this process *prepare* at once; give what does *work* there.

    Where this process cannot be copied, or its copy fails, the work is done here.

    Parameters
    ----------
    prepare
        What takes time and needs nothing: imports, caches.
    work
        A function; its arguments and what it gives are pickled.
    """
    if not can_copy():
        yield work
        return
    function = partial(_served, prepare, work)
    start = partial(start_worker, copied_context, target=serve_calls, function=function)
    worker = attempted(start)
    if isinstance(worker, KitError):
        yield work
        return
    try:
        worker.pipe.send(None)
        yield partial(_done, worker, work)
    finally:
        worker.kill()


def _served(prepare: Callable[[], object], work: Work, item: tuple[Any, Any] | None) -> Any:
    """Get ready for nothing yet, or do the work on what was sent."""
    if item is None:
        prepare()
        return None
    return work(*item[0], **item[1])


def _done(worker: Worker, work: Work, /, *args: Any, **kwargs: Any) -> Any:
    is_ready = worker.await_outcome(limits=_NONE).error is None
    if not is_ready:
        return work(*args, **kwargs)
    worker.pipe.send((args, kwargs))
    outcome = worker.await_outcome(limits=_NONE)
    if isinstance(outcome.error, CrashError):
        return work(*args, **kwargs)
    if outcome.error:
        raise outcome.error
    return outcome.value

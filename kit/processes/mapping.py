"""A function over many items, in a few processes that are kept: what one item does is its own.

The processes are copies of this one where it has one thread, so that a single item
costs some milliseconds more than here; otherwise the server of forks gives them. No
thread is started: whoever asks for the next result looks after the processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from functools import partial
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from kit.errors import CrashError, KitError
from kit.processes.child import serve_calls
from kit.processes.limits import Limits
from kit.processes.outcome import Outcome
from kit.processes.server import copied_context
from kit.processes.worker import LOOK_S, Worker, start_worker

#: Results for each process that may wait for an earlier one: one slow item stops no others soon.
_AHEAD = 32

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_in_processes(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    limits: Limits,
    jobs: int | None = None,
) -> Generator[Result | KitError]:
    """Give *function* of each item in turn, or the error that came of it.

    An error, a crash, a hang or memory without end is the result of its own item; one
    whose process crashes is tried once more, for that may pass.
    Close the iterator to end the processes, as :func:`contextlib.closing` does.

    Parameters
    ----------
    function, items
        A function that is pickled where processes cannot be copied; items that are
        always pickled. The items are taken one at a time, as there is room.
    limits
        Of each item: its time, and the memory of the process it is in.
    jobs
        How many processes; as many as there are cores unless told.
    """
    crew = _Crew(function, limits=limits, size=jobs or os.cpu_count() or 1)
    try:
        yield from crew.results(items)
    finally:
        crew.end()


def run_in_process(function: Callable[[], Result], *, limits: Limits) -> Result:
    """Run *function* in a process of its own and return what it gives.

    Raises
    ------
    KitError
        That it raised, or that says how its process ended.
    """
    crew = _Crew(partial(_called, function), limits=limits, size=1)
    try:
        (result,) = crew.results([None])
    finally:
        crew.end()
    if isinstance(result, KitError):
        raise result
    return result


def _called(function: Callable[[], Result], _: None) -> Result:
    return function()


class _Crew(Generic[Item, Result]):
    """The processes of one mapping, and what each is at: the number of its item, and the item."""

    def __init__(self, function: Callable[[Item], Result], *, limits: Limits, size: int) -> None:
        self._function, self._limits, self._size = function, limits, size
        self._idle: list[Worker] = []
        self._busy: list[tuple[Worker, int, Item]] = []
        self._again: list[tuple[int, Item]] = []
        self._tried: set[int] = set()

    def results(self, items: Iterable[Item]) -> Iterator[Result | KitError]:
        """Give the results in the order of the items."""
        waiting, done, turn = enumerate(items), dict[int, Outcome](), 0
        while True:
            while self._has_room(len(done)) and (taken := self._next(waiting)):
                done.update(self._give(*taken))
            if not self._busy and not done:
                return
            done.update(self._finished())
            while outcome := done.pop(turn, None):
                turn += 1
                outcome.repeat_notices()
                yield outcome.error or outcome.value

    def end(self) -> None:
        """End all processes at once, whatever they are at."""
        for worker in (*self._idle, *(worker for worker, _, _ in self._busy)):
            worker.kill()

    def _has_room(self, done: int) -> bool:
        """Whether another item is to be begun while so many results wait for one before them."""
        is_wanted = bool(self._again) or done < self._size * _AHEAD
        return is_wanted and len(self._busy) < self._size

    def _next(self, waiting: Iterator[tuple[int, Item]]) -> tuple[int, Item] | None:
        return self._again.pop() if self._again else next(waiting, None)

    def _give(self, number: int, item: Item) -> Iterator[tuple[int, Outcome]]:
        """Have a process begin with an item; give what came of it if none can."""
        try:
            worker = self._idle.pop() if self._idle else self._start()
        except KitError as error:
            if not self._busy:
                yield number, Outcome(error=error)
                return
            # As many as there are will do.
            self._size = len(self._busy)
            self._again.append((number, item))
            return
        self._busy.append((worker, number, item))
        worker.begin()
        # One that died meanwhile is found out when it is looked at.
        with suppress(OSError):
            worker.pipe.send(item)

    def _start(self) -> Worker:
        return start_worker(
            copied_context, target=serve_calls, function=self._function, is_daemon=True
        )

    def _finished(self) -> Iterator[tuple[int, Outcome]]:
        """Wait a moment, then give the outcomes that are there."""
        handles = [handle for worker, _, _ in self._busy for handle in worker.handles]
        ready = set(wait(handles, timeout=LOOK_S))
        for task in tuple(self._busy):
            worker, number, item = task
            outcome = worker.look(
                is_ready=not ready.isdisjoint(worker.handles), limits=self._limits
            )
            if outcome is None:
                continue
            self._busy.remove(task)
            self._keep(worker)
            if isinstance(outcome.error, CrashError) and number not in self._tried:
                self._tried.add(number)
                self._again.append((number, item))
            else:
                yield number, outcome

    def _keep(self, worker: Worker) -> None:
        """Keep a process for the next item, unless it is gone or holds too much already."""
        if worker.holds_much(self._limits):
            worker.kill()
        else:
            self._idle.append(worker)

"""Several processes for what is read of many agencies, and a bar while they read."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_all_start_methods, get_context
from typing import TypeVar

import click

Asked = TypeVar("Asked")
Read = TypeVar("Read")
#: Fewer agencies are read sooner than other processes have started.
_WORTH_PROCESSES = 60
_CHUNK = 20
#: Workers begin as copies of a process that has no threads, or from nothing where there is none.
_START = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"


def mapping(
    count: int, *, stack: ExitStack
) -> Callable[[Callable[[Asked], Read], Sequence[Asked]], Iterable[Read]]:
    """Return what reads the agencies: here, or in several processes when there are many."""
    if count < _WORTH_PROCESSES:
        return map
    pool = ProcessPoolExecutor(
        os.cpu_count() or 1,
        mp_context=get_context(_START),
        # Ctrl-C reaches every process of a terminal: one of them is to say so.
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    stack.callback(pool.shutdown, wait=False, cancel_futures=True)
    return lambda read, agencies: pool.map(read, agencies, chunksize=_CHUNK)


def shown(results: Iterable[Read], *, total: int) -> Iterator[Read]:
    """Show a bar on a terminal's stderr; elsewhere the result is enough."""
    if not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length=total, show_pos=True, file=sys.stderr) as bar:
        yield from bar

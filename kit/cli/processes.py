"""What verbs that read many agencies share: the limits of each, and a bar while they read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import TypeVar

import click

from kit.errors import KitError
from kit.processes import Limits, map_in_processes, placed
from kit.workspace import Agency

Asked = TypeVar("Asked")
Read = TypeVar("Read")
#: What reading and checking one report may take.
READING = Limits(timeout_s=120.0, memory_mb=1536, has_options=False)


def read_each(
    read: Callable[[Agency], Read],
    agencies: Sequence[Agency],
    *,
    instead: Callable[[Agency, KitError], Read],
) -> Iterator[Read]:
    """Give what *read* gives of each agency, in several processes, and show how it goes on.

    Parameters
    ----------
    instead
        What stands for an agency whose reading crashed or took too much.
    """
    with closing(map_in_processes(read, agencies, limits=READING)) as results:
        for agency, result in zip(agencies, shown(results, total=len(agencies)), strict=True):
            if isinstance(result, KitError):
                yield instead(agency, placed(result, where=agency.id))
            else:
                yield result


def in_processes(
    function: Callable[[Asked], Read | None], items: Sequence[Asked]
) -> Iterator[Read | None]:
    """Give what *function* gives of each item, nothing of one that crashed or took too much."""
    with closing(map_in_processes(function, items, limits=READING)) as results:
        for result in results:
            yield None if isinstance(result, KitError) else result


def shown(results: Iterable[Read], *, total: int) -> Iterator[Read]:
    """Show a bar on a terminal's stderr; elsewhere the result is enough."""
    if not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length=total, show_pos=True, file=sys.stderr) as bar:
        yield from bar

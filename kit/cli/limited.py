"""Calls that read what somebody sent: each in a process of its own, within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from kit.errors import CrashError, NotebookError, SourceError
from kit.run.executor import ProcessExecutor
from kit.run.limits import Limits

Read = TypeVar("Read")
#: What reading needs, imported once.
_PRELOAD = ("kit.report.take", "kit.source.published.pdf", "kit.source.published.html")
_CURE = "文件过大或过于复杂：请只保留报告正文，另存后再导入；确需更久的，请用 --timeout 放宽时限。"


@contextmanager
def limited(*, timeout_s: float, memory_mb: int) -> Iterator[Callable[[Callable[[], Read]], Read]]:
    """Give what runs a call within limits; leaving in a hurry ends it at once.

    A call beyond its limits raises a :class:`~kit.errors.SourceError` that names the limit.
    """
    limits = Limits(timeout_s=timeout_s, memory_mb=memory_mb)
    executor = ProcessExecutor(1, limits=limits, preload=_PRELOAD)
    is_done = False

    def run(call: Callable[[], Read]) -> Read:
        try:
            result: Read = executor.submit(call).result()
        except CrashError:
            raise
        except NotebookError as error:
            faults = (replace(f, where=f.where or "导入", cure=_CURE) for f in error.faults)
            raise SourceError(*faults) from None
        return result

    try:
        yield run
        is_done = True
    finally:
        executor.shutdown(wait=True, cancel_futures=not is_done)

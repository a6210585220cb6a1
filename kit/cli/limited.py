"""Calls that read what somebody sent: each in a process of its own, within limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from kit.errors import CrashError, NotebookError, SourceError
from kit.processes import Limits, run_in_process

Read = TypeVar("Read")
_CURE = "文件过大或过于复杂：请只保留报告正文，另存后再导入；确需更久的，请用 --timeout 放宽时限。"


def run_limited(call: Callable[[], Read], *, timeout_s: float, memory_mb: int) -> Read:
    """Return what *call* gives, run where it can be ended.

    Raises
    ------
    SourceError
        Naming the limit that it went beyond.
    """
    try:
        return run_in_process(call, limits=Limits(timeout_s=timeout_s, memory_mb=memory_mb))
    except CrashError:
        raise
    except NotebookError as error:
        faults = (replace(f, where=f.where or "导入", cure=_CURE) for f in error.faults)
        raise SourceError(*faults) from None

"""Progress of a batch: a bar on a terminal, a line a report everywhere."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kit.cli.console import echo, echo_bar, erase_bar
from kit.cli.ended import Ending
from kit.run import JobResult

_WIDTH = 24


class _Shown(logging.Handler):
    """Turns the events of ``kit.progress`` into lines, and a bar under them on a terminal."""

    def __init__(self, *, total: int, ending: Ending, is_single: bool) -> None:
        super().__init__()
        self._total = total
        self._done = 0
        self._started_s = time.monotonic()
        self._ending, self._is_single = ending, is_single
        self._is_terminal = sys.stderr.isatty()
        self._bar()

    def emit(self, record: logging.LogRecord) -> None:
        data: dict[str, Any] = getattr(record, "data", {})
        self.clear()
        match record.getMessage():
            case "again":
                echo(f"↻ {data['agency']}  进程意外退出，再试一次", err=True)
            case "done":
                self._done += 1
                echo(*self._lines(data["result"]), err=True)
        self._bar()

    def _lines(self, result: JobResult) -> Iterator[str]:
        """Say how a report ended: in a batch with the first of what is wrong, else with all."""
        if self._is_single and result.is_current:
            # Of what stood at an address as well the end of the build tells.
            return
        yield self._ending.line(result)
        details = [f"  {said}" for said in self._ending.details(result)]
        yield from details if self._is_single else details[:1]

    def clear(self) -> None:
        """Take the bar away."""
        if self._is_terminal:
            erase_bar()

    def _bar(self) -> None:
        if not self._is_terminal:
            return
        filled = _WIDTH * self._done // self._total
        bar = "█" * filled + "░" * (_WIDTH - filled)
        echo_bar(f"{bar} {self._done}/{self._total}{self._pace()}")

    def _pace(self) -> str:
        """Say the rate, and the time left at that rate."""
        if not self._done:
            return ""
        rate = self._done / (time.monotonic() - self._started_s)
        left_s = (self._total - self._done) / rate
        left = f"{left_s:.0f} 秒" if left_s < 90 else f"{left_s / 60:.0f} 分"  # noqa: PLR2004 - as people say it
        return f"  每秒 {rate:.1f} 份，还需 {left}"


@contextmanager
def shown_progress(*, total: int, ending: Ending, is_single: bool) -> Iterator[None]:
    """Show on stderr how a batch of *total* reports goes on; of a single one all that is wrong."""
    logger = logging.getLogger("kit.progress")
    handler = _Shown(total=total, ending=ending, is_single=is_single)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        handler.clear()
        logger.removeHandler(handler)

"""Progress of a batch: a bar on a terminal, a line a report everywhere."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kit.form import SEVERITY_NAMES
from kit.workspace import Workspace

if TYPE_CHECKING:
    from kit.run import JobResult

_WIDTH = 24


class _Shown(logging.Handler):
    """Turns the events of ``kit.progress`` into lines, and a bar under them on a terminal."""

    def __init__(self, *, total: int, workspace: Workspace, year: int) -> None:
        super().__init__()
        self.total = total
        self.done = 0
        self.agency = ""
        self.folder = workspace.outputs / f"{year:04d}"
        self.is_terminal = sys.stderr.isatty()

    def emit(self, record: logging.LogRecord) -> None:
        data: dict[str, Any] = getattr(record, "data", {})
        match record.getMessage():
            case "started":
                self.agency = data["agency"]
                self._bar("读取")
            case "stage":
                self._bar(data["stage"])
            case "done":
                self.done += 1
                self._clear()
                click.echo(_line(data["result"], folder=str(self.folder)), err=True)

    def _bar(self, stage: str) -> None:
        if self.is_terminal:
            filled = _WIDTH * self.done // max(self.total, 1)
            bar = "█" * filled + "░" * (_WIDTH - filled)
            self._clear()
            text = f"{bar} {self.done}/{self.total}  {self.agency}：{stage}…"
            click.echo(text, err=True, nl=False)

    def _clear(self) -> None:
        if self.is_terminal:
            click.echo("\r\033[K", err=True, nl=False)


@contextmanager
def shown_progress(*, total: int, workspace: Workspace, year: int) -> Iterator[None]:
    """Show on stderr how a batch of *total* reports goes on."""
    logger = logging.getLogger("kit.progress")
    handler = _Shown(total=total, workspace=workspace, year=year)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _line(result: JobResult, *, folder: str) -> str:
    if result.error:
        faults = "\n".join(f"  {fault}" for fault in result.error.faults)
        return f"✗ {result.agency}  未生成（{result.duration_s:.1f} 秒）\n{faults}"
    counts = "、".join(f"{SEVERITY_NAMES[name]} {result.findings[name]}" for name in SEVERITY_NAMES)
    mark = "!" if result.findings["error"] else "✓"
    return (
        f"{mark} {result.agency}  {counts}（{result.duration_s:.1f} 秒） → {folder}/{result.agency}"
    )

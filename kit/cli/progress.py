"""Progress of a batch: a bar on a terminal, a line a report everywhere, a summary at the end."""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from kit.cli.console import echo, echo_bar, erase_bar
from kit.errors import WriteError
from kit.form import SEVERITY_NAMES
from kit.run import JobResult
from kit.workspace import Workspace

_WIDTH = 24
_KINDS = {
    1: "软件缺陷",
    2: "参数有误",
    3: "格式数据有误",
    4: "来源文件读不出",
    6: "笔记本失败",
    7: "导出失败",
}


class _Shown(logging.Handler):
    """Turns the events of ``kit.progress`` into lines, and a bar under them on a terminal."""

    def __init__(self, *, total: int, workspace: Workspace, year: int) -> None:
        super().__init__()
        self._total = total
        self._done = 0
        self._started_s = time.monotonic()
        self._folder = f"{workspace.outputs_address or workspace.outputs}/{year:04d}"
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
                echo(*_lines(data["result"], folder=self._folder), err=True)
        self._bar()

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
        handler.clear()
        logger.removeHandler(handler)


def echo_summary(results: Iterable[JobResult]) -> None:
    """Say on stderr how many reports ended in which way."""
    kinds = Counter(_kind(result) for result in results)
    if sum(kinds.values()) > 1 or "来源没有变化" in kinds:
        listed = "，".join(f"{kind} {number}" for kind, number in kinds.items())
        echo(f"共 {sum(kinds.values())} 份：{listed}", err=True)


def _kind(result: JobResult) -> str:
    if isinstance(result.error, WriteError):
        return "文件写不进去"
    if result.error:
        return _KINDS[result.error.exit_code]
    if result.is_current:
        return "来源没有变化"
    if result.findings["error"]:
        return "已生成，有错误"
    return "已生成，待核定" if result.findings["claimed"] else "已生成"


def _lines(result: JobResult, *, folder: str) -> Iterator[str]:
    if result.error:
        yield f"✗ {result.agency}  未生成"
        yield from (f"  {fault}" for fault in result.error.faults)
        return
    yield _line(result, folder=folder)


def _line(result: JobResult, *, folder: str) -> str:
    again = "，第二次成功" if result.tries > 1 and not result.error else ""
    if result.is_current:
        return f"= {result.agency}  来源没有变化"
    counts = "、".join(f"{said} {result.findings[name]}" for name, said in SEVERITY_NAMES.items())
    if claims := result.findings["claimed"]:
        counts = f"{counts}，待核定 {claims}"
    mark = "!" if result.findings["error"] or claims else "✓"
    where = f"{folder}/{result.agency}"
    return f"{mark} {result.agency}  {counts}（{result.duration_s:.1f} 秒{again}） → {where}"

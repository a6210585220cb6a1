"""A report that stands no more: after a cell that failed, none of before is shown for another's."""

from __future__ import annotations

import re
import sys
from typing import Any

from kit.errors import Fault, ParameterError

#: A cell that sets the parameters or opens a report, run or not.
_OPENING = re.compile(r"\b(?:year|agency)\s*=(?!=)|\bopen_report\s*\(")
_OPENED = re.compile(r"(\w+)\s*=\s*open_report\s*\(")
#: The name that the notebook gives its report.
_USUAL = "report"


class Closable:
    """What is closed when a cell fails that should have opened another of its kind."""


class ClosedReport:
    """Stands where a report was opened before a cell failed that should have opened another."""

    def __getattr__(self, name: str) -> Any:
        """Say that no report is open, whatever is asked for."""
        if name.startswith("_"):
            # Asked by programs, which do without it.
            raise AttributeError(name)
        found = "没有：有一格出错，先前打开的报告已收起"
        cure = "请改正出错的一格，再从参数一格起依次运行。"
        raise ParameterError(Fault(_USUAL, "打开的报告", found, cure))

    def __repr__(self) -> str:
        """Say so where it is shown."""
        return "没有打开的报告"


def close_after_failures() -> None:
    """From now on close what is open whenever a cell fails that should have opened another.

    Outside a notebook nothing is to do.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        # It is registered once, however often it is asked for.
        shell.events.register("post_run_cell", close_opened)


def close_opened(result: Any) -> None:
    """Close what stood before the cell of *result* if that failed and should have opened another.

    Parameters
    ----------
    result
        What IPython tells of a cell that it ran: ``success``, and ``info.raw_cell``.
    """
    source = result.info.raw_cell if result.info else ""
    if result.success or not _OPENING.search(source):
        return
    namespace = sys.modules["IPython"].get_ipython().user_ns
    for name in {_USUAL, *_OPENED.findall(source)}:
        if isinstance(namespace.get(name), Closable):
            namespace[name] = ClosedReport()

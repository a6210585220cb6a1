"""Whether a notebook was run to its end, or holds what an earlier run left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from kit.errors import ExportError, Fault
from kit.notebook.record import PART_MIME, RECORD_MIME

_OPENS = re.compile(r"\breport\s*=\s*open_report\s*\(")
_PARAMETERS, _ALLOWED = "parameters", "raises-exception"
_CURE = "请改好后从上到下运行整个笔记本，再导出。"


def refuse_stale(notebook: NotebookNode) -> None:
    """Refuse a notebook whose report is of an earlier run than its parameters.

    Raises
    ------
    ExportError
        If a cell failed, or the parameters were set or the report opened after the
        parts of the report were shown.
    """
    faults = tuple(_faults(notebook))
    if faults:
        raise ExportError(*faults)


def _faults(notebook: NotebookNode) -> Iterator[Fault]:
    begun = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        where, count = _named(cell), cell.execution_count or 0
        kinds = [output.output_type for output in cell.outputs]
        if "error" in kinds and _ALLOWED not in cell.metadata.get("tags", ()):
            yield Fault(where, "运行到底", "出了错", _CURE)
        elif _PARAMETERS in cell.metadata.get("tags", ()) or _OPENS.search(cell.source):
            begun = max(begun, count)
        elif 0 < count < begun and _is_part(cell):
            yield Fault(where, "按现在的参数运行", "是改参数之前运行的", _CURE)


def _named(cell: NotebookNode) -> str:
    """Name a cell as its user knows it: by its number and its first line."""
    first = cell.source.strip().partition("\n")[0]
    return f"笔记本第 {cell.execution_count} 格（{first}）"


def _is_part(cell: NotebookNode) -> bool:
    shown = (output.get("data", {}) for output in cell.outputs)
    return any(PART_MIME in data or RECORD_MIME in data for data in shown)

"""Which cells of a notebook are an analyst's own, and where they stand among the report's parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from nbformat import NotebookNode

from kit.notebook.record import PART_MIME, RECORD_MIME, REVIEW_MIME, SHOWN
from kit.workspace import shipped_notebook

#: The tag of a cell that stands on the public page.
PUBLIC = "report"
#: Cells that hold parameters.
_PARAMETERS = frozenset({"parameters", "injected-parameters"})
_OURS = (PART_MIME, RECORD_MIME, REVIEW_MIME)
#: How much of a cell's first line names it.
_QUOTED = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCell:
    """One cell of an analyst's.

    Attributes
    ----------
    after
        The part of the report that stands above it, 0 the preface; -1 above all of them.
    outputs
        What it shows, without what the kit itself showed in it.
    """

    cell: NotebookNode
    after: int
    outputs: tuple[Mapping[str, Any], ...]

    @property
    def is_public(self) -> bool:
        """Whether it is to stand on the public page."""
        return PUBLIC in _tags(self.cell)

    @property
    def source(self) -> str:
        """What was typed."""
        return str(self.cell.source)

    @property
    def name(self) -> str:
        """What people know it by: its number once it ran, and its first line."""
        count = self.cell.get("execution_count")
        first = self.source.strip().partition("\n")[0]
        first = f"{first[:_QUOTED]}……" if len(first) > _QUOTED else first
        return f"笔记本第 {count} 格（{first}）" if count else f"笔记本中的一格（{first}）"


def own_cells(notebook: NotebookNode) -> Iterator[OwnCell]:
    """Yield the cells that an analyst added to the notebook or changed in it, in their order."""
    after = -1
    for cell in notebook.cells:
        shown = [output.get("data", {}) for output in cell.get("outputs", ())]
        after = next((data[PART_MIME]["number"] for data in shown if PART_MIME in data), after)
        if _is_own(cell):
            outputs = tuple(o for o in cell.get("outputs", ()) if not _is_ours(o))
            yield OwnCell(cell=cell, after=after, outputs=outputs)


def _is_own(cell: NotebookNode) -> bool:
    tags, source = _tags(cell), cell.source.strip()
    outputs = cell.get("outputs", ())
    if not source or _PARAMETERS & tags:
        return False
    if PUBLIC in tags:
        # A part of the report is public anyway.
        return not any(PART_MIME in output.get("data", {}) for output in outputs)
    # What the kit shows is no analysis, whatever the cell is.
    is_shown = bool(outputs) and all(map(_is_ours, outputs))
    return not is_shown and source not in _shipped()


def _is_ours(output: Mapping[str, Any]) -> bool:
    """Whether an output is what the kit shows, for people or for exporters."""
    data = output.get("data", {})
    return any(mime in data for mime in _OURS) or data.get("text/plain") == SHOWN


def _tags(cell: NotebookNode) -> frozenset[str]:
    return frozenset(cell.metadata.get("tags", ()))


@cache
def _shipped() -> frozenset[str]:
    """Return the cells of the notebook that comes with the kit, as typed."""
    notebook = json.loads(shipped_notebook().read_bytes())
    return frozenset("".join(cell["source"]).strip() for cell in notebook["cells"])

"""What probably went wrong in the figures: one cause for all the findings it explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: One cell wrong; a cell and the totals made of it; two cells of one row or column; cases
#: moved from one cell to another; the digits of neighbours run together or parted elsewhere;
#: a number typed as text that a sum left out; a cell read with a note, which may mean another.
CauseKind = Literal[
    "one_cell", "with_totals", "two_cells", "moved", "run_together", "left_out", "read_with_note"
]
#: What people call the kinds.
CAUSE_NAMES: dict[CauseKind, str] = {
    "one_cell": "一格填错",
    "with_totals": "一格填错，总计随之错",
    "two_cells": "同一行或列的两格填错",
    "moved": "计错了行或列",
    "run_together": "相邻两格的数字连错",
    "left_out": "文本数字未计入合计",
    "read_with_note": "读入时改过的单元格",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongCell:
    """A cell that is probably wrong: what it has, and what it should have.

    ``value`` is what it has where the cell itself is right but was left out, or where
    nothing tells what it should have.
    """

    cell: str
    found: int | None
    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that went wrong, which explains several findings. Named, never mended.

    Attributes
    ----------
    cells
        What is wrong, empty where the evidence does not settle it.
    possible
        Then what may be wrong: one of these, the likeliest first.
    findings
        The keys of the findings it explains.
    evidence
        What speaks for it, each in words.
    """

    kind: CauseKind
    cells: tuple[WrongCell, ...] = ()
    possible: tuple[tuple[WrongCell, ...], ...] = ()
    findings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    message: str

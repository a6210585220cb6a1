"""A roll-up beside what was filed: its key figures, and every other that differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.errors import ParameterError
from kit.form import Form, load_forms
from kit.report.parts import read_rollup
from kit.report.rollup import Rollup
from kit.review.figures import wanted_figures
from kit.review.model import SummedFigure, SummedUp
from kit.source.values import parse_number
from kit.workspace import Workspace

#: More parts of a figure than these are told by their number.
_PARTS = 30
#: More figures that differ than these are on the review page.
_DIFFERING = 20


def read_summed(
    workspace: Workspace, *, year: int, agency: str, review: Mapping[str, Any]
) -> SummedUp | None:
    """Read the roll-up of *agency* beside the figures of its ``review.json``; ``None`` if none."""
    try:
        rollup = read_rollup(workspace, year=year, agency=agency)
    except ParameterError:
        # Its report says what is wrong with it.
        return None
    if rollup is None:
        return None
    form = load_forms()[rollup.edition]
    filed = {address: figure["value"] for address, figure in review["figures"].items()}
    key = [cell for wanted in wanted_figures() for cell in wanted.cells if cell in rollup.sums]
    figures = {cell: _summed(cell, rollup=rollup, form=form, filed=filed) for cell in rollup.sums}
    others = [cell for cell in figures if cell not in key and figures[cell].is_wrong]
    return SummedUp(
        members=len(rollup.members),
        counted=len(rollup.counted),
        lacking=tuple(member.name for member in rollup.uncounted),
        changed=tuple(member.name for member in rollup.changed),
        broken=tuple(member.name for member in rollup.broken),
        figures=tuple(figures[cell] for cell in [*key, *others[:_DIFFERING]]),
    )


def _summed(
    cell: str, *, rollup: Rollup, form: Form, filed: Mapping[str, int | str | None]
) -> SummedFigure:
    largest = rollup.largest(cell)
    table = form.tables[cell.partition(".")[0]]
    return SummedFigure(
        name=f"{table.name} {form.cells[cell].name}",
        known=rollup.sums[cell].known,
        total=rollup.total(cell),
        filed=parse_number(filed.get(cell)),
        parts=largest[:_PARTS],
        doubted=rollup.doubted(cell),
        is_signed=form.cells[cell].type == "signed",
        more=max(0, len(largest) - _PARTS),
    )

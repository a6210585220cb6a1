"""Figures that break a rule of sums: they are shown with a mark, and added to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.form import Form
from kit.form.address import split_last
from kit.form.kinds import Equal, SumOfParts


def doubtful_cells(review: Mapping[str, Any], *, form: Form) -> frozenset[str]:
    """Return the cells of errors of sums in a ``review.json``, those claimed too.

    A claim says why a sum does not hold; it does not make it hold.
    """
    summed = {rule.id for rule in form.rules.values() if isinstance(rule.kind, Equal | SumOfParts)}
    return frozenset(
        split_last(cell)[1]
        for finding in review["findings"]
        if finding["severity"] == "error" and finding["rule"] in summed
        for cell in finding["cells"]
    )


def doubtful_tables(cells: frozenset[str]) -> tuple[str, ...]:
    """Return the ids of the tables of *cells*.

    Examples
    --------
    >>> doubtful_tables(frozenset({"t3.received.total", "t3.granted.total"}))
    ('t3',)
    """
    return tuple(sorted({cell.partition(".")[0] for cell in cells}))

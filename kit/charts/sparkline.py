"""A trend as small as a word, for the rows of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from kit.charts.draw import BLUE, MISSING

_WIDTH, _HEIGHT = 56, 16
#: Room for half the width of a line and of the dot at its end.
_EDGE = 2


def sparkline(values: Sequence[int | None], *, label: str) -> str:
    """Render a trend as a tiny line that ends in a dot, and its values in words beside it.

    The line is for the eye alone (``aria-hidden``); the words are in a
    ``<span class="trend">``. A missing value breaks the line; 0 is its floor.

    Parameters
    ----------
    values
        The oldest first, one for each year.
    label
        What they are values of.

    Examples
    --------
    >>> sparkline([], label="新收")
    '<span class="trend">新收：—</span>'
    """
    said = "、".join(MISSING if value is None else str(value) for value in values) or MISSING
    text = f'<span class="trend">{escape(label)}：{said}</span>'
    points = [_point(values, at) for at in range(len(values))]
    runs = (list(run) for known, run in groupby(points, key=bool) if known)
    # A value between two that are missing is a dot: a way of no length with round ends.
    way = "".join("M" + ("L".join(run) if run[1:] else f"{run[0]}h0") for run in runs)
    if not way:
        return text
    last = next(point for point in reversed(points) if point)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'aria-hidden="true" fill="none" stroke="{BLUE}" stroke-linecap="round">'
        f'<path d="{way}"/><path d="M{last}h0" stroke-width="4"/></svg>{text}'
    )


def _point(values: Sequence[int | None], at: int) -> str:
    """Return where a value stands, empty when it is missing."""
    value = values[at]
    if value is None:
        return ""
    largest = max(1, *(known or 0 for known in values))
    x = _EDGE + at * (_WIDTH - 2 * _EDGE) / max(len(values) - 1, 1)
    y = _HEIGHT - _EDGE - value / largest * (_HEIGHT - 2 * _EDGE)
    return f"{x:.0f} {y:.0f}"

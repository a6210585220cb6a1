"""A trend as small as a word, for the rows of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

_WIDTH, _HEIGHT = 56, 16
#: Room for half the width of a line and of the dot at its end.
_EDGE = 2
#: From the last point, which is its middle; as a part of the line it costs a list no element more.
_DOT = "m-.7-.7h1.4v1.4h-1.4z"
#: A line has two ends.
_FEWEST = 2


def sparkline(values: Sequence[int | Decimal | None]) -> str:
    """Render a trend as a tiny line that ends in a dot; empty with fewer than two known values.

    It is for the eye alone (``aria-hidden``): whoever shows it says the values in
    words, and gives the line its colour. A missing value breaks the line; 0 is
    its floor, unless a value is below.

    Parameters
    ----------
    values
        The oldest first, one for each year.

    Examples
    --------
    >>> sparkline([0, None, 5, 10])
    '<svg viewBox="0 0 56 16" aria-hidden="true"><path d="M2 14h0M37 8L54 2m-.7-.7h1.4v1.4h-1.4z"/></svg>'
    """  # noqa: E501 - the picture is one line
    known = [value for value in values if value is not None]
    if len(known) < _FEWEST:
        return ""
    low, high = min(0, *known), max(1, *known)
    step = (_WIDTH - 2 * _EDGE) / (len(values) - 1)
    rise = (_HEIGHT - 2 * _EDGE) / float(high - low)
    points = [
        "" if value is None else _point(_EDGE + at * step, rise * float(value - low))
        for at, value in enumerate(values)
    ]
    runs = (list(run) for is_known, run in groupby(points, key=bool) if is_known)
    # A value between two that are missing is a dot: a way of no length with round ends.
    way = "".join("M" + ("L".join(run) if run[1:] else f"{run[0]}h0") for run in runs)
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" aria-hidden="true"><path d="{way}{_DOT}"/></svg>'


def _point(x: float, height: float) -> str:
    return f"{x:.0f} {_HEIGHT - _EDGE - height:.0f}"

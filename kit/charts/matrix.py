"""Rows and columns of numbers, each with a bar below it that is as long as it is large."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from kit.charts.draw import (
    BLUE,
    HAIR,
    INK,
    MISSING,
    QUIET,
    SIZE,
    WIDTH,
    Drawing,
    bar,
    em,
    hatching,
    length,
    line,
    words,
)
from kit.charts.model import Heading, Numbers

_LINE = 15.0
_ROW = 34.0
#: Below the header, and beside the labels of rows.
_AIR = 6.0
#: The share of a column that its longest bar takes.
_SHARE = 0.85
#: The middle of the first line of a row, its bars, and how high they are.
_FIRST, _SECOND, _BAR = 12.0, 21.0, 7.0
#: No label of a row is longer than this on one line, in em.
_MOST_EM = 6.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Where rows and columns stand, and how long the bar of the largest number is."""

    left: float
    top: float
    step: float
    largest: int
    hatch: str

    @property
    def room(self) -> float:
        return self.step * _SHARE

    def x(self, column: int) -> float:
        return self.left + column * self.step

    def y(self, row: int) -> float:
        return self.top + row * _ROW

    def fill(self, *headings: Heading) -> tuple[str, str]:
        """Return the fill and the edge of a bar."""
        is_open = any(heading.is_open for heading in headings)
        return (f"url(#{self.hatch})", BLUE) if is_open else (BLUE, "")


def draw_matrix(numbers: Numbers, name: str) -> Drawing:
    """Draw every number with its bar, all to one scale.

    Parameters
    ----------
    numbers
        At least one of them is not 0.
    name
        What ids in the picture begin with.
    """
    labels = [_broken(row.label, most=_MOST_EM) for row in numbers.rows]
    left = max(em(part) for label in labels for part in label) * SIZE + 2 * _AIR
    step = (WIDTH - left) / len(numbers.columns)
    heads = [_broken(column.label, most=step * _SHARE / SIZE) for column in numbers.columns]
    grid = _Grid(
        left=left,
        top=max(map(len, heads)) * _LINE + _AIR,
        step=step,
        largest=numbers.largest,
        hatch=f"{name}-hatch",
    )
    # Short headers stand on the same line as the ends of long ones.
    firsts = [grid.top - _AIR - (len(head) - 0.5) * _LINE for head in heads]
    parts = [
        f"<defs>{hatching(grid.hatch, color=BLUE)}</defs>",
        *(_lines(head, x=grid.x(at), y=firsts[at]) for at, head in enumerate(heads)),
        *(_row(numbers, at, label=label, grid=grid) for at, label in enumerate(labels)),
    ]
    return Drawing(body="".join(parts), height=grid.y(len(labels)))


def _row(numbers: Numbers, at: int, *, label: list[str], grid: _Grid) -> str:
    """Draw a row: a hairline above it, its label, its numbers."""
    y = grid.y(at)
    cells = (
        _cell(value, x=grid.x(index), y=y, fill=grid.fill(numbers.rows[at], column), grid=grid)
        for index, (column, value) in enumerate(
            zip(numbers.columns, numbers.values[at], strict=True)
        )
    )
    stroke = QUIET if at == 0 else HAIR
    rule = line(x=0, y=y, to_x=WIDTH, to_y=y, stroke=stroke)
    return "".join((rule, _lines(label, x=0, y=y + _FIRST), *cells))


def _cell(value: int | None, *, x: float, y: float, fill: tuple[str, str], grid: _Grid) -> str:
    """Draw a number and its bar; a number is as large as its column allows."""
    said = MISSING if value is None else str(value)
    size = min(SIZE, grid.room / em(said))
    number = words(said, x=x, y=y + _FIRST, size=size, fill=INK if value else QUIET)
    if not value:
        return number
    width = length(value, largest=grid.largest, room=grid.room)
    own, edge = fill
    return number + bar(x=x, y=y + _SECOND, width=width, height=_BAR, fill=own, edge=edge)


def _broken(label: str, *, most: float) -> list[str]:
    """Break a label into lines of one length, none wider than *most* em if that can be."""
    count = ceil(em(label) / max(most, 1.0))
    each = ceil(len(label) / count)
    return [label[at : at + each] for at in range(0, len(label), each)]


def _lines(label: list[str], *, x: float, y: float) -> str:
    """Draw lines of words, the first around the height *y*."""
    return "".join(words(part, x=x, y=y + at * _LINE) for at, part in enumerate(label))

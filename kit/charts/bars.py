"""Lying bars, each with its number at its end: no axis has to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.charts.draw import (
    AMBER,
    BLUE,
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

_HEIGHT = 15.0
#: Between the bars of a row, and between rows.
_GAP, _ROW_GAP = 3.0, 11.0
#: Between labels and bars.
_AIR = 6.0
_COLORS = (BLUE, AMBER)
#: Bars are no shorter than this, however long their labels are.
_LEAST_ROOM = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """A bar: its parts one after the other, and the label at its end."""

    label: str
    color: str
    parts: tuple[tuple[int, bool], ...]

    @property
    def total(self) -> int:
        return sum(value for value, _ in self.parts)


def draw_bars(numbers: Numbers, name: str) -> Drawing:
    """Draw a bar for each column of each row; an open column lengthens the bar before it.

    Parameters
    ----------
    numbers
        At least one of them is not 0.
    name
        What ids in the picture begin with.
    """
    rows = [
        (row, list(_bars(row, numbers.columns, values)))
        for row, values in zip(numbers.rows, numbers.values, strict=True)
    ]
    bars = [one for _, row in rows for one in row]
    left = max(em(row.label) for row in numbers.rows) * SIZE + _AIR
    room = WIDTH - left - _AIR - max(em(one.label) for one in bars) * SIZE
    scale = _Scale(
        name=name,
        left=left,
        room=max(room, _LEAST_ROOM),
        largest=max(one.total for one in bars),
    )
    parts, y = [], 2.0
    for row, own in rows:
        height = len(own) * (_HEIGHT + _GAP) - _GAP
        parts.append(words(row.label, x=0, y=y + height / 2))
        parts.extend(scale.draw(one, y=y + at * (_HEIGHT + _GAP)) for at, one in enumerate(own))
        y += height + _ROW_GAP
    bottom = y - _ROW_GAP + 2
    axis = line(x=left, y=0, to_x=left, to_y=bottom, stroke=QUIET)
    return Drawing(body="".join((scale.patterns(bars), *parts, axis)), height=bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where bars begin and how long they are."""

    name: str
    left: float
    room: float
    largest: int

    def draw(self, one: _Bar, *, y: float) -> str:
        """Draw a bar with its label."""
        x, drawn = self.left, []
        for value, is_open in one.parts:
            width = length(value, largest=self.largest, room=self.room)
            if width:
                fill, edge = (
                    (f"url(#{self._pattern(one)})", one.color) if is_open else (one.color, "")
                )
                drawn.append(bar(x=x, y=y, width=width, height=_HEIGHT, fill=fill, edge=edge))
            x += width
        return "".join(drawn) + words(one.label, x=x + _AIR, y=y + _HEIGHT / 2)

    def patterns(self, bars: list[_Bar]) -> str:
        """Define the hatching that some bar has."""
        hatched = {self._pattern(one): one.color for one in bars if any(o for _, o in one.parts)}
        defined = "".join(hatching(name, color=color) for name, color in hatched.items())
        return f"<defs>{defined}</defs>" if defined else ""

    def _pattern(self, one: _Bar) -> str:
        return f"{self.name}-hatch-{_COLORS.index(one.color)}"


def _bars(
    row: Heading, columns: tuple[Heading, ...], values: tuple[int | None, ...]
) -> Iterator[_Bar]:
    """Yield the bars of a row, one for each column and the open ones after it."""
    if len(columns) > 1 and all(value is None for value in values):
        yield _Bar(label=f"{MISSING}（没有数据）", color=BLUE, parts=())
        return
    starts = [at for at, column in enumerate(columns) if not column.is_open]
    for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(columns)], strict=True)):
        own = list(zip(columns[start:end], values[start:end], strict=True))
        yield _Bar(
            label=_label(own) if len(columns) > 1 else _said(own[0][1]),
            color=_COLORS[index],
            parts=tuple((value or 0, column.is_open or row.is_open) for column, value in own),
        )


def _label(own: list[tuple[Heading, int | None]]) -> str:
    """Name the parts of a bar with their numbers; what is carried over only when there is any."""
    return "＋".join(
        f"{column.label} {_said(value)}"
        for column, value in own
        if value != 0 or not column.is_open
    )


def _said(value: int | None) -> str:
    return MISSING if value is None else str(value)

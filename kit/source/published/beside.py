"""What stands beside the text of a page — menus, lists of links — told by its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kit.source.published.lines import Box, is_numbered, joined_text

#: Letters on one line are no further apart in height than this, in letters.
_SAME_LINE = 0.25
#: What stands beside text is this far from it, in letters, and the text near it in height.
_GUTTER, _NEAR = 0.8, 2.5
#: A narrower gap, in letters, is one too where the lines so far above and below, in letters,
#: leave it free: so many of them at least, but for this part, as a title that stands across.
_SLIT, _TALL, _LINES, _ACROSS = 0.3, 8.0, 6, 0.2
#: A line of text is no shorter than this part of what most letters stand in.
_WIDE = 0.6
#: Of what stands opposite a menu, this part is lines of text.
_TEXT_SHARE = 0.6
#: Words of a menu are no further apart than this, in letters.
_CHAIN = 9.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Run:
    """Letters on one line with no gap between them, or a ruled table as one."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    chars: tuple[Any, ...] = ()

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        return self.right - self.left

    @property
    def text(self) -> str:
        """Its words."""
        return joined_text(self.chars)

    def gap_to(self, other: Run) -> float:
        """How far apart the two are sideways; below 0 where one is above the other."""
        return max(self.left - other.right, other.left - self.right)

    def height_to(self, other: Run) -> float:
        """How far apart the two are in height; below 0 where they are side by side."""
        return max(self.top - other.bottom, other.top - self.bottom)


def find_runs(chars: Sequence[Any]) -> list[Run]:
    """Return the runs of letters on a page, from top to bottom."""
    lines: list[list[Any]] = []
    for char in sorted((c for c in chars if c["text"].strip()), key=_middle):
        if lines and abs(_middle(lines[-1][0]) - _middle(char)) < _SAME_LINE * char["size"]:
            lines[-1].append(char)
        else:
            lines.append([char])
    lines = [sorted(line, key=lambda c: c["x0"]) for line in lines]
    return [run for line in lines for run in _runs(line, lines=lines)]


def _middle(char: Any) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _runs(line: Sequence[Any], *, lines: Sequence[Sequence[Any]]) -> list[Run]:
    parts: list[list[Any]] = [[line[0]]]
    for char in line[1:]:
        if _is_parted(parts[-1][-1], char, lines=lines):
            parts.append([])
        parts[-1].append(char)
    return [_run(part) for part in parts]


def _is_parted(before: Any, char: Any, *, lines: Sequence[Sequence[Any]]) -> bool:
    """Whether a gap between two letters is that between columns."""
    gap = (char["x0"] - before["x1"]) / char["size"]
    if _SLIT < gap <= _GUTTER:
        return _is_free((before["x1"] + char["x0"]) / 2, by=char, lines=lines)
    return bool(gap > _GUTTER)


def _is_free(place: float, *, by: Any, lines: Sequence[Sequence[Any]]) -> bool:
    """Whether most lines above and below a letter have nothing at a *place* across the page."""
    reach = _TALL * by["size"]
    near = [line for line in lines if abs(_middle(line[0]) - _middle(by)) < reach]
    across = sum(any(c["x0"] < place < c["x1"] for c in line) for line in near)
    return len(near) >= _LINES and across <= _ACROSS * len(near)


def _run(chars: Sequence[Any]) -> Run:
    return Run(
        left=chars[0]["x0"],
        right=max(char["x1"] for char in chars),
        top=min(char["top"] for char in chars),
        bottom=max(char["bottom"] for char in chars),
        size=max(char["size"] for char in chars),
        chars=tuple(chars),
    )


def text_width(pages: Sequence[Sequence[Run]]) -> float:
    """Return how wide the runs are that most letters of a document stand in."""
    runs = sorted((run for page in pages for run in page), key=lambda run: run.width)
    half = sum(len(run.chars) for run in runs) / 2
    for run in runs:
        half -= len(run.chars)
        if half <= 0:
            return run.width
    return 0.0


def find_beside(runs: Sequence[Run], *, width: float, tables: Sequence[Box]) -> list[Run]:
    """Return the runs that stand beside the text of a page or its tables, none of them text.

    Parameters
    ----------
    width
        How wide the text is.
    tables
        The boxes of ruled tables, outside which *runs* stand.
    """
    boxes = [Run(left=b[0], top=b[1], right=b[2], bottom=b[3], size=1.0) for b in tables]
    wide = [run for run in runs if run.width >= _WIDE * width]
    narrow = [run for run in runs if run.width < _WIDE * width]
    found: list[Run] = []
    for is_left in (True, False):
        seeds = [run for run in narrow if _is_beside(run, wide=[*wide, *boxes], is_left=is_left)]
        free = [run for run in narrow if not _is_under(run, wide=[*wide, *boxes])]
        zone = _grown(seeds, narrow=free)
        if zone and _is_by_text(zone, runs=runs, wide=wide, boxes=boxes):
            found += [run for run in zone if run not in found]
    return found


def _is_beside(run: Run, *, wide: Sequence[Run], is_left: bool) -> bool:
    """Whether all the text near a run in height is on its other side."""
    if not any(map(str.isalpha, run.text)):
        return False
    near = [other for other in wide if run.height_to(other) < _NEAR * run.size]
    return bool(near) and all(
        run.gap_to(other) > _SLIT * run.size and (run.left < other.left) is is_left
        for other in near
    )


def _is_under(run: Run, *, wide: Sequence[Run]) -> bool:
    """Whether text stands right above or below a run, which then is of it."""
    near = [other for other in wide if run.height_to(other) < _NEAR * run.size]
    beside = [run.height_to(other) for other in near if run.gap_to(other) >= 0]
    nearest = min(beside, default=_NEAR * run.size) if not is_numbered(run.text) else run.bottom
    return any(run.gap_to(other) < 0 and run.height_to(other) < nearest for other in near)


def _grown(seeds: Sequence[Run], *, narrow: Sequence[Run]) -> list[Run]:
    """Return the seeds and what stands above and below them in the same column."""
    zone = list(seeds)
    if not zone:
        return zone
    left = min(run.left for run in zone) - zone[0].size
    right = max(run.right for run in zone) + zone[0].size
    rest = [run for run in narrow if run not in zone and left <= run.left and run.right <= right]
    while near := [
        run for run in rest if any(run.height_to(own) < _CHAIN * own.size for own in zone)
    ]:
        zone += near
        rest = [run for run in rest if run not in near]
    return zone


def _is_by_text(
    zone: Sequence[Run], *, runs: Sequence[Run], wide: Sequence[Run], boxes: Sequence[Run]
) -> bool:
    """Whether what stands opposite is text or a ruled table, not the rows of one without rules."""
    top, bottom = min(run.top for run in zone), max(run.bottom for run in zone)
    opposite = [r for r in runs if r not in zone and r.bottom > top and r.top < bottom]
    letters = sum(len(run.chars) for run in opposite)
    text = sum(len(run.chars) for run in opposite if run in wide)
    is_by_table = any(box.bottom > top and box.top < bottom for box in boxes)
    return text >= _TEXT_SHARE * letters if letters else is_by_table

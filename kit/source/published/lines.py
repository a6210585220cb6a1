"""Lines of text on the pages of a PDF, and the paragraphs they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from kit.source.labels import without_radicals

Box = tuple[float, float, float, float]

#: A gap wider than this many letters parts cells; one wider than the other parts Latin words.
_WIDE_GAP, _WORD_GAP = 1.6, 0.22
#: A gap wider than this part of a letter may part cells.
_GAP = 0.2
#: What stands in these parts of a page's height, on several pages alike, runs along its edge.
_EDGE = 0.1
#: As many lines as end at one place make a margin.
_FEWEST_FULL = 3
#: So many lines above and below tell where lines begin; how wide a digit is, in letters.
_AROUND, _DIGIT_WIDTH = 6, 0.6
_NUMBER = re.compile(r"[0-9][0-9.,%‰]*")
_STARTS = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a line with no gap between them, and their place."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """How high its middle is."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line: its words, its cells where wide gaps part them, its place, and the page's height."""

    text: str
    gapped: str
    gaps: int
    left: float
    right: float
    top: float
    size: float
    page: int
    height: float
    pieces: tuple[Piece, ...] = ()


def read_lines(chars: Sequence[Any], *, number: int, height: float) -> list[Line]:
    """Return the lines that *chars* of a page of that height make."""
    lines = (_line(group, number=number, height=height) for group in group_lines(chars))
    return [line for line in lines if line.text]


def outside_tables(chars: Sequence[Any], *, boxes: Sequence[Box]) -> list[Any]:
    """Return the upright letters of a page that stand in no table."""
    return [c for c in chars if c["upright"] and not any(_within(c, box) for box in boxes)]


def group_lines(chars: Sequence[Any]) -> list[list[Any]]:
    """Group characters that stand on one line, from top to bottom, each from left to right."""
    groups: list[list[Any]] = []
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"]) / 2):
        middle = (char["top"] + char["bottom"]) / 2
        last = groups[-1][-1] if groups else None
        if last and abs((last["top"] + last["bottom"]) / 2 - middle) < char["size"] * 0.5:
            groups[-1].append(char)
        else:
            groups.append([char])
    return [sorted(group, key=lambda c: c["x0"]) for group in groups]


def joined_text(chars: Sequence[Any]) -> str:
    """Return the text of one line, its spaces only where Latin words part."""
    pieces: list[str] = []
    for at, char in enumerate(chars):
        text = without_radicals(char["text"])
        gap = char["x0"] - chars[at - 1]["x1"] if at else 0
        is_parted = gap > _WORD_GAP * char["size"] or (at and chars[at - 1]["text"].isspace())
        if is_parted and pieces and (pieces[-1] + text).isascii() and text.strip():
            pieces.append(" ")
        pieces.append(text.strip())
    return "".join(pieces)


def running_lines(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Return the lines that run along the edges of at least half of several pages."""
    edges = [line for lines in pages for line in lines if _is_at_edge(line)]
    times = Counter(key for _, key in {(line.page, _edge_key(line)) for line in edges})
    wanted = max(2, len(pages) / 2)
    return {line for line in edges if times[_edge_key(line)] >= wanted}


def is_numbered(text: str) -> bool:
    """Whether a line begins with the number of a heading."""
    return _STARTS.match(text) is not None


def right_margin(lines: Sequence[Line]) -> float:
    """Return how far to the right lines go, one or two that go further left out."""
    for right in sorted((line.right for line in lines if not line.gaps), reverse=True):
        if sum(right - line.size < line.right <= right for line in lines) >= _FEWEST_FULL:
            return right
    return 0.0


def paragraphs(lines: Sequence[Line], *, margin: float = 0.0) -> Iterator[str]:
    """Join lines: an indent, a numbered heading or a line that ended early begins anew."""
    if not lines:
        return
    right = max(margin, *(line.right for line in lines))
    said = ""
    for at, line in enumerate(lines):
        left = _left_around(lines, at=at)
        if said and _begins(line, before=lines[at - 1], left=left, right=right):
            yield said
            said = ""
        gap = " " if said[-1:].isascii() and line.text[:1].isascii() and said[-1:].isalpha() else ""
        said += gap + line.text
    yield said


def _left_around(lines: Sequence[Line], *, at: int) -> float:
    """Return where lines near one begin: text beside a menu begins further to the right."""
    near = lines[max(at - _AROUND, 0) : at + _AROUND + 1]
    return min(line.left for line in near if abs(line.size - lines[at].size) < 1)


def _begins(line: Line, *, before: Line, left: float, right: float) -> bool:
    is_indented = line.left > left + line.size * 1.2
    # A number is not broken: it may be what found no room.
    number = _NUMBER.match(line.text)
    needed = len(number[0]) * line.size * _DIGIT_WIDTH if number else 0.0
    ended_early = before.right + needed < right - before.size * 2.2
    is_other_size = abs(line.size - before.size) > 1
    return is_indented or ended_early or is_other_size or bool(_STARTS.match(line.text))


def _line(chars: Sequence[Any], *, number: int, height: float) -> Line:
    shown = [char for char in chars if char["text"].strip()] or list(chars)
    size = median(char["size"] for char in shown)
    cells = _parted(shown, gap=_WIDE_GAP * size)
    return Line(
        text=joined_text(chars),
        gapped=" | ".join(joined_text(cell) for cell in cells),
        gaps=len(cells) - 1,
        left=shown[0]["x0"],
        right=shown[-1]["x1"],
        top=min(char["top"] for char in shown),
        size=size,
        page=number,
        height=height,
        pieces=tuple(map(_piece, _parted(shown, gap=_GAP * size))),
    )


def _parted(chars: Sequence[Any], *, gap: float) -> list[list[Any]]:
    """Part the characters of a line where it has a gap wider than *gap*, in points."""
    cells: list[list[Any]] = [[]]
    for char in chars:
        if cells[-1] and char["x0"] - cells[-1][-1]["x1"] > gap:
            cells.append([])
        cells[-1].append(char)
    return cells


def _piece(chars: Sequence[Any]) -> Piece:
    return Piece(
        text=joined_text(chars),
        left=chars[0]["x0"],
        right=chars[-1]["x1"],
        top=min(char["top"] for char in chars),
        bottom=max(char["bottom"] for char in chars),
        size=median(char["size"] for char in chars),
    )


def _within(char: Any, box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _is_at_edge(line: Line) -> bool:
    return line.top < line.height * _EDGE or line.top > line.height * (1 - _EDGE)


def _edge_key(line: Line) -> tuple[str, int]:
    """Return what is alike in lines that run along an edge: words but for numbers, and height."""
    return re.sub(r"\d+", "0", line.text), round(line.top / line.size)

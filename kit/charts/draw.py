"""The few shapes that pictures are drawn with: words, bars, hatching, and the frame of an SVG.

Lengths are in units of the picture, which is 360 wide: about as many pixels on
a phone, 110 mm on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

WIDTH = 360.0
#: The size of all words.
SIZE = 12.0
#: Stands where a figure is missing.
MISSING = "—"
INK, QUIET, HAIR = "#1f1f1f", "#595959", "#d0d0d0"
#: Apart for every kind of colour vision, and one darker than the other without colours.
BLUE, AMBER = "#0b4f9e", "#c26a00"
#: A number that is not 0 can be seen, however small it is beside the largest.
_LEAST = 1.5
#: The width of a digit, or any sign that is not Chinese, in em.
_DIGIT_EM = 0.58
#: From the middle of a line of words to its base, in em.
_MIDDLE_EM = 0.35
_FAMILIES = (
    "'Source Han Sans SC','Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',"
    "SimHei,sans-serif"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What stands in a picture, and how high it is."""

    body: str
    height: float


def em(words: str) -> float:
    """Return about how wide *words* are, in em."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else _DIGIT_EM for sign in words)


def words(text: str, *, x: float, y: float, size: float = SIZE, fill: str = "") -> str:
    """Draw a line of words around the height *y*."""
    more = f' fill="{fill}"' if fill else ""
    more += f' font-size="{_number(size)}"' if size != SIZE else ""
    base = _number(y + _MIDDLE_EM * size)
    return f'<text x="{_number(x)}" y="{base}"{more}>{escape(text)}</text>'


def bar(  # noqa: PLR0913 - a place, a size and a fill
    *, x: float, y: float, width: float, height: float, fill: str, edge: str = ""
) -> str:
    """Draw a bar from its upper left; a hatched one has an *edge* of its own colour."""
    # The edge is drawn inside, lest hatched bars look longer than full ones.
    inside = 0.5 if edge else 0.0
    stroke = f' stroke="{edge}"' if edge else ""
    return (
        f'<rect x="{_number(x + inside)}" y="{_number(y + inside)}" '
        f'width="{_number(max(width - 2 * inside, 0.1))}" '
        f'height="{_number(height - 2 * inside)}" fill="{fill}"{stroke}/>'
    )


def line(*, x: float, y: float, to_x: float, to_y: float, stroke: str = HAIR) -> str:
    """Draw a hairline."""
    way = f"M{_number(x)} {_number(y)}L{_number(to_x)} {_number(to_y)}"
    return f'<path d="{way}" stroke="{stroke}"/>'


def length(value: int, *, largest: int, room: float) -> float:
    """Return how long the bar of *value* is where the largest has all the *room*."""
    return max(value / largest * room, _LEAST) if value else 0.0


def hatching(name: str, *, color: str) -> str:
    """Define a fill of slanting lines, for what is carried over or not concluded."""
    return (
        f'<pattern id="{name}" width="4" height="4" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0H4V4H0Z" fill="#fff"/>'
        f'<path d="M0 0H1.6V4H0Z" fill="{color}"/></pattern>'
    )


def frame(drawing: Drawing, *, id: str, title: str, description: str) -> str:  # noqa: A002 - as in SVG
    """Return the whole SVG, named and described for those who cannot see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_number(WIDTH)} '
        f'{_number(drawing.height)}" role="img" aria-labelledby="{id}-title {id}-desc" '
        f'font-family="{_FAMILIES}" font-size="{_number(SIZE)}" fill="{INK}">'
        f'<title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-desc">{escape(description)}</desc>{drawing.body}</svg>'
    )


def _number(value: float) -> str:
    """Write a length, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")

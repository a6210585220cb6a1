"""A table of the page as Word has it: columns of fixed width, and merges marked in every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from math import ceil
from typing import Any

from kit.export.pdf.inline import Node, plain_text

#: The type area of the page, 156 mm, in twentieths of a point.
_AREA = 8845
#: What a cell has on its left and on its right, in a wide table and in another.
_NARROW, _WIDE, _MANY_COLUMNS = 50, 100, 6
#: Sizes of type in half-points: the least, the largest of a statutory table and of another.
_LEAST, _STATUTORY, _OTHER = 15, 20, 24
#: Air above and below the words of a cell, in a long table and in another.
_TIGHT, _ROOMY, _MANY_ROWS = 60, 90, 20


def build_grid(table: Node) -> dict[str, Any]:
    """Build what the document says of a table; lengths in twentieths of a point.

    ``size`` is in half-points. The rows of a table that fits on a page stay together.
    """
    needs, rows = table["needs"], table["rows"]
    margin = _NARROW if len(needs) > _MANY_COLUMNS else _WIDE
    largest = _STATUTORY if table["caption"] else _OTHER
    room = (_AREA - 2 * margin * len(needs)) / sum(needs)
    size = max(_LEAST, min(int(room / 10), largest))
    em = size * 10
    widths = _widths([need * em + 2 * margin for need in needs])
    heads = len(list(takewhile(lambda row: row["header"], rows)))
    return {
        "caption": plain_text(table["caption"]),
        "size": size,
        "margin": margin,
        "padding": _TIGHT if len(rows) > _MANY_ROWS else _ROOMY,
        "widths": widths,
        "rows": [
            {
                "repeats": y < heads,
                "places": [
                    place
                    | {"keep": y + 1 < len(rows)}
                    | {"indent": _indent(place, room=place["width"] - 2 * margin, em=em)}
                    for place in _places(rows, y=y, widths=widths)
                ],
            }
            for y in range(len(rows))
        ],
    }


def _widths(needs: Sequence[float]) -> list[int]:
    """Share the type area out by *needs*; what rounding leaves goes to the first column."""
    widths = [int(need * _AREA / sum(needs)) for need in needs]
    return [widths[0] + _AREA - sum(widths), *widths[1:]]


def _indent(place: Mapping[str, Any], *, room: int, em: int) -> int:
    """Return how far to draw in the words of a label from both sides for lines of one length."""
    length = (place["length"] or 0) * em
    lines = ceil(length / room)
    if not place["balanced"] or lines <= 1:
        return 0
    # A hair less, lest rounding break a line too early.
    return max((room - ceil(length / em / lines) * em) // 2 - 2, 0)


def _places(rows: Sequence[Node], *, y: int, widths: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield the cells of row *y* from left to right, those that go on from above too."""
    covering = [
        cell
        for row in rows[: y + 1]
        for cell in row["cells"]
        if cell["y"] <= y < cell["y"] + cell["rowspan"]
    ]
    for cell in sorted(covering, key=lambda cell: cell["x"]):
        begins = cell["y"] == y
        width = sum(widths[cell["x"] : cell["x"] + cell["colspan"]])
        merge = ("restart" if begins else "continue") if cell["rowspan"] > 1 else ""
        body = cell["body"] if begins else []
        kept = {name: cell[name] for name in ("colspan", "header", "align", "balanced", "length")}
        yield kept | {"width": width, "merge": merge, "body": body}

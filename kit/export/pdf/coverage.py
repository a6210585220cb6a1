"""Which characters a font has, read from its table of them without building that whole."""

from __future__ import annotations

import struct
from typing import Any

#: The subtables of a font that tell of most characters, by platform and encoding, the best first.
_BEST = ((3, 10), (3, 1), (0, 6), (0, 4), (0, 3), (0, 2), (0, 1), (0, 0))
#: The way of writing one as runs of code points, which fonts of many characters have.
_RUNS = 12
#: Where in such a subtable the number of runs stands, and where they begin.
_COUNT, _FIRST = 12, 16
_MOST_GLYPHS = 0x10000


def code_points(font: Any) -> set[int]:
    """Return the code points that a font of fontTools has glyphs for."""
    table = font.reader["cmap"]
    _, number = struct.unpack_from(">HH", table)
    records = struct.iter_unpack(">HHL", table[4 : 4 + 8 * number])
    offsets = {(platform, encoding): offset for platform, encoding, offset in records}
    offset = next((offsets[kind] for kind in _BEST if kind in offsets), None)
    if offset is None or struct.unpack_from(">H", table, offset)[0] != _RUNS:
        return _all_read(font)
    (count,) = struct.unpack_from(">L", table, offset + _COUNT)
    begin = offset + _FIRST
    runs = struct.iter_unpack(">LLL", table[begin : begin + 12 * count])
    return {point for first, last, _ in runs for point in range(first, last + 1)}


def _all_read(font: Any) -> set[int]:
    """Have fontTools read the table; names of glyphs are of no interest here, and slow to read."""
    font.setGlyphOrder([""] * _MOST_GLYPHS)
    return set(font["cmap"].getBestCmap() or ())

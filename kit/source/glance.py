"""What a run of worksheet XML shows at first sight: by searching it, or by numpy when long."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

#: A cell as every office program writes it.
_CELL = b'<c r="'
#: A cell beyond column Z or row 299,999: without one, the rows tell how far the cells reach.
_FAR = re.compile(rb'<c r="(?:[A-Z]{2}|[A-Z](?:[0-9]{7}|[3-9][0-9]{5}))')
#: For a part of so many bytes it pays to import numpy, which looks several times as fast.
LARGE_BYTES = 8_000_000
#: Where the digits of ``<c r="A1000000`` stand, from its ``<`` on.
_DIGITS = range(len(_CELL) + 1, len(_CELL) + 8)


class Glance(NamedTuple):
    """What is sure at first sight; where a flag is false one has to look closer."""

    cells: int
    #: Whether these are all the cells there are.
    is_all: bool
    #: Whether no cell is beyond column ``Z``, or one that belies its row beyond row 299,999.
    is_near: bool
    #: Whether there can be no formula.
    is_unreckoned: bool


def glance_of(size: int) -> Callable[[bytes], Glance]:
    """Return the way to look at whole tags of a part of *size* bytes."""
    return _vectorised() if size >= LARGE_BYTES else glance


def glance(text: bytes) -> Glance:
    """Look at *text*, which ends with a whole tag."""
    cells = text.count(_CELL)
    return Glance(
        cells=cells,
        is_all=text.count(b"<c") == cells and b":c" not in text,
        is_near=_FAR.search(text) is None,
        is_unreckoned=b"<f" not in text,
    )


def _vectorised() -> Callable[[bytes], Glance]:
    # A tenth of a second that small sheets do without.
    import numpy as np

    is_digit = np.isin(np.arange(256), np.frombuffer(b"0123456789", np.uint8))

    def look(text: bytes) -> Glance:
        """Look at all tags at once, one byte of each after the other."""
        letters = np.frombuffer(text + bytes(_DIGITS.stop), np.uint8)
        tags = np.flatnonzero(letters[: len(text)] == ord("<"))
        first = letters[tags + 1]
        cells = tags[first == ord("c")]
        plain = np.ones(len(cells), bool)
        for at, letter in enumerate(_CELL):
            plain &= letters[cells + at] == letter
        far = cells
        for at in reversed(_DIGITS[:-1]):
            far = far[is_digit[letters[far + at]]]
        leads, lasts = letters[far + _DIGITS[0]], letters[far + _DIGITS[-1]]
        far = far[(leads >= ord("3")) | is_digit[lasts]]
        return Glance(
            cells=int(plain.sum()),
            is_all=bool(plain.all()) and not ((letters == ord(":")).any() and b":c" in text),
            is_near=not len(far) and bool(is_digit[letters[cells + _DIGITS.start]].all()),
            is_unreckoned=not (first == ord("f")).any(),
        )

    return look

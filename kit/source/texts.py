"""What the texts of a workbook come to where many cells share one: a reader copies it for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from xml.parsers import expat

#: The number of a text is no longer, leading zeros included.
_MAX_DIGITS = 100


def lengths(starts: Sequence[int], size: int) -> list[int]:
    """Return how long each text is that begins at one of *starts*, markup included, in bytes.

    Parameters
    ----------
    size
        Of the part, in bytes: the last text ends there.

    Examples
    --------
    >>> lengths([10, 30, 35], 100)
    [20, 5, 65]
    """
    return [end - start for start, end in pairwise((*starts, size))]


def shared_bytes(pieces: Iterable[bytes], *, texts: Sequence[int]) -> int:
    """Return what the shared texts of a worksheet come to, once for each cell, in bytes.

    Parameters
    ----------
    pieces
        The sheet, sound XML.
    texts
        How long each shared text is, in bytes.
    """
    cells = _SharedCells(texts)
    parser = expat.ParserCreate()
    parser.StartElementHandler = cells.start
    parser.CharacterDataHandler = cells.read
    parser.EndElementHandler = cells.end
    for piece in pieces:
        parser.Parse(piece)
    return cells.total


class _SharedCells:
    """Adds up the texts that the cells of a sheet point at."""

    def __init__(self, texts: Sequence[int]) -> None:
        self._texts = texts
        self._is_shared = self._is_number = False
        self._said = ""
        self.total = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._is_shared = attributes.get("t") == "s"
        self._is_number = name == "v" and self._is_shared
        self._said = ""

    def read(self, text: str) -> None:
        if self._is_number and len(self._said) < _MAX_DIGITS:
            self._said += text

    def end(self, _tag: str) -> None:
        if self._is_number:
            with suppress(ValueError, IndexError):
                self.total += self._texts[int(self._said[:_MAX_DIGITS])]
        self._is_number = False

"""Characters that no output can hold."""

from __future__ import annotations

import re
import sys
from typing import Any

_PLANES = range(0, sys.maxunicode, 0x10000)
#: The last two of each plane are no characters.
_NONE = "".join(chr(plane + last) for plane in _PLANES for last in (0xFFFE, 0xFFFF))
#: Controls but tab and line ends, halves of characters, and what Unicode says is none.
_UNSAYABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONE}]")


def sayable(text: str) -> str:
    r"""Return *text* without the characters that HTML, XML or a font cannot hold.

    Examples
    --------
    >>> sayable("某\x00局\x1b[2J\ufffe")
    '某局[2J'
    """
    return _UNSAYABLE.sub("", text)


def all_sayable(value: Any) -> Any:
    """Return a value of JSON with all its texts made so."""
    match value:
        case str():
            return sayable(value)
        case dict():
            return {name: all_sayable(inner) for name, inner in value.items()}
        case list() | tuple():
            return [all_sayable(inner) for inner in value]
        case _:
            return value

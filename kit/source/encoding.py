"""Text as programs here write it: in UTF-16 with its mark, in UTF-8, or in GB18030."""

from __future__ import annotations

import codecs
from typing import Literal

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: In this order: hardly any text of GB18030 is also one of UTF-8.
_ENCODINGS = ("utf-8-sig", "gb18030")


def without_utf16(content: bytes) -> bytes:
    """Return text that is marked as UTF-16 in UTF-8, anything else as it is.

    Examples
    --------
    >>> without_utf16("公开".encode("utf-16")).decode()
    '公开'
    """
    if not content.startswith(_UTF16):
        return content
    return content.decode("utf-16", "replace").encode("utf-8", "replace")


def decode_text(content: bytes, *, first: Literal["utf-8-sig", "gb18030"] = "utf-8-sig") -> str:
    """Decode text by its mark, else by the *first* encoding and then the other.

    Raises
    ------
    UnicodeDecodeError
        If it is in none of them.
    """
    text = without_utf16(content)
    order = _ENCODINGS if first == _ENCODINGS[0] else _ENCODINGS[::-1]
    try:
        return text.decode(order[0])
    except UnicodeDecodeError:
        return text.decode(order[1])

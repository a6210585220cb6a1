"""PNG pictures without anything but the picture: no text, no date, no name of a program."""

from __future__ import annotations

import binascii
import struct
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: What the picture itself is made of, and how its colours are meant.
_KEPT = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"))
#: No page needs a larger one: in bytes and in pixels along a side.
MOST_BYTES, MOST_PIXELS = 3_000_000, 8_000
_HEAD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Png:
    """A picture and its size in pixels."""

    content: bytes
    width: int
    height: int


def read_png(text: str) -> Png | None:
    """Read a picture from base64; ``None`` if it is none that can be shown.

    A chunk whose checksum does not hold makes it none.
    """
    try:
        content = b64decode("".join(text.split()), validate=True)
        chunks = list(_chunks(content))
    except (binascii.Error, struct.error, ValueError):
        return None
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        return None
    width, height = struct.unpack(">II", chunks[0][1][:_HEAD])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        return None
    kept = b"".join(_written(name, data) for name, data in chunks if name in _KEPT)
    return Png(content=_SIGNATURE + kept, width=width, height=height)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a file, by name; whatever stands behind the last is none of it.

    Raises
    ------
    ValueError
        If it is no PNG, too large, or a checksum does not hold.
    """
    if not content.startswith(_SIGNATURE) or len(content) > MOST_BYTES:
        raise ValueError
    at = len(_SIGNATURE)
    while at < len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        data = content[at + _HEAD : at + _HEAD + size]
        (checksum,) = struct.unpack_from(">I", content, at + _HEAD + size)
        if crc32(name + data) != checksum:
            raise ValueError
        yield name, data
        if name == b"IEND":
            return
        at += size + 12


def _written(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc32(name + data))

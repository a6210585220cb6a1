"""Changes of a zip that leave its parts as they were and damage what holds them together."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from random import Random

from hostile.model import Mutator
from hostile.raw import RAW

_LOCAL, _ENTRY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
#: Places and widths of the numbers of a record.
_LOCAL_FIELDS = ((4, 2), (6, 2), (8, 2), (10, 4), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2))
_ENTRY_FIELDS = (
    *((6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 4), (24, 4)),
    *((28, 2), (30, 2), (32, 2), (34, 2), (38, 4), (42, 4)),
)
_END_FIELDS = ((4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2))
_NUMBER = re.compile(rb"<v>([1-9]\d*)</v>|office:value=\"([1-9]\d*)\"|<w:t[^>]*>([1-9]\d*)</w:t>")


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of *parts*."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def local_header(content: bytes, rng: Random) -> bytes:
    """Change a number before a part."""
    return _with_field(content, rng, mark=_LOCAL, fields=_LOCAL_FIELDS)


def directory_entry(content: bytes, rng: Random) -> bytes:
    """Change a number of the directory."""
    return _with_field(content, rng, mark=_ENTRY, fields=_ENTRY_FIELDS)


def directory_end(content: bytes, rng: Random) -> bytes:
    """Change a number of the directory's end."""
    return _with_field(content, rng, mark=_END, fields=_END_FIELDS)


def stored_digit(content: bytes, rng: Random) -> bytes:
    """Change a digit of a figure in a part that is not packed; its checksum no longer holds."""
    stored = packed(parts_of(content), method=zipfile.ZIP_STORED)
    found = [m for m in _NUMBER.finditer(stored) if m[m.lastindex or 0]]
    if not found:
        return stored[:-1]
    one = rng.choice(found)
    at = rng.randrange(*one.span(one.lastindex or 0))
    return stored[:at] + bytes([48 + (stored[at] - 47) % 10]) + stored[at + 1 :]


def offsets_exchanged(content: bytes, rng: Random) -> bytes:
    """Let two entries of the directory point at each other's part."""
    spots = [m.start() for m in re.finditer(re.escape(_ENTRY), content)]
    one, other = rng.sample(spots, 2)
    changed = bytearray(content)
    changed[one + 42 : one + 46], changed[other + 42 : other + 46] = (
        content[other + 42 : other + 46],
        content[one + 42 : one + 46],
    )
    return bytes(changed)


def name_changed(content: bytes, rng: Random) -> bytes:
    """Change a letter of a part's name in one of the two places where it stands."""
    mark, at = rng.choice(((_LOCAL, 30), (_ENTRY, 46)))
    spot = rng.choice([m.start() for m in re.finditer(re.escape(mark), content)]) + at
    changed = bytearray(content)
    changed[spot + rng.randint(0, 6)] = rng.choice(b"xX/\\.:\0\xff0")
    return bytes(changed)


def part_twice(content: bytes, rng: Random) -> bytes:
    """Add a part by a name that is there, its figures others."""
    parts = parts_of(content)
    name = rng.choice([n for n in parts if n.endswith(".xml")])
    other = re.sub(rb"[1-8](?=</v>|</t>|\")", b"9", parts.pop(name)), parts_of(content)[name]
    twice = [(rng.choice(_alike(name)), other[0]), (name, other[1])]
    rng.shuffle(twice)
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")
        for each, written in (twice[0], *parts.items(), twice[1]):
            package.writestr(each, written)
    return buffer.getvalue()


def _alike(name: str) -> tuple[str, ...]:
    return name, name.upper(), f"/{name}", f"./{name}", name.replace("/", "\\")


def entry_twice(content: bytes, rng: Random) -> bytes:
    """Let the directory name one part twice, at another part's place or its own."""
    spots = [m.start() for m in re.finditer(re.escape(_ENTRY), content)]
    end = content.rindex(_END)
    one = rng.choice(spots)
    name, extra, comment = struct.unpack("<HHH", content[one + 28 : one + 34])
    record = content[one : one + 46 + name + extra + comment]
    total, size = struct.unpack("<HI", content[end + 10 : end + 16])
    tail = struct.pack("<HHI", total + 1, total + 1, size + len(record))
    return content[:end] + record + content[end : end + 8] + tail + content[end + 16 :]


def two_in_one(content: bytes, rng: Random) -> bytes:
    """Put one package behind another that says something else."""
    other = packed({n: re.sub(rb"[1-8]<", b"9<", c) for n, c in parts_of(content).items()})
    return content + other[: rng.choice((len(other) - 22, len(other) - 5))]


def _with_field(
    content: bytes, rng: Random, *, mark: bytes, fields: tuple[tuple[int, int], ...]
) -> bytes:
    spots = [m.start() for m in re.finditer(re.escape(mark), content)]
    at, width = rng.choice(fields)
    spot = rng.choice(spots) + at
    most = (1 << 8 * width) - 1
    old = int.from_bytes(content[spot : spot + width], "little")
    new = rng.choice((0, 1, most, most >> 1, old ^ 1, (old + 1) & most, rng.randint(0, most)))
    return content[:spot] + new.to_bytes(width, "little") + content[spot + width :]


#: Damage of a zip's frame; the checksums of its parts tell all of it.
FRAME: tuple[Mutator, ...] = (
    local_header,
    directory_entry,
    directory_end,
    stored_digit,
    offsets_exchanged,
    name_changed,
    part_twice,
    entry_twice,
    two_in_one,
)
#: Every change of a zip's bytes.
ZIP: tuple[Mutator, ...] = (*RAW, *FRAME, *FRAME)

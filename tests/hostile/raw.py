"""Changes of bytes that know nothing of what the bytes mean."""

from __future__ import annotations

from random import Random

from hostile.model import Mutator


def flip(content: bytes, rng: Random) -> bytes:
    """Flip up to eight bits."""
    changed = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(content: bytes, rng: Random) -> bytes:
    """Cut the end off."""
    return content[: rng.randrange(len(content))]


def insert(content: bytes, rng: Random) -> bytes:
    """Put random bytes somewhere."""
    at = rng.randrange(len(content))
    return content[:at] + rng.randbytes(rng.choice((1, 2, 64, 5000))) + content[at:]


def drop(content: bytes, rng: Random) -> bytes:
    """Take a run out."""
    at, length = rng.randrange(len(content)), rng.choice((1, 2, 16, 512))
    return content[:at] + content[at + length :]


def zeros(content: bytes, rng: Random) -> bytes:
    """Put zeros over a run, as a disk does with a lost block."""
    at, length = rng.randrange(len(content)), rng.choice((1, 16, 512, 4096))
    return content[:at] + bytes(len(content[at : at + length])) + content[at + length :]


def repeat(content: bytes, rng: Random) -> bytes:
    """Repeat a run."""
    at, length = rng.randrange(len(content)), rng.choice((1, 16, 512, 4096))
    return content[: at + length] + content[at:]


def exchange(content: bytes, rng: Random) -> bytes:
    """Exchange two blocks."""
    size = max(1, len(content) // rng.randint(3, 40))
    blocks = [content[at : at + size] for at in range(0, len(content), size)]
    one, other = rng.randrange(len(blocks)), rng.randrange(len(blocks))
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return b"".join(blocks)


def noise(content: bytes, rng: Random) -> bytes:
    """Give random bytes behind a true beginning."""
    head = content[: rng.choice((0, 4, 8, 100))]
    return head + rng.randbytes(rng.choice((0, 1, 30, 3000)))


def before(content: bytes, rng: Random) -> bytes:
    """Put something before all of it."""
    return rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 100, b"MZ", b" \n" * 50)) + content


def after(content: bytes, rng: Random) -> bytes:
    """Put something after all of it."""
    return content + rng.choice((b"\0" * 5000, b"PK\x05\x06" + bytes(18), b"\n", content[:300]))


RAW: tuple[Mutator, ...] = (
    flip,
    cut,
    insert,
    drop,
    zeros,
    repeat,
    exchange,
    noise,
    before,
    after,
)

"""What a file gives away: its bytes, those packed inside it, and words in every way of writing."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import escape
from pathlib import Path

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def unpacked(paths: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its bytes, and what is packed inside it, by name."""
    for path in sorted(paths):
        content = path.read_bytes()
        yield path.name, content
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                yield from ((f"{path.name}/{n}", package.read(n)) for n in package.namelist())
        yield from ((f"{path.name}#{n}", stream) for n, stream in enumerate(_streams(content)))


def given_away(secrets: Iterable[str], content: bytes) -> list[str]:
    """Return the secrets found in bytes, however they may be encoded or escaped."""
    return [secret for secret in secrets if any(each in content for each in _written(secret))]


def _written(secret: str) -> Iterator[bytes]:
    """Yield a secret as plain text in each encoding, as JSON and as HTML have it."""
    yield from (secret.encode(encoding) for encoding in _ENCODINGS)
    yield from (text.encode() for text in (json.dumps(secret)[1:-1], escape(secret)))


def _streams(content: bytes) -> Iterator[bytes]:
    """Yield what each packed stream of a PDF unpacks to: pages, metadata, attachments."""
    for start in re.finditer(rb"stream\r?\n", content if content.startswith(b"%PDF") else b""):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[start.end() :])

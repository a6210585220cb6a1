"""Text in every encoding that office programs save it in."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.errors import SourceError
from kit.source.encoding import decode_text, without_utf16
from kit.source.grids import read_csv

WORDS = "政府信息公开，〇㎡ 2022"
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


def marked(text: str, encoding: str) -> bytes:
    """Return *text* as a program saves it: in UTF-16 always with its mark."""
    mark = "\ufeff" if encoding.startswith("utf-16-") else ""
    return (mark + text).encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_words_are_the_same_in_every_encoding(encoding: str) -> None:
    """No mark is left in them."""
    assert decode_text(marked(WORDS, encoding)) == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_becomes_utf_8(encoding: str) -> None:
    """So that whoever looks for what a file begins with finds it."""
    assert without_utf16(marked("<html>", encoding)) == b"<html>"


def test_what_is_not_marked_stays_byte_for_byte() -> None:
    """Zip files and text alike."""
    assert without_utf16(b"PK\3\4\0\xff\xfe") == b"PK\3\4\0\xff\xfe"


def test_a_declared_encoding_is_tried_first() -> None:
    """Two bytes that are one letter of UTF-8 are one of GB18030 too."""
    both = "é".encode()
    assert decode_text(both) == "é"
    assert decode_text(both, first="gb18030") == both.decode("gb18030")


def test_neither_is_said() -> None:
    """Bytes that are no text, with the cure where a table was wanted."""
    with pytest.raises(UnicodeDecodeError):
        decode_text(b"\xff\xff\x80")
    with pytest.raises(SourceError, match=r"a\.csv：应为 UTF-8、UTF-16 或 GB18030 编码的文字"):
        read_csv(b"\xff\xff\x80", path=Path("a.csv"))


def test_half_a_character_at_the_end_is_seen() -> None:
    """A file cut off in the middle of a character keeps a sign of it, so that no count takes it."""
    assert decode_text(marked("3,41", "utf-16-le")[:-1]) == "3,4\ufffd"

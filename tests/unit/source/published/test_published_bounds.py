"""Files that hold far more than a report are refused before they are read, naming the limit."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from builders.published import read

from kit.errors import SourceError
from kit.source.published.bounds import guard_streams

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ROW = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"


def docx_of(body: str, *, head: str = "") -> bytes:
    """Return a document with that body, packed as small as can be."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        text = f"{head}<w:document {_W}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", b"<html>" + b"<table><tr><td>" * 900, "表中套表过深"),
        ("a.html", b"<html>" + b"<div>" * 100_000, "嵌套过深"),
        ("a.html", b"<html>" + b"<p>\xe4\xb8\x80\xe3\x80\x81a</p>" * 30_000, "至多 5000 段"),
        ("a.html", b"<html>" + b"<div>" * 1_000_000, "百万字符"),
        ("a.html", b"<html>" + b"&amp;" * 200_000, "每段至多"),
        ("a.html", b"<html>" + b"<td>1" * 500_000, "个标签"),
        ("a.html", b"<html><p " + b"a=1 b " * 3_000 + b">", "个属性"),
        ("a.txt", b"a" * 3_000_000, "至多 2000000 字"),
        ("a.txt", b"a" + b"\n" * 100_000, "至多 70000 行"),
        ("a.csv", b"," * 900_000, "至多 200000 格"),
        ("a.txt", b"a\n" * 30_000, "至多 5000 段"),
        ("a.docx", docx_of(_ROW * 20_000), "至多 300 张表"),
        ("a.docx", docx_of("<w:p/>", head="<!DOCTYPE a [<!ENTITY x 'y'>]>"), "DOCTYPE"),
        ("~$a.docx", b"x", "请改用 a.docx"),
        (
            "a.mht",
            b"MIME-Version: 1.0\n" + b'Content-Type: multipart/related; boundary="b"\n\n--b\n' * 99,
            "更多层",
        ),
        (
            "a.mht",
            b'Content-Type: multipart/related; boundary="b"\n\n--b\n' + b"\n\nx\n--b\n" * 9_999,
            "10000 个",
        ),
    ],
)
def test_what_no_report_holds_is_refused(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    """The message names the file and the limit."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said) as caught:
        read(path)
    assert name in str(caught.value)


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_too_much_is_refused(times: int) -> None:
    """However often it was packed, it is unpacked no further than the limit."""
    packed = b" " * 50_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    content = b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream"
    with pytest.raises(SourceError, match="压缩炸弹"):
        guard_streams(content, path=Path("a.pdf"))


def test_a_picture_may_be_big() -> None:
    """What draws nothing by itself is not unpacked."""
    packed = zlib.compress(b" " * 50_000_000)
    dictionary = b"<</Subtype/Image/Filter/FlateDecode>>"
    content = b"1 0 obj\n" + dictionary + b"\nstream\n" + packed + b"\nendstream"
    guard_streams(content, path=Path("a.pdf"))


def pdf_drawing(*streams: bytes) -> bytes:
    """Return as much of a PDF as is looked at before it is read."""
    packed = (zlib.compress(stream) for stream in streams)
    return b"%PDF-1.4\n" + b"".join(
        b"1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + stream + b"\nendstream\n"
        for stream in packed
    )


@pytest.mark.parametrize(
    ("streams", "said"),
    [
        ((b"q " * 101_000,), "每页至多 100000 条绘图指令"),
        ((b"9 9 9 9 re f\n" * 11_000,), "每页至多 20000 个图形"),
        ((b"(1) Tj\n" * 61_000,), "每页至多 60000 个字节的文字"),
        ((b"[<4e004e8c>] TJ\n" * 16_000,), "每页至多 60000 个字节的文字"),
        ((b"9 9 9 9 re f\n" * 9_000,) * 4, "全文至多 60000 个图形"),
    ],
)
def test_pages_that_draw_without_end_are_refused(streams: tuple[bytes, ...], said: str) -> None:
    """What takes the parser long is counted before it begins, for a page and for all of them."""
    with pytest.raises(SourceError, match=said):
        guard_streams(pdf_drawing(*streams), path=Path("a.pdf"))


def test_what_tells_of_letters_draws_none() -> None:
    """The map of a large font names twenty thousand letters, and is no page."""
    letters = b"<4e00> <4e8c>\n" * 20_000
    guard_streams(pdf_drawing(b"/CIDInit begincmap\n" + letters), path=Path("a.pdf"))

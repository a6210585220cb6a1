"""The standard streams of a notebook that runs without a kernel."""

from __future__ import annotations

import os

from kit.run.streams import NotebookStream


def test_text_is_handed_on_when_flushed() -> None:
    """Writes are joined until a flush; an empty flush hands on nothing."""
    sent: list[str] = []
    stream = NotebookStream(1, send=sent.append)
    assert print("a", "b", sep="", end="", file=stream) is None
    assert stream.write("文字") == 2
    assert sent == []
    stream.flush()
    stream.flush()
    assert sent == ["ab文字"]


def test_it_is_a_text_stream_of_no_terminal() -> None:
    """Libraries that ask find a writable text stream in UTF-8 that is no terminal."""
    stream = NotebookStream(1, send=print)
    assert (stream.writable(), stream.isatty(), stream.encoding) == (True, False, "UTF-8")


def test_what_is_written_to_the_descriptor_is_handed_on() -> None:
    """Bytes below Python follow the text before them, each once, and cut-up characters survive."""
    read_end, write_end = os.pipe()
    sent: list[str] = []
    stream = NotebookStream(write_end, send=sent.append)
    with stream.capturing():
        stream.write("above ")
        os.write(write_end, "下\n".encode())
        stream.flush()
        os.write(write_end, b"\xff")
        stream.flush()
        stream.flush()
    assert sent == ["above 下\n", "\ufffd"]
    os.write(write_end, b"after")
    assert os.read(read_end, 100) == b"after"
    os.close(read_end)
    os.close(write_end)

"""The standard streams of a notebook that runs without a kernel."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class NotebookStream(io.TextIOBase):
    """A standard stream that hands on its text when flushed, as the kernel's streams do.

    What a program or a library in C writes to the descriptor belongs to the
    cell too, and not on the terminal of a batch.
    """

    encoding = "UTF-8"

    def __init__(self, descriptor: int, *, send: Callable[[str], None]) -> None:
        """Stand for the stream of *descriptor*; *send* takes text that is never empty."""
        super().__init__()
        self._descriptor, self._send = descriptor, send
        self._text: list[str] = []
        self._file = -1
        self._read = 0

    def writable(self) -> bool:
        """Say yes."""
        return True

    def write(self, text: str) -> int:
        """Keep *text* until it is flushed."""
        self._text.append(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what came since the last time."""
        text = "".join(self._text) + self._written_below()
        self._text.clear()
        if text:
            self._send(text)

    @contextmanager
    def capturing(self) -> Iterator[None]:
        """Take what is written to the descriptor meanwhile."""
        before = os.dup(self._descriptor)
        with tempfile.TemporaryFile() as file:
            self._file, self._read = file.fileno(), 0
            os.dup2(self._file, self._descriptor)
            try:
                yield
            finally:
                self._file = -1
                os.dup2(before, self._descriptor)
                os.close(before)

    def _written_below(self) -> str:
        """Return what was written past Python, read at a place of our own: writers share theirs."""
        if self._file < 0:
            return ""
        size = os.fstat(self._file).st_size - self._read
        content = os.pread(self._file, size, self._read) if size else b""
        self._read += len(content)
        return content.decode(errors="replace")

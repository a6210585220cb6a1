"""The one way to print: nothing from outside acts on a terminal, nothing it lacks stops a verb."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from contextlib import suppress
from typing import Any, TextIO

import click

from kit.disk import cannot_write
from kit.errors import on_one_line

#: Longest line that is shown, and what is kept of a longer one's ends, in characters.
_LONGEST, _HEAD, _TAIL = 2000, 1200, 400
#: Signs that steer a terminal, turn text round, or cannot be seen or encoded.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
#: What a system reports of a reader who has gone.
_GONE = {errno.EPIPE, errno.ESHUTDOWN, errno.EINVAL}
#: The exit code of programs that end when nobody reads on: 128 and SIGPIPE.
_NOBODY_READS = 141
_ERASE = "\r\033[K"


def prepare_streams() -> None:
    """Give every stream a place to write to, and let no character it lacks stop it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            # Else the next file that is opened would get what is printed.
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - a stream of the process
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def shown(text: str) -> str:
    r"""Return *text* as it may be printed: signs that act or cannot be seen by their names.

    Examples
    --------
    >>> shown("某局\x1b[2J")
    '某局<U+001B>[2J'
    """
    visible = _UNSEEN.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", text)
    if len(visible) <= _LONGEST:
        return visible
    return "\n".join(map(_shortened, visible.split("\n")))


def echo(*lines: str, err: bool = False, **style: Any) -> None:
    """Print *lines*, to stderr if *err*, in a *style* of click's.

    What somebody wrote may stand in a line; it never begins one of its own.

    Raises
    ------
    WriteError
        If stdout goes to a file that cannot be written.
    SystemExit
        If nobody reads stdout any more.
    """
    printed = shown("\n".join(map(on_one_line, lines)))
    _print(f"{click.style(printed, **style) if style else printed}\n", err=err)


def echo_json(document: object) -> None:
    """Print one JSON document: UTF-8 whatever the console has, without a sign that acts on it."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    _print(f"{_UNSEEN.sub(_escaped, text)}\n".encode())


def echo_bar(bar: str) -> None:
    """Show a bar on stderr, without an end of line."""
    _print(shown(bar), err=True)


def erase_bar() -> None:
    """Take the bar away."""
    _print(_ERASE, err=True)


def _print(printed: str | bytes, *, err: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(printed, file=stream, nl=False)
    except OSError as problem:
        _let_go(stream)
        # What is told on the way is not worth the work itself.
        if err:
            return
        if problem.errno in _GONE:
            raise SystemExit(_NOBODY_READS) from None
        raise cannot_write("标准输出", problem) from None


def _let_go(stream: TextIO) -> None:
    """Send what *stream* still holds nowhere: Python would try again at its end, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _shortened(line: str) -> str:
    if len(line) <= _LONGEST:
        return line
    left_out = len(line) - _HEAD - _TAIL
    return f"{line[:_HEAD]}…（略去 {left_out} 个字符）…{line[-_TAIL:]}"


def _escaped(sign: re.Match[str]) -> str:
    """Write a sign as JSON may: by its number, in two halves where it has more than four digits."""
    return json.dumps(sign[0])[1:-1]

"""The command line as a process of its own: pipes, consoles and signals of every kind.

What is refused before any process or stream matters is asked for in this process.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from builders.workspaces import copied_workspace

KIT = (sys.executable, "-m", "kit")
YEAR, AGENCY = "2022", "qiantang-jxkj"
#: What a user is never to see.
INNER = ("Traceback", "Exception ignored", "panicked", "KeyboardInterrupt", "软件的缺陷", "Errno")
#: The exit code for each signal.
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a workspace to stand in."""
    return copied_workspace(tmp_path).params.parent


def run(
    *arguments: str, cwd: Path, through: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line, its streams led as the shell says in *through*."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'"$@" {through}', "bash", *KIT, *arguments],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        timeout=300,
        check=False,
    )


def said(ended: subprocess.CompletedProcess[bytes]) -> str:
    """Return all it printed, and make sure that nothing inner is in it."""
    text = (ended.stdout + ended.stderr).decode("utf-8", "replace")
    assert not [word for word in INNER if word in text], text
    return text


@pytest.mark.parametrize(
    ("arguments", "through", "code"),
    [
        (("form", "2024"), "| true", 141),
        (("--help",), "| true", 141),
        (("check", YEAR, "--json"), "| true", 141),
        (("form", "2024"), ">/dev/full", 7),
        (("--help",), ">/dev/full", 7),
        (("check", YEAR, "--json"), ">/dev/full", 7),
        (("form", "2024"), ">&-", 0),
        (("check", YEAR), "2>&-", 0),
        (("check", YEAR), "2>/dev/full", 0),
        (("check", YEAR), "<&- >&- 2>&-", 0),
        (("form", "zz"), "2>&-", 2),
    ],
)
def test_a_stream_that_takes_nothing(
    folder: Path, arguments: tuple[str, ...], through: str, code: int
) -> None:
    """A reader who left is no trouble; a disk that is full is said; a closed stream is none."""
    ended = run(*arguments, cwd=folder, through=through)
    text = said(ended)
    assert ended.returncode == code
    assert (code == 7) == ("标准输出：应为可以写入，实为磁盘已满" in text)
    if code == 141:
        assert text == ""


@pytest.mark.parametrize("encoding", ["cp936", "latin-1:strict", "utf-16"])
def test_a_console_that_lacks_characters(folder: Path, encoding: str) -> None:
    """It shows the rest on both streams; JSON is UTF-8 on any."""
    shown = run("check", YEAR, AGENCY, cwd=folder, PYTHONIOENCODING=encoding)
    assert shown.returncode == 0
    assert AGENCY in shown.stdout.decode(encoding.partition(":")[0])
    refused = run("biuld", cwd=folder, PYTHONIOENCODING=encoding)
    assert refused.returncode == 2
    assert "build" in refused.stderr.decode(encoding.partition(":")[0])
    data = run("check", YEAR, AGENCY, "--json", cwd=folder, PYTHONIOENCODING=encoding)
    assert json.loads(data.stdout.decode())["agencies"][0]["agency"] == AGENCY


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", YEAR, "局\x1b[2J"),
        ("check", YEAR, "\udcff\udcfe"),
        ("check", "\x9b31m年"),
        ("\x1b]0;x\x07",),
        ("--\u202eno",),
        ("import", "\x1b[31m.html", "--year", YEAR, "--agency", AGENCY),
        ("import", "\udcff.html", "--year", YEAR, "--agency", AGENCY),
        ("import", f"{'名' * 90}.html", "--year", YEAR, "--agency", AGENCY),
        ("check", YEAR, "--params", "\x1b[2J"),
        ("check", YEAR, "--params", f"{'p' * 5000}"),
        ("new", "2025", "other", "--name", "\udcff局"),
        ("new", "2025", "other", "--name", "\x1b[2J"),
        ("sign", YEAR, AGENCY, "--by", "\x9b", "--decision", "approve"),
        ("build", YEAR, "--to", "\x1b[2J"),
        ("check", YEAR, "--params", "http://[::1"),
        ("build", YEAR, "--outputs", "s3://"),
        ("build", YEAR, "--outputs", "file://"),
        ("build", YEAR, "--outputs", "://"),
    ],
)
def test_hostile_arguments(kit: Callable[..., Any], arguments: tuple[str, ...]) -> None:
    """They are refused in Chinese, with what may be printed of them."""
    ended = kit(*arguments)
    assert ended.code in {2, 4}
    assert_printable(ended.out + ended.err)


@pytest.mark.parametrize("argument", ["局\x1b[2J", "\udcff\udcfe"])
def test_a_hostile_argument_from_the_shell(folder: Path, argument: str) -> None:
    """The same of what the system hands over, which may be no text at all."""
    ended = run("check", YEAR, argument, cwd=folder)
    assert ended.returncode == 2
    assert_printable(said(ended))


def assert_printable(text: str) -> None:
    """Assert that a message is Chinese, with nothing inner and nothing that moves a cursor."""
    assert not [word for word in INNER if word in text], text
    assert "。" in text
    assert text.replace("\n", "").isprintable()


def test_a_folder_that_was_removed(tmp_path: Path) -> None:
    """Said as such by whichever verb, and with what to do."""
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'rmdir "$PWD"; exec "$@"'
    ended = subprocess.run(
        ["sh", "-c", script, "sh", *KIT, "check", YEAR], cwd=gone, capture_output=True, check=False
    )
    assert ended.returncode == 2
    assert "当前文件夹：应为存在的文件夹，实为已被删除或移走" in said(ended)


_DRAWN = random.Random(11)  # noqa: S311 - no secret
#: Signals and seconds after the program listens for them, the same in every run.
INTERRUPTS = [(number, _DRAWN.uniform(0, 1.2)) for number in CODES for _ in range(2)]


def await_listening(process: subprocess.Popen[bytes]) -> None:
    """Wait until the first of our code has run: before that Python alone decides."""
    caught, mask = 0, 1 << (signal.SIGTERM - 1)
    while not caught & mask:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.002)
        status = Path(f"/proc/{process.pid}/status").read_text()
        caught = int(status.partition("SigCgt:")[2].split()[0], 16)


@pytest.mark.parametrize(("number", "after_s"), [*INTERRUPTS, *((n, 0.0) for n in CODES)])
def test_told_to_end_at_any_moment(folder: Path, number: signal.Signals, after_s: float) -> None:
    """It ends with words and its own code, or was done before; never with a trace."""
    arguments = ("build", YEAR) if number == signal.SIGTERM else ("check", YEAR)
    with subprocess.Popen(
        [*KIT, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        await_listening(process)
        try:
            process.wait(after_s)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
        out, err = process.communicate(timeout=300)
    text = said(subprocess.CompletedProcess([], process.returncode, out, err))
    assert process.returncode in {0, CODES[number]}
    assert (process.returncode == 0) != ("已中断" in text)


def test_what_is_ignored_stays_ignored(folder: Path) -> None:
    """A build under nohup goes on when its terminal is gone."""
    with subprocess.Popen(
        [*KIT, "check", YEAR],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),  # noqa: PLW1509 - no threads here
    ) as process:
        while process.returncode is None:
            process.send_signal(signal.SIGHUP)
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.02)
        assert process.returncode == 0

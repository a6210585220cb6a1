"""Being told to end: unwound where something runs, never lost, never inside an import."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys

import pytest

from kit.interrupts import Stopped, stoppable

WATCH = """\
import os, signal, sys, weakref
from kit.interrupts import Stopped, stoppable, watch_signals
watch_signals()
"""
TELL = "os.kill(os.getpid(), signal.SIGTERM)"
HELD = "class A: pass\na = A()\n"
#: Where an exception would be lost or do harm; each ends once that is over.
AWKWARD = {
    "destructor": f"class A:\n    def __del__(self): {TELL}\nA()\n",
    "callback": f"{HELD}r = weakref.ref(a, lambda _: {TELL})\ndel a\n",
    "finalizer": f"{HELD}weakref.finalize(a, lambda: {TELL})\ndel a\n",
}
WAIT = "for _ in range(10**9): pass\n"


def ended(code: str) -> subprocess.CompletedProcess[str]:
    """Run *code* in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", WATCH + code],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def caught(body: str) -> str:
    """Return code that runs *body* and says what ended it."""
    inner = "".join(f"        {line}\n" for line in (body + WAIT).splitlines())
    ending = "except Stopped as told:\n    print(told.exit_code)\n"
    return f"try:\n    with stoppable():\n{inner}{ending}"


def test_an_end_says_by_which_signal() -> None:
    """In the exit code that shells know; it crosses processes."""
    assert [Stopped(number).exit_code for number in (2, 15, 1)] == [130, 143, 129]
    assert pickle.loads(pickle.dumps(Stopped(15))).exit_code == 143  # noqa: S301 - our own bytes
    assert issubclass(Stopped, KeyboardInterrupt)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_where_nothing_runs_it_ends_at_once(name: str, code: int) -> None:
    """With words and nothing else."""
    process = ended(f"os.kill(os.getpid(), signal.{name})\n{WAIT}")
    assert process.returncode == code
    assert (process.stdout, process.stderr) == ("", "已中断；已经完成的报告都已保存。\n")


def test_what_runs_is_unwound() -> None:
    """Told twice at once is told once: what cleans up is not broken off."""
    process = ended(caught(f"try:\n    {TELL}\nfinally:\n    {TELL}\n    print('clean')\n"))
    assert (process.stdout, process.stderr) == ("clean\n143\n", "")


@pytest.mark.parametrize("awkward", AWKWARD)
def test_an_end_is_never_lost(awkward: str) -> None:
    """Raised where nobody can catch it, it comes again in a moment."""
    process = ended(caught(AWKWARD[awkward]))
    assert (process.stdout, process.stderr) == ("143\n", "")


def test_what_is_put_off_is_told_when_the_work_is_over() -> None:
    """Also when the work ends before the next moment."""
    work = f"    class A:\n        def __del__(self): {TELL}\n    A()\n"
    code = f"try:\n  with stoppable():\n{work}except Stopped as told:\n  print(told.exit_code)\n"
    process = ended(code)
    assert (process.stdout, process.stderr) == ("143\n", "")


def test_signals_are_as_they_were_for_whoever_imports_the_kit() -> None:
    """Only the program takes them over; a notebook keeps its own."""
    with stoppable():
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL

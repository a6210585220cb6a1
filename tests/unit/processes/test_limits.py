"""What the parent sees of a process: its memory, and its family."""

from __future__ import annotations

import os
import subprocess
import sys

import psutil
from builders.processes import HANG_S, eventually, is_gone

from kit.processes.limits import kill_family, memory_mb

#: Larger than the kernel of any system gives out.
NO_PROCESS = 2**22 + 1
FAMILY = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "print('here', flush=True); input()"])
input()
"""


def test_memory_is_that_of_the_process_and_its_children() -> None:
    """Memory is in MiB; with children it is more when there are any."""
    assert memory_mb(os.getpid(), with_children=False) > 5
    child = [sys.executable, "-c", "print('here', flush=True); input()"]
    with subprocess.Popen(child, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as started:
        assert started.stdout
        assert started.stdout.readline() == b"here\n"
        alone = memory_mb(os.getpid(), with_children=False)
        assert memory_mb(os.getpid(), with_children=True) > alone + 2
        started.communicate(b"\n")


def test_a_process_that_is_gone_has_no_memory() -> None:
    """There is nothing to see of a process that ended between two looks."""
    assert memory_mb(NO_PROCESS, with_children=True) == 0


def test_a_family_is_killed_whole() -> None:
    """A process is killed with those it started."""
    program = [sys.executable, "-c", FAMILY]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(program, start_new_session=True, **pipes) as head:  # type: ignore[call-overload]
        assert head.stdout.readline() == b"here\n"
        (child,) = psutil.Process(head.pid).children()
        kill_family(head.pid)
        assert head.wait(HANG_S) == -9
        assert eventually(lambda: is_gone(child))


def test_what_is_gone_is_not_killed() -> None:
    """Nobody to kill is no error, and above all not everybody."""
    kill_family(NO_PROCESS)
    kill_family(None)

"""Which processes live."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from kit.disk.processes import is_alive


def test_a_process_that_ended_and_was_not_waited_for_is_dead() -> None:
    """A killed command's own children stay listed where nobody waits for them."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not is_alive(child.pid, since_s=time.time())
    assert child.wait() == 0


def test_a_process_that_runs_is_alive_and_was_not_before_it_began() -> None:
    """A number given again is another process."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert is_alive(child.pid, since_s=time.time())
        assert not is_alive(child.pid, since_s=time.time() - 60)
        child.communicate(b"\n")
    assert not is_alive(child.pid, since_s=time.time())

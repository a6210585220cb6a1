"""What the fork server does before its first report."""

from __future__ import annotations

import subprocess
import sys

_WARM = """
import kit.run.lean
import kit.run.interactive
from kit.run.preload import _warm
import kit.run.settled
from kit.tables.fill import _rendered
import gc, sys
assert gc.isenabled()
assert "boto3" not in sys.modules
assert _rendered.cache_info().currsize == 6
_warm()
"""


def test_everything_is_warm_and_nothing_left_out() -> None:
    """The server's own fault would only be slow reports: here it is an error."""
    ended = subprocess.run(
        [sys.executable, "-c", _WARM], check=False, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "")

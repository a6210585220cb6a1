"""Processes that are killed, or refused more disk, at a chosen moment of their writing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from builders.verbs import Ended, run_verb

#: Python runs this at its start: at the n-th rename below a folder the process kills itself.
_HOOK = """
import os, signal, sys
_left, _below = int(os.environ["KILL_AT"]), os.environ["KILL_BELOW"]
def _count(event, arguments):
    global _left
    if event == "os.rename" and os.fspath(arguments[1]).startswith(_below):
        _left -= 1
        if _left == 0:
            os.kill(int(os.environ.get("KILL_PID", os.getpid())), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(_count)
"""


def killed_at(number: int, arguments: list[str], *, folder: Path, hooks: Path) -> Ended:
    """Run ``kit`` and kill whichever of its processes makes the n-th rename below *folder*."""
    hooks.mkdir(exist_ok=True)
    (hooks / "sitecustomize.py").write_text(_HOOK, "utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(hooks),
        "KILL_AT": str(number),
        "KILL_BELOW": str(folder),
    }
    return _ended([sys.executable, "-m", "kit", *arguments], environment=environment)


def kit(arguments: list[str], *, before: str = "") -> Ended:
    """Run ``kit``; in a process of its own if another command of the shell is to run *before*."""
    if not before:
        return run_verb(*arguments)
    program = ["sh", "-c", f'{before}; exec "$@"', "sh", sys.executable, "-m", "kit"]
    return _ended([*program, *arguments], environment=None)


def _ended(command: list[str], *, environment: dict[str, str] | None) -> Ended:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return all that is below *folder*: files with their content, empty folders too."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }

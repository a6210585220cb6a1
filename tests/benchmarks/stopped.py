"""What stopping a batch costs and leaves: Ctrl-C at several moments, ``kill -9`` at random ones."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.timing import JOBS, Options, kit, kit_command, province, say, timed
from builders.province import YEAR, Province

_BUILD = ("build", str(YEAR), "--to", "html,json", "--jobs", str(JOBS))
#: Moments after the start, in seconds: Python, the fork server's imports, reports.
_MOMENTS_S = (0.2, 0.5, 0.8, 1.2, 1.6, 2.0, 3.0, 4.0)
_KILLS = 10


def interrupted(options: Options) -> None:
    """Print how long a batch takes to end after Ctrl-C, which reaches all its processes."""
    made = province(options, agencies=options.agencies)
    say("seconds from Ctrl-C to the end, by the moment it came")
    for moment_s in _MOMENTS_S:
        started = _start(made, "--force")
        threading.Event().wait(moment_s)
        sent_s = time.perf_counter()
        os.killpg(started.pid, signal.SIGINT)
        _, said = started.communicate()
        took_s, last = time.perf_counter() - sent_s, said.decode().splitlines()[-1]
        say(f"  after {moment_s:.1f} s: {took_s:.2f}, exit code {started.returncode}, {last}")


def killed(options: Options) -> None:
    """Kill the largest province ten times at random moments; compare with an undisturbed run."""
    size = max(options.sizes)
    whole = province(options, agencies=size, faulty=round(size * 0.03))
    outputs = whole.workspace.outputs
    undisturbed = _elsewhere(whole, outputs.with_name("undisturbed"))
    disturbed = _elsewhere(whole, outputs.with_name("disturbed"))
    seconds, ended = timed(partial(kit, *_BUILD, made=undisturbed))
    chance = Random(20240131)  # noqa: S311 - moments, no secrets
    for _ in range(_KILLS):
        before = _reports(disturbed)
        started = _start(disturbed)
        threading.Event().wait(chance.uniform(0.2, seconds / _KILLS))
        started.kill()
        started.communicate()
        say(f"  killed at {before} to {_reports(disturbed)} complete reports")
    again = kit(*_BUILD, made=disturbed)
    is_same = _digests(undisturbed) == _digests(disturbed)
    files = len(_digests(undisturbed))
    say(f"{size} agencies killed {_KILLS} times: {files} files, the same bytes: {is_same}")
    say(f"exit codes {ended.returncode} and {again.returncode}; undisturbed {seconds:.0f} s")


def _start(made: Province, *arguments: str) -> subprocess.Popen[bytes]:
    command = kit_command(*_BUILD, *arguments, made=made)
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)


def _elsewhere(made: Province, outputs: Path) -> Province:
    shutil.rmtree(outputs, ignore_errors=True)
    return replace(made, workspace=replace(made.workspace, outputs=outputs))


def _reports(made: Province) -> int:
    return len(list(made.workspace.outputs.glob("*/*/manifest.json")))


def _digests(made: Province) -> dict[str, str]:
    """Return the hash of every file that was written, hidden ones too, by its path."""
    root = made.workspace.outputs
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(p.relative_to(root)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

"""Thousands of hostile files, kills at every change of a folder, disks that fill at twenty sizes.

``PYTHONPATH=tests python -m benchmarks.hostile --cases 3000 --seed 7`` prints tables.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import say
from hostile.bases import make_writing_base
from hostile.kills import EVERY_CHANGE, VERBS, killed_at, undisturbed
from hostile.run import failures, run_cases, table, warmed
from hostile.together import builds, writers

#: Room on the disk, in KB: twenty sizes, from none to enough for all that a verb writes.
_FREE_KB = (0, 4, 8, 12, 16, 20, 24, 32, 40, 48, 60, 80, 100, 130, 160, 200, 300, 400, 600, 1000)


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-writes", action="store_true", help="leave out kills and disks")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        files(Path(made) / "files", cases=asked.cases, seed=asked.seed)
        if not asked.no_writes:
            writes(Path(made) / "writes")


def files(folder: Path, *, cases: int, seed: int) -> None:
    """Print what came of hostile files, by family, and each kind of failure once."""
    folder.mkdir()
    done = list(run_cases(warmed(folder), range(cases), seed=seed, folder=folder))
    say(table(done))
    say(failures(done, seed=seed))


def writes(folder: Path) -> None:
    """Print what came of kills, full disks, and several writers."""
    base = make_writing_base(folder / "base")
    for verb in VERBS:
        whole = undisturbed(verb, base=base, folder=folder, events=EVERY_CHANGE)
        every = range(1, whole.renames + 1)
        wrong = [
            fault
            for at in every
            for fault in killed_at(whole, at=at, base=base, folder=folder, events=EVERY_CHANGE)
        ]
        _told(f"{verb} killed at each of {whole.renames} changes", wrong)
        _disks(verb, base=base, folder=folder)
    commands = [("new", "2025", f"a{n}", "--name", f"某某市第{n}局") for n in range(10)]
    _told("ten writers of agencies.yaml", list(writers(commands, base=base, folder=folder / "ten")))
    _told("two builds of one year", list(builds(base=base, folder=folder / "builds")))


def _disks(verb: str, *, base: Path, folder: Path) -> None:
    program = (sys.executable, "-m", "hostile.full_disk", folder / f"disk-{verb}", base, verb)
    command = [str(part) for part in ("unshare", "--mount", *program, *_FREE_KB)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        say(f"{verb} on a disk that fills: not tried, {done.stderr[-200:]}")
        return
    found = json.loads(done.stdout)
    _told(f"{verb} on {len(_FREE_KB)} disks, {found['full']} of them filled", found["wrong"])


def _told(what: str, wrong: list[str]) -> None:
    say(f"{what}: {len(wrong)} wrong")
    for fault in wrong:
        say(f"  {fault}")


if __name__ == "__main__":
    main()

"""What the benchmarks share: clocks, made-up provinces, the command line, and lines of figures."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from builders.province import Province, make_province

Value = TypeVar("Value")
#: Reports at a time, ours and theirs.
JOBS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for on the command line.

    Attributes
    ----------
    agencies
        How many reports of ours make a round.
    others
        How many a slow way is measured on.
    sizes
        Sizes of the provinces that show how cost grows.
    folder
        Where provinces are made, and found again by the next run.
    """

    agencies: int
    others: int
    rounds: int
    sizes: tuple[int, ...]
    folder: Path


def say(line: str = "") -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def timed(work: Callable[[], Value]) -> tuple[float, Value]:
    """Return how long *work* took, in seconds, and what it gave."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def spread(values: Iterable[float], *, digits: int = 3) -> str:
    """Say the median, and from where to where the values go."""
    known = sorted(values)
    ends = f"{known[0]:.{digits}f} to {known[-1]:.{digits}f}"
    return f"{statistics.median(known):.{digits}f} ({ends})"


def province(options: Options, *, agencies: int, faulty: int = 0) -> Province:
    """Return a province of so many agencies, made once in the folder of the options."""
    folder = options.folder / f"{agencies}-agencies-{faulty}-faulty"
    with ProcessPoolExecutor(JOBS) as pool:
        return make_province(folder, agencies=agencies, faulty=faulty, run=pool.map)


def kit(*arguments: str, made: Province) -> subprocess.CompletedProcess[bytes]:
    """Run a verb on a province; whatever its exit code, it must not be a defect of ours."""
    done = subprocess.run(kit_command(*arguments, made=made), check=False, capture_output=True)
    if done.returncode == 1:
        raise RuntimeError(done.stderr.decode())
    return done


def kit_command(*arguments: str, made: Province) -> list[str]:
    """Return the command line of a verb on a province."""
    workspace = made.workspace
    folders = [f"--params={workspace.params}", f"--outputs={workspace.outputs}"]
    return [sys.executable, "-m", "kit", *arguments, *folders]

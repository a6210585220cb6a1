"""How long ``kit --help`` takes beside importing click alone."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from benchmarks.timing import Options, say, spread, timed

_ROUNDS = 15


def start(options: Options) -> None:
    """Print part (g): the start of the command line."""
    del options
    run = partial(subprocess.run, check=True, capture_output=True)
    rounds = []
    for _ in range(_ROUNDS):
        mine, _help = timed(partial(run, [sys.executable, "-m", "kit", "--help"]))
        other, _none = timed(partial(run, [sys.executable, "-c", "import click"]))
        rounds.append((mine, other))
    say(f"kit --help, s             {spread(mine for mine, _ in rounds)}")
    say(f"python -c 'import click'  {spread(other for _, other in rounds)}")
    say(f"ratio                     {spread((m / o for m, o in rounds), digits=2)}")

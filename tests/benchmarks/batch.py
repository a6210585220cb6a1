"""Time batches beside what people would run instead, and how their cost is made up and grows.

Run with ``make benchmark``, or a part of it::

    PYTHONPATH=tests python -m benchmarks.batch --parts commands,cpu --agencies 50

Every figure is a ratio or a median of rounds in which both ways took turns.
"""

from __future__ import annotations

import argparse
import importlib
import tempfile
from pathlib import Path

#: Each part with the module it is in, so that forked processes need not import the others.
PARTS = {
    "commands": "others",
    "warm": "others",
    "webpdf": "others",
    "cpu": "cpu",
    "growth": "growth",
    "changed": "growth",
    "faults": "growth",
    "interrupted": "stopped",
    "killed": "stopped",
    "rolled": "rolled",
    "indexed": "indexed",
    "start": "start",
}


def main() -> None:
    """Run the parts that were asked for."""
    from benchmarks.timing import Options, say

    asked = _arguments()
    with tempfile.TemporaryDirectory() as temporary:
        options = Options(
            agencies=asked.agencies,
            others=asked.others,
            rounds=asked.rounds,
            sizes=tuple(int(size) for size in asked.sizes.split(",")),
            folder=Path(asked.folder or temporary),
        )
        for part in asked.parts.split(","):
            module = importlib.import_module(f"benchmarks.{PARTS[part]}")
            say(f"\n== {part}")
            getattr(module, part)(options)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--parts", default=",".join(PARTS), help="default: all")
    parser.add_argument("--agencies", type=int, default=100, help="of ours in a round")
    parser.add_argument("--others", type=int, default=6, help="agencies of a slow way in a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default="10,100,1000", help="of the provinces for growth")
    parser.add_argument(
        "--folder", help="keep the made-up provinces here; default: a temporary one"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()

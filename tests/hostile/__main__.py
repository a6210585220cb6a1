"""``python -m hostile``: many cases by a seed, or one of them again."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from hostile.cases import described, make_case
from hostile.run import Done, failures, run_cases, table, warmed


def main() -> int:
    """Run what was asked for; exit with 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m hostile", description=__doc__)
    parser.add_argument("--cases", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="run this one alone and show all of it")
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--keep", type=Path, help="write the files of the one case here")
    parser.add_argument("--family", default="", help="only cases of families that begin so")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        maker = warmed(folder)
        if asked.case is not None and asked.keep:
            _keep(make_case(maker, seed=asked.seed, number=asked.case).files, asked.keep)
        numbers = (
            range(asked.first, asked.first + asked.cases) if asked.case is None else [asked.case]
        )
        done = list(
            _told(run_cases(maker, numbers, seed=asked.seed, folder=folder, family=asked.family))
        )
    if asked.case is not None:
        _show(done[0])
    say(table(done))
    say(failures(done, seed=asked.seed))
    return int(any(one.failures for one in done))


def _told(cases: Iterable[Done]) -> Iterator[Done]:
    """Say of each case at once what failed: a run may be broken off."""
    for one in cases:
        for failure in one.failures:
            sys.stderr.write(f"{one.number} {failure.sort}: {failure.kind}\n")
        yield one


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def _show(one: Done) -> None:
    say(described(one.case))
    for text in (one.ended.out, one.ended.err, one.ended.trace):
        say(text[:4000])


def _keep(files: dict[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())

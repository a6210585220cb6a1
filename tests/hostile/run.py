"""Run many cases, and say by family what came of them and how to see one failure again."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from hostile.bases import make_bases
from hostile.cases import make_case
from hostile.judge import SORTS, judge
from hostile.makers import Maker, make_maker
from hostile.model import Case, Ended, Failure
from hostile.sandbox import run_case

_VERBS = ("check", "import_", "sign", "rollup", "review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A case that was run."""

    number: int
    case: Case
    ended: Ended
    failures: tuple[Failure, ...]


def warmed(folder: Path) -> Maker:
    """Make the workspaces, and import what the verbs need before anything is forked."""
    for verb in _VERBS:
        import_module(f"kit.cli.{verb}")
    return make_maker(make_bases(folder / "bases"))


def run_cases(
    maker: Maker, numbers: Iterable[int], *, seed: int, folder: Path, family: str = ""
) -> Iterator[Done]:
    """Run the cases of *numbers* that are of a family, one after the other."""
    places = folder / "cases"
    places.mkdir(exist_ok=True)
    for number in numbers:
        case = make_case(maker, seed=seed, number=number)
        if not case.family.startswith(family):
            continue
        ended = run_case(case, bases=maker.bases.folder, folder=places)
        yield Done(number=number, case=case, ended=ended, failures=tuple(judge(case, ended)))


def table(done: Iterable[Done]) -> str:
    """Return a table by family: cases, failures of each sort, median time."""
    families: dict[str, list[Done]] = defaultdict(list)
    for one in done:
        families[one.case.family].append(one)
    heads = ("family", "cases", *SORTS, "median ms", "most s", "most MiB")
    rows = [heads, *(_row(name, ones) for name, ones in sorted(families.items()))]
    everything = [one for ones in families.values() for one in ones]
    rows.append(_row("all", everything))
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _row(name: str, done: list[Done]) -> tuple[str, ...]:
    counts = Counter(failure.sort for one in done for failure in one.failures)
    seconds = [one.ended.seconds for one in done] or [0.0]
    most = max((one.ended.peak_bytes for one in done), default=0) >> 20
    figures = (f"{statistics.median(seconds) * 1000:.0f}", f"{max(seconds):.1f}", str(most))
    return (name, str(len(done)), *(str(counts[sort]) for sort in SORTS), *figures)


def failures(done: Iterable[Done], *, seed: int) -> str:
    """Return every kind of failure once: how often, the first case, and how to run it again."""
    kinds: dict[tuple[str, str], list[Done]] = defaultdict(list)
    for one in done:
        for failure in one.failures:
            kinds[failure.sort, failure.kind].append(one)
    lines = []
    for (sort, kind), ones in sorted(kinds.items(), key=lambda item: -len(item[1])):
        first = min(ones, key=lambda one: sum(map(len, one.case.files.values())))
        lines += [
            f"{len(ones)} × {sort}: {kind}",
            f"    {first.case.family}, {first.case.change[:100]}; exit code {first.ended.code}",
            f"    PYTHONPATH=tests python -m hostile --seed {seed} --case {first.number}",
        ]
    return "\n".join(lines)

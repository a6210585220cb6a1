"""Measure how often the cause of a seeded slip is named, a wrong one named, or left open.

Run with ``PYTHONPATH=tests python -m benchmarks.causes [SET [SEED [COUNT]]]``; a set is one of
the whole reports of ``tests/data/truth``, or ``drawn``.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

from builders.drawn import drawn_truth
from builders.slips import DOUBLE, KINDS, SINGLE, Sown, sow
from builders.truths import truth_report, truths

from kit.checks import Cause, WrongCell, check
from kit.checks.agreement.judge import judge_text
from kit.checks.causes.witnesses import call_witnesses
from kit.form import form_of_year
from kit.form.address import LAST
from kit.report.model import Report

Result = Literal["named", "wrong", "possible", "silent"]
_RESULTS: tuple[Result, ...] = ("named", "wrong", "possible", "silent")
_DRAWN = "drawn"
_TRIES = 50
#: Seed and count.
_USUAL = ("1", "200")


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of the slips of one kind."""

    results: Counter[Result] = field(default_factory=Counter)
    told: Counter[Result] = field(default_factory=Counter)
    unseen: int = 0


def measure(
    name: str, *, seed: int, count: int, is_told: bool = False, is_quick: bool = False
) -> Mapping[str, Tally]:
    """Sow *count* slips of each kind into the reports of a set.

    Parameters
    ----------
    is_told
        Whether what was not named is printed.
    is_quick
        Whether it is left open what the text tells.
    """
    rng = Random(seed)  # noqa: S311 - made-up slips
    tallies = {kind: Tally() for kind in KINDS}
    for kind, tally in tallies.items():
        for truth, sown in _sown(name, kind, rng=rng, count=count):
            report = _report(truth, sown)
            findings = check(report)
            if not any(f.severity != "note" for f in findings.findings):
                tally.unseen += 1
                continue
            result = judge(sown, findings.causes)
            tally.results[result] += 1
            tally.told[result] += not is_quick and _is_told(report, sown)
            if is_told and result != "named":
                sys.stdout.write(f"{result} {truth['id']} {kind} {dict(sown.now)}\n")
                for cause in findings.causes:
                    sys.stdout.write(f"    {cause.message}\n")
    return tallies


def _sown(
    name: str, kind: str, *, rng: Random, count: int
) -> Iterator[tuple[Mapping[str, Any], Sown]]:
    """Yield *count* slips with their reports; one that has no place for the kind is passed over."""
    for _ in range(count * _TRIES):
        truth = drawn_truth(rng) if name == _DRAWN else rng.choice(_fit(name))
        form = form_of_year(truth["year"])
        figures = dict.fromkeys(form.cells, 0) | _whole(truth["now"])
        last = dict.fromkeys(form.cells, 0) | _whole(truth.get("last"))
        figures |= {f"{LAST}{cell}": value for cell, value in last.items()}
        if kind in {"table_two", "across_years"} and not truth.get("last"):
            continue
        if kind == "table_two" and "t2.rules.in_force" not in form.cells:
            continue
        sown = sow(kind, figures, form=form, rng=rng)
        if sown:
            yield truth, sown
            count -= 1
        if not count:
            return


def _is_told(report: Report, sown: Sown) -> bool:
    """Whether the text has a number for a cell that is wrong."""
    known = call_witnesses(report, judged=judge_text(report)).by_cell
    return any(witness.at for cell in sown.now for witness in known.get(cell, ()))


def _fit(name: str) -> list[Mapping[str, Any]]:
    """Return the reports of a set that have figures, and no slip of their own."""
    return [t for t in truths(name) if t["now"].get("t3.received.total")]


def _whole(values: Mapping[str, Any] | None) -> dict[str, int]:
    return {cell: value for cell, value in (values or {}).items() if isinstance(value, int)}


def _report(truth: Mapping[str, Any], sown: Sown) -> Report:
    """Return the report with the slip in it."""
    figures: dict[str, Any] = {c: v for c, v in sown.now.items() if not c.startswith(LAST)}
    figures |= {cell: str(truth["now"][cell]) for cell in sown.texts}
    before = {c.removeprefix(LAST): v for c, v in sown.now.items() if c.startswith(LAST)}
    last = {**truth["last"], **before} if before else truth.get("last")
    return truth_report({**truth, "last": last}, cells=figures)


def judge(sown: Sown, causes: tuple[Cause, ...]) -> Result:
    """Say whether the slip is named, another is, or it is among what is possible."""
    named = [cause for cause in causes if cause.cells]
    if named:
        is_right = len(named) == 1 and _right(named[0].cells) == sown.right
        return "named" if is_right else "wrong"
    listed = [_right(cells) for cause in causes for cells in cause.possible]
    return "possible" if sown.right in listed else "silent"


def _right(cells: Sequence[WrongCell]) -> dict[str, int | None]:
    return {cell.cell: cell.value for cell in cells}


def main() -> None:
    """Print the rates by kind of the set named, or of all."""
    told = [argument for argument in sys.argv[1:] if argument != "-v"]
    names = told[:1] or [_DRAWN, "first", "second"]
    seed, count = (int(given) for given in [*told[1:], *_USUAL[len(told[1:]) :]])
    for name in names:
        started = time.perf_counter()
        tallies = measure(name, seed=seed, count=count, is_told="-v" in sys.argv)
        sys.stdout.write(f"== {name}, seed {seed}, {time.perf_counter() - started:.0f} s\n")
        for kind, tally in tallies.items():
            _say(kind, [tally])
        _say("one cell", [tallies[kind] for kind in SINGLE])
        _say("two cells", [tallies[kind] for kind in DOUBLE])


def _say(kind: str, tallies: list[Tally]) -> None:
    results = sum((tally.results for tally in tallies), Counter[Result]())
    total = results.total() or 1
    rates = ", ".join(f"{r} {results[r]} ({results[r] / total:.1%})" for r in _RESULTS)
    told = sum((tally.told for tally in tallies), Counter[Result]())
    unseen = sum(tally.unseen for tally in tallies)
    sys.stdout.write(
        f"{kind:14} of {results.total()}: {rates}; "
        f"told by the text {told['named']}/{told.total()}, wrong {told['wrong']}; unseen {unseen}\n"
    )


if __name__ == "__main__":
    main()

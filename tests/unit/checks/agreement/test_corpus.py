"""Precision and recall of reading sentences; a third of the corpus is held out.

Nobody looks at what the reader makes of the third that is held out: its rates alone are printed.
Each third has floors of its own, for what stands on sentences nobody has looked at is what counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import pytest
from builders.corpus import SENTENCES, is_held_out, rules_in, told_of

#: A little below what stands, precision and recall: of what is held out, and of the rest.
FLOORS = {
    "sentences": {True: (0.88, 0.88), False: (0.97, 0.90)},
    "narratives": {True: (0.92, 0.81), False: (0.95, 0.81)},
}


@dataclass(slots=True, kw_only=True)
class Rates:
    """What was found that is wanted, what was not, what is false, and a line for each of those."""

    hits: int = 0
    missed: int = 0
    false: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The part of what was found that is wanted."""
        return self.hits / ((self.hits + self.false) or 1)

    @property
    def recall(self) -> float:
        """The part of what is wanted that was found."""
        return self.hits / ((self.hits + self.missed) or 1)

    def add(self, found: set[str], *, wanted: set[str], where: str = "") -> None:
        """Count the rules found in one text against those wanted; *where* it may be shown."""
        self.hits += len(found & wanted)
        self.missed += len(wanted - found)
        self.false += len(found - wanted)
        if where and found != wanted:
            self.lines.append(f"  {where}: wanted {sorted(wanted)}, found {sorted(found)}")


@cache
def measured(corpus: str) -> dict[bool, Rates]:
    """Return the rates of a corpus: of what is held out, and of the rest."""
    rates = {True: Rates(), False: Rates()}
    for name, report, judged, wanted in told_of(corpus):
        found = rules_in(report, judged=judged)
        is_held = is_held_out(name)
        rates[is_held].add(found, wanted=wanted, where="" if is_held else name)
    return rates


def test_the_corpus_is_large_and_half_of_it_right() -> None:
    """Precision measured on wrong sentences alone says nothing."""
    right = [sentence for *_, sentence, wanted in SENTENCES if not wanted]
    assert len(SENTENCES) >= 150
    assert len(right) * 2 >= len(SENTENCES)


@pytest.mark.parametrize("corpus", ["sentences", "narratives"])
def test_rates_reach_their_floors(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An analyst who sees false alarms stops reading; silence looks like approval."""
    held, rest = measured(corpus)[True], measured(corpus)[False]
    with capsys.disabled():
        for name, rates in (("held out", held), ("the rest", rest)):
            said = f"precision {rates.precision:.3f}, recall {rates.recall:.3f}"
            print(f"\n{corpus}, {name}: {said}", end="")  # noqa: T201 - the measure is for people to see
        print("", *rest.lines, sep="\n")  # noqa: T201 - of the rest alone
    for is_held, rates in ((True, held), (False, rest)):
        precision, recall = FLOORS[corpus][is_held]
        assert rates.precision >= precision
        assert rates.recall >= recall

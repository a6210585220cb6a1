"""Precision and recall of reading sentences; a third of the corpus is held out.

Nobody looks at what the reader makes of the third that is held out: its rates alone are printed.
Each third has floors of its own, for what stands on sentences nobody has looked at is what counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
import yaml
from builders.filings import DATA, filing_of, form
from builders.reports import lawful_words, report_of
from builders.told import report_told

from kit.checks import check
from kit.report.model import Report
from kit.workspace import Contact, Site

CORPUS: dict[str, Any] = yaml.safe_load((DATA / "claims.yaml").read_text("utf-8"))
SENTENCES = CORPUS["sentences"]
NARRATIVES: list[dict[str, Any]] = [
    report
    for name in ("true_narratives.yaml", "met_narratives.yaml")
    for report in yaml.safe_load((DATA / name).read_text("utf-8"))["reports"]
]
#: What the corpora are about; other rules judge other things of the same reports.
OF_SENTENCES = {"X1", "X2", "X3", "X5"}
OF_NARRATIVES = {"X1", "X2", "X3", "X4", "X5", "X6", "S3", "S4", "S7", "S10", "S13", "S14"}
#: A little below what stands, precision and recall: of what is held out, and of the rest.
FLOORS = {
    "sentences": {True: (0.85, 0.88), False: (0.95, 0.86)},
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


def is_held_out(name: str) -> bool:
    """Whether a text is of the third that nobody looks at."""
    return int(sha256(name.encode()).hexdigest(), 16) % 3 == 0


def rules_in(report: Report, *, judged: set[str]) -> set[str]:
    """Return the rules found broken in a report, notes left out."""
    found = check(report).findings
    return {f.rule for f in found if f.rule in judged and f.severity != "note"}


def sentence_report(figures: str, *, section: int, sentence: str) -> Report:
    """Return a report of one set of figures that says *sentence*."""
    given = CORPUS["figures"][figures]
    agency = dict(given["agency"])
    for key, kind in (("contact", Contact), ("site", Site)):
        if key in agency:
            agency[key] = kind(**agency[key])
    return report_of(
        filing_of(form(), given["now"]),
        last=filing_of(form(), given["last"], year=2021),
        agency=agency,
        narrative=lawful_words(form(), sections={section: sentence}),
    )


def told_of(corpus: str) -> Iterator[tuple[str, Report, set[str], set[str]]]:
    """Yield each text of a corpus: its name, its report, the rules judged and those it breaks."""
    if corpus == "sentences":
        for figures, section, sentence, wanted in SENTENCES:
            report = sentence_report(figures, section=section, sentence=sentence)
            yield sentence, report, OF_SENTENCES, set(wanted)
        return
    for told in NARRATIVES:
        yield told["id"], report_told(told), OF_NARRATIVES, set()
        for said, instead, rule in told["faults"]:
            # Other rules may find the same fault; what is asked is whether this one does.
            yield told["id"], report_told(told, said=said, instead=instead), {rule}, {rule}


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

"""Precision and recall of reading sentences, on a corpus of right, hard and wrong ones."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml
from builders.filings import DATA, filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import Finding, check
from kit.report.model import Report
from kit.workspace import Contact, Site

CORPUS: dict[str, Any] = yaml.safe_load((DATA / "claims.yaml").read_text("utf-8"))
SENTENCES = CORPUS["sentences"]
#: What the corpus is about; other rules judge other things of the same report.
JUDGED = ("X1", "X2", "X3", "X5")
PRECISION, RECALL = 0.97, 0.90


def report_with(figures: str, *, section: int, sentence: str) -> Report:
    """Return a report of one set of figures that says *sentence*."""
    given = CORPUS["figures"][figures]
    agency = dict(given["agency"])
    if "contact" in agency:
        agency["contact"] = Contact(**agency["contact"])
    if "site" in agency:
        agency["site"] = Site(**agency["site"])
    of = form()
    return report_of(
        filing_of(of, given["now"]),
        last=filing_of(of, given["last"], year=2021),
        agency=agency,
        narrative=lawful_words(of, sections={section: sentence}),
    )


@cache
def findings_of(at: int) -> tuple[Finding, ...]:
    """Return what is found in one sentence of the corpus, notes left out."""
    figures, section, sentence, _ = SENTENCES[at]
    found = check(report_with(figures, section=section, sentence=sentence)).findings
    return tuple(f for f in found if f.rule in JUDGED and f.severity != "note")


def test_the_corpus_is_large_and_half_of_it_right() -> None:
    """Precision measured on wrong sentences alone says nothing."""
    right = [sentence for *_, sentence, wanted in SENTENCES if not wanted]
    assert len(SENTENCES) >= 150
    assert len(right) * 2 >= len(SENTENCES)


def test_precision_and_recall_reach_their_targets(capsys: pytest.CaptureFixture[str]) -> None:
    """An analyst who sees false alarms stops reading: precision comes first."""
    hits = wrong = missed = 0
    lines = []
    for at, (_, _, sentence, wanted) in enumerate(SENTENCES):
        found = {finding.rule for finding in findings_of(at)}
        hits += len(found & set(wanted))
        wrong += len(found - set(wanted))
        missed += len(set(wanted) - found)
        if found != set(wanted):
            lines.append(f"  {sentence} wanted {wanted}, found {sorted(found)}")
    precision, recall = hits / (hits + wrong), hits / (hits + missed)
    with capsys.disabled():
        said = f"{len(SENTENCES)} sentences: precision {precision:.3f}, recall {recall:.3f}"
        print(f"\n{said}", *lines, sep="\n")  # noqa: T201 - the measure is for people to see
    assert precision >= PRECISION
    assert recall >= RECALL

"""The corpus of sentences and narratives, each with the rules it breaks; a third is held out."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from builders.data import parsed
from builders.filings import DATA, filing_of, form
from builders.reports import lawful_words, report_of
from builders.told import report_told
from kit.checks import check
from kit.report.model import Report
from kit.workspace import Contact, Site

CORPUS: dict[str, Any] = parsed((DATA / "claims.yaml").read_text("utf-8"))
SENTENCES = CORPUS["sentences"]
NARRATIVES: list[dict[str, Any]] = [
    report
    for name in ("true_narratives.yaml", "met_narratives.yaml")
    for report in parsed((DATA / name).read_text("utf-8"))["reports"]
]
#: What the corpora are about; other rules judge other things of the same reports.
OF_SENTENCES = {"X1", "X2", "X3", "X5"}
OF_NARRATIVES = {"X1", "X2", "X3", "X4", "X5", "X6", "S3", "S4", "S7", "S10", "S13", "S14"}


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

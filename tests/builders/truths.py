"""Whole reports right in every word, with the faults to plant in them and what to change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from builders.data import parsed
from builders.filings import filing_of
from builders.reports import lawful_words, report_of
from kit.checks import Finding, check
from kit.checks.reading.numerals import read_numeral
from kit.checks.words import words_of
from kit.form import form_of_year
from kit.narrative.model import Narrative
from kit.parameters import Parameters
from kit.report.model import Report
from kit.workspace import Contact, Site

FOLDER = Path(__file__).parent.parent / "data" / "truth"
#: Lines of the file that each section has to itself.
_LINES = 100
_REQUESTS = "（二）"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherNumber:
    """One number of a right text said otherwise: *kind* says what it can be checked against.

    ``T`` are the year's tables, ``L`` last year's, ``A`` the arithmetic of the text itself.
    """

    kind: str
    section: int
    at: int
    said: str
    instead: str
    unit: str


@cache
def truths(name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the reports of one set, each as its data says."""
    files = sorted((FOLDER / name).glob("*.yaml"))
    return tuple(parsed(file.read_text("utf-8")) for file in files)


def truth_report(
    truth: Mapping[str, Any],
    *,
    texts: Mapping[int, str] | None = None,
    cells: Mapping[str, Any] | None = None,
    published: str = "",
) -> Report:
    """Return a report as it is, or with some of its *texts* and *cells* others."""
    year = truth["year"]
    of = form_of_year(year)
    agency = dict(truth["agency"])
    for key, kind in (("contact", Contact), ("site", Site)):
        if key in agency:
            agency[key] = kind(**agency[key])
    last = truth.get("last")
    before = truth.get("last_texts")
    return report_of(
        filing_of(of, truth["now"] | dict(cells or {}), year=year),
        last=filing_of(form_of_year(year - 1), last, year=year - 1) if last else None,
        agency=agency,
        narrative=_narrative(truth["texts"] | dict(texts or {}), year=year),
        last_narrative=_narrative(before, year=year - 1) if before else None,
        parameters=Parameters(published=published or truth.get("published", "")),
    )


def _narrative(texts: Mapping[int, str], *, year: int) -> Narrative:
    sections = {number: text for number, text in texts.items() if number}
    words = lawful_words(form_of_year(year), preface=texts[0], sections=sections)
    return replace(
        words,
        sections=tuple(
            replace(s, line=_LINES * s.number + 1, after_line=_LINES * s.number + _LINES // 2)
            for s in words.sections
        ),
    )


def faulty_report(truth: Mapping[str, Any]) -> Report:
    """Return a report with all its faults planted."""
    texts, cells, published = dict(truth["texts"]), {}, ""
    for fault in truth["faults"]:
        if "find" in fault:
            number = fault["section"]
            texts[number] = texts[number].replace(fault["find"], fault["put"], 1)
        if "copied" in fault:
            last, year = truth["last_texts"][fault["copied"]], truth["year"]
            texts[fault["copied"]] = last.replace(str(year - 1), str(year))
        cells |= fault.get("cells", {})
        published = fault.get("published", published)
    return truth_report(truth, texts=texts, cells=cells, published=published)


def serious(report: Report) -> list[Finding]:
    """Return the errors and warnings of a report."""
    return [f for f in check(report).findings if f.severity != "note" and f.rule != "S8"]


def is_of(finding: Finding, fault: Mapping[str, Any], *, report: Report) -> bool:
    """Whether a finding is about what was planted: it shares a cell or words with it."""
    if set(finding.cells) & set(fault.get("cells", ())):
        return True
    if "marks" not in fault:
        return finding.rule in fault["rules"]
    return any(_overlaps(finding, mark, report=report) for mark in fault["marks"])


def _overlaps(finding: Finding, mark: str, *, report: Report) -> bool:
    at = finding.at
    if at is None:
        return mark in finding.message
    for words in words_of(report.narrative):
        for match in re.finditer(re.escape(mark), words.text):
            place = words.at(match)
            if place.line == at.line and (
                place.column < at.column + len(at.quote) and at.column < place.column + len(mark)
            ):
                return True
    return False


def changes(truth: Mapping[str, Any]) -> Iterator[OtherNumber]:
    """Yield the numbers of a report that can be checked, each said otherwise."""
    for kind, numbers in truth["numbers"].items():
        for section, at, said, instead, unit in numbers:
            yield OtherNumber(
                kind=kind, section=section, at=at, said=said, instead=instead, unit=unit
            )


def changed_report(truth: Mapping[str, Any], change: OtherNumber) -> Report:
    """Return a report with one number changed."""
    text = truth["texts"][change.section]
    end = change.at + len(change.said)
    changed = f"{text[: change.at]}{change.instead}{text[end:]}"
    return truth_report(truth, texts={change.section: changed})


def names_truth(finding: Finding, change: OtherNumber) -> bool | None:
    """Whether a finding expects the number that was changed; ``None`` when it expects no number."""
    match = re.fullmatch(r"[+-]?([\d.]+)(?:%|个百分点)?", str(finding.expected))
    if match is None:
        return None
    said = change.said.replace(",", "")
    true = Decimal(said) if said[0].isdecimal() else Decimal(read_numeral(said))
    step = Decimal(1).scaleb(-len(said.partition(".")[2]))
    expected = Decimal(match[1])
    return any(abs(expected / scale - true) < step for scale in (1, 10**4, 10**8))


def hard_report(truth: Mapping[str, Any], sentence: str) -> Report:
    """Return a report with one more true sentence after its paragraph on requests."""
    paragraphs = truth["texts"][1].split("\n\n")
    at = next((n for n, text in enumerate(paragraphs) if text.startswith(_REQUESTS)), -1)
    paragraphs.insert(at + 1 or len(paragraphs), sentence)
    return truth_report(truth, texts={1: "\n\n".join(paragraphs)})

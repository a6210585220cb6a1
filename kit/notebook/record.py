"""What an executed notebook carries for the exporters, in MIME types of its own.

Public outputs and the reviewers' data never share a MIME type, so that an
exporter of public files cannot pick up what is not public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kit.checks import Findings
from kit.checks.agreement.links import find_links
from kit.checks.judgement import public
from kit.compare import compare_narratives
from kit.disk import record_text
from kit.ledger import Ledger
from kit.narrative import times_before
from kit.report import Report
from kit.report.facts import correction_data
from kit.report.parts import ROLLUP
from kit.signoff import SignOffs, findings_sha256, last_digest, review_state
from kit.source import Figure, Filing

#: A part of the public page: ``{"number": 0…6, "html": "…"}``.
PART_MIME = "application/vnd.ogi-report.part+json"
#: The public facts: ``{"page": {…}, "report_json": "…"}``.
RECORD_MIME = "application/vnd.ogi-report.record+json"
#: The reviewers' data: ``{"review_json": "…"}``.
REVIEW_MIME = "application/vnd.ogi-report.review+json"

#: What stands for a thing shown where HTML is not.
SHOWN = "（请在 JupyterLab 中查看）"
SCHEMA = "1"
_NO_SIGN_OFFS = SignOffs()
#: More parts of a figure than these are told by their number.
_PARTS = 12


def report_json(report: Report) -> str:
    """Render ``report.json``, the public data: counts as integers, decimals as text.

    A cell that could not be read is null. The same report gives the same text.
    """
    data = _head(report) | {"figures": _values(report.filing), "sections": _sections(report)}
    return record_text(data | correction_data(report))


def review_json(report: Report, *, findings: Findings, sign_offs: SignOffs = _NO_SIGN_OFFS) -> str:
    """Render ``review.json``, the reviewers' data.

    The public data, each figure with its raw cell and place and last year's value,
    and beside them the findings, the words that state figures, what became of last
    year's words, earlier years' figures, and what reviewers decided.
    A figure of a roll-up names where its parts are listed, in ``parts``, and the
    largest of them in ``sum``.
    """
    figures = {
        address: _reviewed(figure, report=report)
        for address, figure in report.filing.figures.items()
    }
    reviewed = review_state(report, findings=findings, sign_offs=sign_offs)
    data = {
        "title": report.title,
        "published": report.parameters.published,
        "last_year": report.last.year if report.last else None,
        "figures": figures,
        "sections": _sections(report),
        "history": {str(filing.year): _values(filing) for filing in report.history},
        "links": _links(report),
        "changes": _changes(report),
        "seen": dict(reviewed.seen),
        "sign_off": [asdict(each) for each in reviewed.sign_off],
        "state": asdict(reviewed.state),
        "findings_seen": findings_sha256(finding.key for finding in findings.findings),
        "before": last_digest(sign_offs.entries),
        "correction": None,
        "copied": asdict(report.copied) if report.copied else None,
    }
    found = findings.as_data(confirmed=reviewed.confirmed)
    for finding in found["findings"]:
        if finding["at"]:
            finding["at"] |= _standing(finding["at"], report=report)
    for place in found["numbers"]["places"]:
        place.update(_standing(place, report=report))
    return record_text(_head(report) | data | correction_data(report) | found)


def _reviewed(figure: Figure, *, report: Report) -> dict[str, Any]:
    """Return all that reviewers are told of one figure."""
    address = figure.address
    told = {"value": _public_value(figure), "raw": figure.raw, "source": figure.source or None}
    if figure.note:
        told["note"] = figure.note
    if report.last:
        last = report.last.figures.get(address)
        told["last"] = _public_value(last) if last else None
    return told | _counted(report.ledger, address=address) | _parts(address, report=report)


def _links(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "line": link.at.line,
            "quote": link.at.quote,
            "cells": list(link.cells),
        }
        | _standing(asdict(link.at), report=report)
        for link in find_links(report)
    ]


def _changes(report: Report) -> list[dict[str, Any]]:
    changes = compare_narratives(report.narrative, report.last_narrative)
    return [{"section": c.section, "parts": [list(run) for run in c.runs]} for c in changes]


def _standing(at: Mapping[str, Any], *, report: Report) -> dict[str, int | None]:
    """Return the section that words stand in, 0 of the preface, and how often they stand before.

    What is in no section of the page, or in one that is written twice, has none.
    """
    narrative, line = report.narrative, at["line"]
    begun = [passage for passage in narrative.sections if passage.line <= line]
    own = max(begun, key=lambda passage: passage.line, default=narrative.preface)
    numbers = (section.number for section in report.form.sections)
    shown = [narrative.preface, *map(narrative.section, numbers)]
    if not any(own is passage for passage in shown):
        return {"section": None, "before": 0}
    before = times_before(own, line=line, quote=at["quote"], column=at["column"])
    return {"section": own.number, "before": before}


def _values(filing: Filing) -> dict[str, int | str | None]:
    return {address: _public_value(figure) for address, figure in filing.figures.items()}


def _counted(ledger: Ledger | None, *, address: str) -> dict[str, Any]:
    """Return what the ledger has for a figure, if it covers it: its value and its rows."""
    count = ledger.counts.get(address) if ledger else None
    if count is None:
        return {}
    return {"ledger": {"value": public(count.value), "source": "；".join(map(str, count.rows))}}


def _head(report: Report) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "year": report.year,
        "agency": report.agency.id,
        "name": report.agency.name,
        "edition": report.filing.edition,
    }


def _parts(address: str, *, report: Report) -> dict[str, Any]:
    """Return what a figure of a roll-up adds up: where its parts are listed, and the largest."""
    rollup = report.rollup
    if rollup is None or address not in rollup.sums:
        return {}
    parts = [[name, public(value)] for name, value in rollup.largest(address)]
    added = {
        "known": public(rollup.sums[address].known),
        "is_whole": rollup.is_whole(address),
        "parts": parts[:_PARTS],
        "more": max(0, len(parts) - _PARTS),
    }
    return {"parts": f"{ROLLUP}!{address}", "sum": added}


def _sections(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "number": section.number,
            "title": section.title,
            "markdown": report.narrative.section(section.number).markdown,
        }
        for section in report.form.sections
    ]


def _public_value(figure: Figure) -> int | str | None:
    if figure.value is None:
        return None
    return figure.value if isinstance(figure.value, int) else figure.text

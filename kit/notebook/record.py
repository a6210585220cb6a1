"""What an executed notebook carries for the exporters, in MIME types of its own.

Public outputs and the reviewers' data never share a MIME type, so that an
exporter of public files cannot pick up what is not public.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from kit.checks import Findings
from kit.checks.judgement import public
from kit.checks.links import find_links
from kit.compare import compare_narratives
from kit.ledger import Ledger
from kit.report import Report
from kit.report.parts import ROLLUP
from kit.signoff import SignOffs, seen_of, states
from kit.source import Figure, Filing

#: A part of the public page: ``{"number": 0…6, "html": "…"}``.
PART_MIME = "application/vnd.ogi-report.part+json"
#: The public facts: ``{"page": {…}, "report_json": "…"}``.
RECORD_MIME = "application/vnd.ogi-report.record+json"
#: The reviewers' data: ``{"review_json": "…"}``.
REVIEW_MIME = "application/vnd.ogi-report.review+json"

SCHEMA = "1"
_NO_SIGN_OFFS = SignOffs()


def report_json(report: Report) -> str:
    """Render ``report.json``, the public data: counts as integers, decimals as text.

    A cell that could not be read is null. The same report gives the same text.
    """
    data = _head(report) | {"figures": _values(report.filing), "sections": _sections(report)}
    return _json(data | _correction(report))


def review_json(report: Report, *, findings: Findings, sign_offs: SignOffs = _NO_SIGN_OFFS) -> str:
    """Render ``review.json``, the reviewers' data.

    The public data, each figure with its raw cell and place and last year's value,
    and beside them the findings, the words that state figures, what became of last
    year's words, earlier years' figures, and what reviewers decided.
    A figure of a roll-up names where its parts are listed, in ``parts``.
    """
    figures = {
        address: _reviewed(figure, report=report)
        for address, figure in report.filing.figures.items()
    }
    seen = seen_of(report, findings=findings)
    data = {
        "title": report.title,
        "published": report.parameters.published,
        "last_year": report.last.year if report.last else None,
        "figures": figures,
        "sections": _sections(report),
        "history": {str(filing.year): _values(filing) for filing in report.history},
        "links": _links(report),
        "changes": _changes(report),
        "seen": seen,
        "sign_off": states(sign_offs, year=report.year, agency=report.agency.id, seen=seen),
        "correction": None,
    }
    found = findings.as_data()
    for finding in found["findings"]:
        if finding["at"]:
            finding["at"]["section"] = _section_of(finding["at"]["line"], report=report)
    return _json(_head(report) | data | _correction(report) | found)


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
            "section": _section_of(link.at.line, report=report),
            "line": link.at.line,
            "quote": link.at.quote,
            "cells": list(link.cells),
        }
        for link in find_links(report)
    ]


def _changes(report: Report) -> list[dict[str, Any]]:
    changes = compare_narratives(report.narrative, report.last_narrative)
    return [{"section": c.section, "parts": [list(run) for run in c.runs]} for c in changes]


def _section_of(line: int, *, report: Report) -> int:
    """Return the number of the section that a line of the narrative stands in, 0 of the preface."""
    begun = [s for s in report.narrative.sections if s.line <= line]
    return max(begun, key=lambda section: section.line).number if begun else 0


def _values(filing: Filing) -> dict[str, int | str | None]:
    return {address: _public_value(figure) for address, figure in filing.figures.items()}


def _counted(ledger: Ledger | None, *, address: str) -> dict[str, Any]:
    """Return what the ledger has for a figure, if it covers it: its value and its rows."""
    count = ledger.counts.get(address) if ledger else None
    if count is None:
        return {}
    return {"ledger": {"value": public(count.value), "source": "；".join(map(str, count.rows))}}


def page_facts(report: Report) -> dict[str, Any]:
    """Return the public facts of the page that are in no section: title, dates, site."""
    agency, parameters = report.agency, report.parameters
    site = agency.site
    return {
        "title": report.title,
        "year": report.year,
        "agency": agency.name,
        "published": parameters.published,
        "source_name": parameters.source_name or agency.short_name or agency.name,
        "keywords": list(parameters.keywords) or ["政府信息公开", "年度报告", str(report.year)],
        "description": f"{agency.name}{report.year}年度政府信息公开工作情况。",
        "site_name": site.name if site else "",
        "site_url": site.url if site else "",
        "site_identifier": site.identifier if site else "",
        "column": site.column if site else "",
        "fonts": parameters.fonts,
    } | _correction(report)


def _correction(report: Report) -> dict[str, Any]:
    """Return what was corrected after publishing; nothing for a report as first published."""
    correction = report.parameters.correction
    return {"correction": asdict(correction)} if correction else {}


def _head(report: Report) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "year": report.year,
        "agency": report.agency.id,
        "name": report.agency.name,
        "edition": report.filing.edition,
    }


def _parts(address: str, *, report: Report) -> dict[str, int | str | None]:
    is_added = report.rollup is not None and address in report.rollup.sums
    return {"parts": f"{ROLLUP}!{address}"} if is_added else {}


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


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

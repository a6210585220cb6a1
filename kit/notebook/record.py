"""What an executed notebook carries for the exporters, in MIME types of its own.

Public outputs and the reviewers' data never share a MIME type, so that an
exporter of public files cannot pick up what is not public.
"""

from __future__ import annotations

import json
from typing import Any

from kit.checks import Findings
from kit.checks.judgement import public
from kit.ledger import Ledger
from kit.report import Report
from kit.report.parts import ROLLUP
from kit.source import Figure

#: A part of the public page: ``{"number": 0…6, "html": "…"}``.
PART_MIME = "application/vnd.ogi-report.part+json"
#: The public facts: ``{"page": {…}, "report_json": "…"}``.
RECORD_MIME = "application/vnd.ogi-report.record+json"
#: The reviewers' data: ``{"review_json": "…"}``.
REVIEW_MIME = "application/vnd.ogi-report.review+json"

SCHEMA = "1"


def report_json(report: Report) -> str:
    """Render ``report.json``, the public data: counts as integers, decimals as text.

    A cell that could not be read is null. The same report gives the same text.
    """
    figures = {a: _public_value(figure) for a, figure in report.filing.figures.items()}
    return _json(_head(report) | {"figures": figures, "sections": _sections(report)})


def review_json(report: Report, *, findings: Findings) -> str:
    """Render ``review.json``: the same, each figure with its raw cell and place, and findings.

    A figure of a roll-up names where its parts are listed, in ``parts``.
    """
    figures = {
        a: {
            "value": _public_value(figure),
            "raw": figure.raw,
            "source": figure.source or None,
        }
        | _counted(report.ledger, address=a)
        | _parts(a, report=report)
        for a, figure in report.filing.figures.items()
    }
    data = _head(report) | {"figures": figures, "sections": _sections(report)}
    return _json(data | findings.as_data())


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
    }


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

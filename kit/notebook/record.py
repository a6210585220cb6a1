"""What an executed notebook carries for the exporters, in MIME types of its own.

Public outputs and the reviewers' data never share a MIME type, so that an
exporter of public files cannot pick up what is not public.
"""

from __future__ import annotations

from typing import Any

from kit.checks import Findings
from kit.disk import record_data, record_text
from kit.notebook.public_values import public_values
from kit.notebook.reviewed import build_review
from kit.report import Report
from kit.report.facts import correction_data, page_facts
from kit.signoff import SignOffs, is_draft, review_state

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


def report_json(report: Report) -> str:
    """Render ``report.json``, the public data: counts as integers, decimals as text.

    A cell that could not be read is null. The same report gives the same text.
    """
    data = {
        "schema": SCHEMA,
        "year": report.year,
        "agency": report.agency.id,
        "name": report.agency.name,
        "edition": report.filing.edition,
        "figures": public_values(report.filing),
        "sections": _sections(report),
    }
    return record_text(data | correction_data(report))


def review_json(report: Report, *, findings: Findings, sign_offs: SignOffs = _NO_SIGN_OFFS) -> str:
    """Render ``review.json``, the reviewers' data: a :class:`ReviewRecord`."""
    return record_text(record_data(build_review(report, findings=findings, sign_offs=sign_offs)))


def public_page(report: Report, *, findings: Findings, sign_offs: SignOffs) -> dict[str, Any]:
    """Return the facts of the public page; ``draft`` is among them only where it is marked as one.

    The mark is no part of what reviewers decide on: it follows from what they decide.
    """
    state = review_state(report, findings=findings, sign_offs=sign_offs).state
    draft = is_draft(checks=state.checks, decision=state.decision)
    return page_facts(report) | ({"draft": True} if draft else {})


def _sections(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "number": section.number,
            "title": section.title,
            "markdown": report.narrative.section(section.number).markdown,
        }
        for section in report.form.sections
    ]

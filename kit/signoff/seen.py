"""What a reviewer saw, as hashes: one of the whole report and one of each table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from kit.charts.plans import build_numbers, load_plans
from kit.checks import Findings
from kit.checks.claims import former_reasons
from kit.form import Table
from kit.narrative.model import Passage
from kit.report import Report
from kit.report.facts import correction_data, page_facts

#: The scope of the whole report, beside the ids of its tables.
SCOPE_REPORT = "report"


def seen_of(report: Report, *, findings: Findings) -> Mapping[str, str]:
    """Return the sha256 of what there is to sign, by scope: ``report``, ``t2``, ``t3``, ``t4``.

    A table's is of its figures; the report's of all that is printed or published:
    the figures of all its tables, its text, what the page says of itself, its
    pictures, an analyst's public cells, and the findings accepted with their reasons.
    Where a figure was read from, last year's figures and the rules are in none.
    """
    tables = _tables_seen(report)
    reasons = _reasons(findings)
    return {SCOPE_REPORT: _whole_seen(report, findings, reasons=reasons, tables=tables), **tables}


def former_seen_of(report: Report, *, findings: Findings) -> Mapping[str, frozenset[str]]:
    """Return what earlier versions bound a decision on the whole report to.

    Some left out what the page says of itself but its title and date, and the
    pictures; all took the entries that name a rule alone, or cells without values, as
    covering what they were about. A decision made then covers what it covered; none is
    made so any more.
    """
    if report.public_cells:
        return {SCOPE_REPORT: frozenset()}
    tables = _tables_seen(report)
    now = _reasons(findings)
    then = {**now, **former_reasons(findings.findings, claims=report.parameters.accepted)}
    digests = {_whole_seen(report, findings, reasons=then, tables=tables)}
    for reasons in (now, then):
        said = _text_seen(report, findings=findings, reasons=reasons, tables=tables)
        digests.add(canonical_sha256(said | correction_data(report)))
    return {SCOPE_REPORT: frozenset(digests)}


def _whole_seen(
    report: Report, findings: Findings, *, reasons: Mapping[str, str], tables: Mapping[str, str]
) -> str:
    whole = _text_seen(report, findings=findings, reasons=reasons, tables=tables)
    whole |= {"page": page_facts(report), "pictures": pictures_of(report)}
    # Of a report without cells of an analyst's the digest is as it was before there were any.
    return canonical_sha256(whole | ({"cells": report.public_cells} if report.public_cells else {}))


def _reasons(findings: Findings) -> dict[str, str]:
    """Return the reasons of the claims that cover findings, by their keys."""
    return {found.key: found.accepted or "" for found in findings.claimed}


def _tables_seen(report: Report) -> dict[str, str]:
    tables = report.filing_form.tables.values()
    return {table.id: _table_seen(table, report=report) for table in tables}


def _text_seen(
    report: Report,
    *,
    findings: Findings,
    reasons: Mapping[str, str],
    tables: Mapping[str, str],
) -> dict[str, Any]:
    return {
        **_head(report),
        "title": report.title,
        "published": report.parameters.published,
        "tables": tables,
        "text": [_said(report.narrative.preface), *map(_said, report.narrative.sections)],
        "accepted": sorted(_accepted(findings, reasons=reasons)),
    }


def pictures_of(report: Report) -> dict[str, Any]:
    """Return the numbers of the pictures that the page has; earlier years' are among them."""
    filings = (*report.history, report.filing)
    plans = load_plans()
    drawn = {name: build_numbers(plans[name], filings=filings) for name in report.parameters.charts}
    return {
        name: [
            [row.label, *values] for row, values in zip(numbers.rows, numbers.values, strict=True)
        ]
        for name, numbers in drawn.items()
    }


def canonical_sha256(data: object) -> str:
    """Return the sha256 of plain JSON values, the same for the same values.

    Examples
    --------
    >>> canonical_sha256({"b": 1, "a": "数"}) == canonical_sha256({"a": "数", "b": 1})
    True
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _head(report: Report) -> dict[str, Any]:
    return {
        "year": report.year,
        "agency": report.agency.id,
        "edition": report.filing.edition,
    }


def _table_seen(table: Table, *, report: Report) -> str:
    """Hash the figures of one table as the page prints them, unreadable ones too."""
    figures = report.filing.figures
    printed = {address: figures[address].text for address in table.cells if address in figures}
    return canonical_sha256(_head(report) | {"table": table.id, "figures": printed})


def _said(passage: Passage) -> list[int | str]:
    """Return a passage as read: the table it holds stands between the two texts."""
    return [passage.number, passage.heading, passage.before, passage.after]


def _accepted(findings: Findings, *, reasons: Mapping[str, str]) -> list[list[str]]:
    return [
        [found.rule, *found.cells, found.at.quote if found.at else "", reasons[found.key]]
        for found in findings.findings
        if found.key in reasons
    ]

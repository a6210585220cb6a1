"""Reports of zeros that say one thing, and what a rule makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from builders.filings import form, zero_filing
from builders.reports import lawful_words, report_of
from kit.checks import Finding, Findings, check
from kit.source.filing import Filing


def findings_said(
    said: str,
    *,
    number: int = 5,
    agency: Mapping[str, object] | None = None,
    last: Filing | None = None,
) -> Findings:
    """Check a report for 2022 with *said* as its section of that number, 0 for the preface."""
    words = lawful_words(
        form(), preface="" if number else said, sections={number: said} if number else {}
    )
    return check(report_of(zero_filing(form()), narrative=words, agency=agency, last=last))


def of_rule(findings: Findings, rule: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in findings.findings if finding.rule == rule]

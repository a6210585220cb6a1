"""Judge the figures of an agency by themselves: no text, no last year, nobody's claims."""

from __future__ import annotations

from kit.checks.arithmetic.sums import judge_equal
from kit.checks.findings import Finding
from kit.form import form_of_year, kinds, load_forms
from kit.narrative import Narrative, Passage
from kit.parameters import Parameters
from kit.report.model import Report
from kit.source import Filing
from kit.workspace import Agency


def broken_sums(filing: Filing, *, agency: Agency) -> tuple[Finding, ...]:
    """Return where the sums that the form prints do not hold in *filing*."""
    report = Report(
        agency=agency,
        year=filing.year,
        form=form_of_year(filing.year),
        filing_form=load_forms()[filing.edition],
        filing=filing,
        last=None,
        narrative=Narrative(file="", preface=Passage(number=0), sections=()),
        parameters=Parameters(),
    )
    return tuple(
        finding
        for rule in report.form.rules.values()
        if isinstance(rule.kind, kinds.Equal) and rule.severity == "error"
        for finding in judge_equal(rule, kind=rule.kind, report=report).findings
    )

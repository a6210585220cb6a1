"""Narratives parsed from a few lines, and the values their placeholders may name."""

from __future__ import annotations

from builders.filings import filing_of, form
from kit.form import load_forms
from kit.narrative import Narrative, Values, fill_narrative, parse_narrative
from kit.source.filing import Filing
from kit.source.values import Raw
from kit.workspace import Agency, Contact, Site

FILE = "narrative.md"
AGENCY = Agency(
    id="test-agency",
    name="某某区经济局",
    kind="department",
    contact=Contact(telephone="12345678"),
    site=Site(name="某某区人民政府", url="https://www.example.gov.cn/a_b"),
)


def values_of(
    given: dict[str, Raw] | None = None,
    *,
    last: dict[str, Raw] | Filing | None = None,
    agency: Agency = AGENCY,
) -> Values:
    """Return the values of 2022: zeros but for what is given, by address."""
    of = form()
    before = filing_of(of, last, year=2021) if isinstance(last, dict) else last
    return Values(
        agency=agency,
        year=2022,
        form=of,
        filing=filing_of(of, given or {}),
        last=before,
        circular=of.circular,
    )


def parsed(text: str, *, edition: str = "2021") -> Narrative:
    """Return *text* as a narrative, its placeholders as they are."""
    return parse_narrative(text, file=FILE, form=load_forms()[edition])


def filled(text: str, values: Values | None = None) -> str:
    """Return *text*, put into a preface, with its placeholders filled."""
    return fill_narrative(parsed(text), values=values or values_of()).preface.before

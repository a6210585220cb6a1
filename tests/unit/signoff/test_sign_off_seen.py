"""What a decision is bound to: a figure lapses its table and the report, the text the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from builders.claimed import claiming
from builders.filings import filing_of, form
from builders.reports import lawful_words, placed, report_of

from kit.checks import check
from kit.form import load_forms
from kit.form.model import Form
from kit.parameters import Corrected, Correction, Parameters
from kit.signoff import seen_of

ALL = {"report", "t2", "t3", "t4"}


def seen(
    values: Mapping[str, Any] | None = None,
    *,
    of: Form | None = None,
    year: int = 2022,
    **facts: Any,
) -> Mapping[str, str]:
    """Return what is seen of a report of zeros but for *values* and other *facts*."""
    made = report_of(filing_of(of or form(), values or {}, year=year), **facts)
    return seen_of(made, findings=check(made))


def changed(after: Mapping[str, str]) -> set[str]:
    """Return the scopes that no longer are what they were in a report of zeros."""
    before = seen()
    return {scope for scope in before if before[scope] != after[scope]}


def test_there_is_something_to_sign_for_the_report_and_each_table() -> None:
    """Every edition gives its own tables; a hash is 64 hexadecimal digits."""
    for of in load_forms().values():
        found = seen(of=of, year=of.first_year)
        assert set(found) == {"report", *of.tables}
        assert all(len(digest) == 64 for digest in found.values())


@pytest.mark.parametrize("address", sorted(form().cells)[::17])
def test_a_changed_figure_is_its_table_and_the_report(address: str) -> None:
    """Whichever cell changes, no other table is touched."""
    assert changed(seen({address: 7})) == {"report", address.partition(".")[0]}


@pytest.mark.parametrize("raw", ["/", "", None, "12.50"])
def test_what_cannot_be_read_is_seen_too(raw: str | None) -> None:
    """A blank, a mark and the digits of an amount are what the page prints."""
    assert changed(seen({"t2.fees.amount": raw})) == {"report", "t2"}


@pytest.mark.parametrize("section", [1, 5])
def test_changed_words_are_the_report_alone(section: int) -> None:
    """The decisions on the tables stay."""
    words = lawful_words(form(), sections={section: "另一句话。"})
    assert changed(seen(narrative=words)) == {"report"}


def test_the_preface_and_the_headings_are_text() -> None:
    """So is a passage under a heading that is no section of the form."""
    words = lawful_words(form())
    first = replace(words.sections[0], heading="一、总的情况")
    for narrative in (
        lawful_words(form(), preface="前言。"),
        replace(words, sections=(first, *words.sections[1:])),
        replace(words, sections=(*words.sections, replace(first, number=-1))),
    ):
        assert changed(seen(narrative=narrative)) == {"report"}


def test_where_a_table_stands_among_the_words_is_seen() -> None:
    """The same words before the table and after it are two pages."""
    words = lawful_words(form())
    moved = replace(words.sections[0], before="", after=words.sections[0].before)
    narrative = replace(words, sections=(moved, *words.sections[1:]))
    assert changed(seen(narrative=narrative)) == {"report"}


@pytest.mark.parametrize(
    "facts",
    [
        {"agency": {"name": "某某区另一局"}},
        {"parameters": Parameters(published="2023-01-20")},
        {
            "parameters": Parameters(
                correction=Correction(
                    date="2023-03-01",
                    reason="录入有误",
                    items=(Corrected(what="表三", before="1", after="0"),),
                )
            )
        },
    ],
)
def test_title_date_and_correction_are_the_report_alone(facts: dict[str, Any]) -> None:
    """What stands on the page beside figures and sections."""
    assert changed(seen(**facts)) == {"report"}


def test_an_accepted_finding_is_seen_with_its_reason() -> None:
    """Accepting, and giving another reason, are for the reviewer to see."""
    broken = {"t3.received.total": 3}
    reasons = [seen(broken, parameters=_accepting(reason)) for reason in ("已核实", "另有说明")]
    digests = {found["report"] for found in (seen(broken), *reasons)}
    assert len(digests) == 3
    assert {found["t3"] for found in reasons} == {seen(broken)["t3"]}


def test_places_last_year_and_rules_are_not_what_is_signed() -> None:
    """A cell that moved and another year's figures leave this year's decisions alone."""
    filing = filing_of(form(), {})
    last = filing_of(form(), {"t3.carried_out.total": 4}, year=2021)
    plain, other = report_of(filing), report_of(placed(filing, form()), last=last)
    assert seen_of(plain, findings=check(plain)) == seen_of(other, findings=check(other))


@pytest.mark.parametrize("facts", [{"year": 2023}, {"agency": {"id": "other"}}])
def test_each_year_and_agency_has_its_own(facts: dict[str, Any]) -> None:
    """The same zeros elsewhere are something else: a sign-off cannot be taken along."""
    assert changed(seen(**facts)) == ALL


def _accepting(reason: str) -> Parameters:
    report = report_of(filing_of(form(), {"t3.received.total": 3}))
    return claiming(report, reason=reason).parameters

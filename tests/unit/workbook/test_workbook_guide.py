"""The sheet of instructions."""

import pytest
from builders.filings import form, zero_filing
from builders.workbooks import begun, fresh, sheet

from kit.workbook import write_workbook
from kit.workbook.guide import GUIDE


def words(content: bytes) -> list[str]:
    """Return all text of the guide."""
    return [c.value for row in sheet(content, GUIDE).iter_rows() for c in row if c.value]


def test_the_rules_that_mark_are_explained() -> None:
    """Title, reason and cure come from the form's data."""
    said = words(fresh())
    rule = form().rules["R2"]
    assert f"R2 {rule.title}" in said
    assert rule.reason in said
    assert rule.cure in said
    assert not any(text.startswith("Y1") for text in said)


def test_rules_of_last_year_are_explained_where_last_year_is_known() -> None:
    """With last year's filing its rules are listed too."""
    assert any(text.startswith("Y1") for text in words(begun(zero_filing(form()))))


def test_a_filled_workbook_does_not_speak_of_formulas() -> None:
    """What is not there is not explained."""
    of = form()
    filled = write_workbook(of, agency_name="某某局", year=2022, filing=zero_filing(of))
    assert any("自动计算" in text for text in words(fresh()))
    assert not any("自动计算" in text for text in words(filled))


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_no_label_of_the_form_stands_in_the_guide(edition: str) -> None:
    """A reader that looks for labels finds none here."""
    tables = form(edition).tables.values()
    labels = {slot.label.text for table in tables for slot in table.slots if slot.label}
    assert labels.isdisjoint(words(fresh(edition)))

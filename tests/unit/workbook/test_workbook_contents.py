"""What stands in number cells."""

import pytest
from builders.filings import filing_of, form, zero_filing

from kit.source.values import Raw
from kit.workbook.contents import filled_contents, fresh_contents


@pytest.mark.parametrize(
    ("address", "raw", "wanted"),
    [
        ("t2.licensing.decisions", 11398889, 11398889),
        ("t2.licensing.decisions", "１２", 12),
        ("t2.licensing.decisions", "/", "/"),
        ("t2.licensing.decisions", "=1+1", "=1+1"),
        ("t2.licensing.decisions", None, None),
        ("t2.licensing.decisions", " ", None),
        ("t2.licensing.decisions", 10**17 + 1, "100000000000000001"),
        ("t2.licensing.decisions", "9" * 400, "9" * 400),
        ("t2.fees.amount", "59237.2449", 59237.2449),
        ("t2.fees.amount", "18.8710", "18.8710"),
        ("t2.fees.amount", "0", 0),
        ("t2.fees.amount", "592万元", "592万元"),
    ],
)
def test_figures_are_numbers_where_numbers_print_the_same(
    address: str, raw: Raw, wanted: Raw
) -> None:
    """A number stays a number unless its own digits would be lost; words stay words."""
    content = filled_contents(filing_of(form(), {address: raw}))[address]
    assert content.value == wanted
    assert isinstance(content.value, str) == isinstance(wanted, str)
    assert content.formula == ""


@pytest.mark.parametrize(
    ("address", "raw", "wanted"),
    [
        ("t2.procurement.amount", "251000元", "251000元"),
        ("t2.procurement.amount", "251000", 251000),
        ("t2.fees.change", "+43", "+43"),
        ("t2.fees.change", -14, -14),
    ],
)
def test_amounts_keep_their_unit_and_changes_their_sign(
    address: str, raw: Raw, wanted: Raw
) -> None:
    """What edition 2019 allows in words comes out in the same words."""
    assert filled_contents(filing_of(form("2019"), {address: raw}))[address].value == wanted


def test_a_fresh_workbook_is_blank_but_for_its_totals() -> None:
    """Without last year nothing is filled in."""
    contents = fresh_contents(form(), last=None)
    assert {content.value for content in contents.values()} == {None}
    assert {content.note for content in contents.values()} == {""}
    assert sum(bool(content.formula) for content in contents.values()) == 25 + 6 + 3


def test_what_last_year_carried_is_filled_in_and_noted() -> None:
    """Each column says where its figure comes from; the total stays a formula."""
    of = form()
    last = zero_filing(of, t3__carried_out__natural_person=118, t3__carried_out__total=118)
    contents = fresh_contents(of, last=last)
    own = contents["t3.carried_in.natural_person"]
    assert (own.value, own.note, own.formula) == (118, "2022 年报告结转 118 件", "")
    assert contents["t3.carried_in.total"].formula
    assert contents["t3.carried_in.total"].note == "2022 年报告结转 118 件"
    assert contents["t3.carried_in.other"].value == 0


def test_what_last_year_left_blank_is_not_guessed() -> None:
    """A blank of last year is carried over as a blank, without a note."""
    of = form()
    last = zero_filing(of, t3__carried_out__other=None)
    content = fresh_contents(of, last=last)["t3.carried_in.other"]
    assert (content.value, content.note) == (None, "")

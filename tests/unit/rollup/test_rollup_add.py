"""Sums of parts: exact, with the list of their parts, and blank where one is lacking."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders.filings import form, real_filing
from builders.rollups import part_of, rollup_of

from kit.report.rollup import Member
from kit.rollup import Part, add_parts
from kit.rollup.add import summed_filing

CELL = "t3.received.total"
FEES = "t2.fees.amount"


def test_a_sum_names_the_parts_that_are_not_zero() -> None:
    """Zeros are many and say nothing: who is a member and not listed filed 0."""
    rollup = rollup_of(form(), {"教育局": {CELL: 3}, "公安局": {CELL: 4}, "民政局": {}})
    assert rollup.total(CELL) == 7
    assert rollup.sums[CELL].parts == {"part-1": 3, "part-2": 4}


def test_money_is_added_in_decimals() -> None:
    """Tenths that binary fractions cannot hold come out exact, without trailing zeros."""
    rollup = rollup_of(form(), {"甲": {FEES: "0.10"}, "乙": {FEES: "0.20"}})
    assert rollup.total(FEES) == Decimal("0.3")
    assert summed_filing(rollup, form=form()).figures[FEES].text == "0.3"


def test_signed_changes_are_added_with_their_signs() -> None:
    """A form of 2019 has 本年增/减."""
    change = "t2.licensing.change"
    rollup = rollup_of(form("2019"), {"甲": {change: "+43"}, "乙": {change: "-57"}}, year=2020)
    assert summed_filing(rollup, form=form("2019")).figures[change].text == "-14"


def test_amounts_of_different_units_are_added_in_yuan() -> None:
    """592万元 and 251000元 make one amount."""
    amount = "t2.procurement.amount"
    values = {"甲": {amount: "592万元"}, "乙": {amount: "251000元"}, "丙": {amount: "0"}}
    rollup = rollup_of(form("2019"), values, year=2020)
    assert rollup.total(amount) == 6171000
    figure = summed_filing(rollup, form=form("2019")).figures[amount]
    assert (figure.value, figure.text) == (6171000, "6171000元")


def test_one_who_has_not_filed_leaves_every_sum_blank() -> None:
    """Missing is not 0; what is there so far is kept apart."""
    rollup = rollup_of(form(), {"教育局": {CELL: 3}, "公安局": None})
    assert [member.name for member in rollup.uncounted] == ["公安局"]
    assert rollup.total(CELL) is None
    assert rollup.sums[CELL].known == 3
    figures = summed_filing(rollup, form=form()).figures
    assert {figure.value for figure in figures.values()} == {None}


def test_a_cell_that_one_part_left_blank_is_blank_alone() -> None:
    """The other cells have all their parts; who left it blank is named."""
    rollup = rollup_of(form(), {"教育局": {CELL: "/"}, "公安局": {CELL: 4, "t3.granted.total": 2}})
    assert rollup.sums[CELL].blank == ("part-1",)
    assert rollup.total(CELL) is None
    assert rollup.total("t3.granted.total") == 2


def test_tables_of_another_edition_are_not_added() -> None:
    """Tables two and three have other cells in 2019; table four is the same and is added."""
    of = form()
    total = "t4.reconsideration.total"
    parts = [
        part_of(of, {CELL: 3, total: 1}, agency="new", name="甲"),
        part_of(form("2019"), {CELL: 5, total: 2}, agency="old", name="乙"),
    ]
    rollup = add_parts(parts, form=of, agency="county", year=2022)
    assert rollup.differing == {"t2": ("old",), "t3": ("old",)}
    assert rollup.total(CELL) is None
    assert rollup.sums[CELL].known == 3
    assert rollup.total(total) == 3
    filed = summed_filing(rollup, form=of)
    assert filed.figures[CELL].value is None
    assert filed.figures[total].value == 3


def test_a_cell_both_editions_have_is_not_added_from_a_table_that_differs() -> None:
    """处罚决定数量 stands in both tables two, and does not mean the same there."""
    of, cell = form(), "t2.penalties.decisions"
    old = part_of(form("2019"), {cell: 5}, agency="old", name="乙")
    rollup = add_parts([old], form=of, agency="county", year=2022)
    assert (rollup.sums[cell].known, rollup.sums[cell].blank) == (0, ())


def test_an_unreadable_part_is_lacking_like_a_missing_one() -> None:
    """Neither is ever counted as 0."""
    unreadable = Part(member=Member(agency="bad", name="丙", state="unreadable", why="损坏"))
    parts = [part_of(form(), {CELL: 3}, agency="good", name="甲"), unreadable]
    rollup = add_parts(parts, form=form(), agency="county", year=2022)
    assert rollup.uncounted == (unreadable.member,)
    assert rollup.total(CELL) is None


def test_a_real_report_added_to_zeros_is_itself() -> None:
    """Every figure of a published roll-up passes through the addition unchanged."""
    filing = real_filing("suqian-2023")
    values = {address: figure.raw for address, figure in filing.figures.items()}
    parts = [
        part_of(form(), values, agency="real", name="甲"),
        part_of(form(), {}, agency="zero", name="乙"),
    ]
    rollup = add_parts(parts, form=form(), agency="city", year=2023)
    assert all(rollup.total(address) == filing.value(address) for address in form().cells)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_sums_are_in_the_order_of_the_form(edition: str) -> None:
    """A reader finds them as the tables print them."""
    rollup = rollup_of(form(edition), {"甲": {}})
    assert list(rollup.sums) == list(form(edition).cells)

"""Single cells: filled with their type, and zero where nothing can be."""

from __future__ import annotations

import pytest
from builders.filings import filing_of, form, zero_filing
from builders.reports import placed, report_of

from kit.checks import check
from kit.source.filing import Filing
from kit.source.values import Raw


@pytest.mark.parametrize("raw", [None, "", "/", "-", "—", "_", "无", "22（其中修订16件）", -1, 1.5])
def test_what_is_no_count_is_a_fault(raw: Raw) -> None:
    """Blanks, marks, words, negative and broken numbers each break the rule, as they stand."""
    findings = check(report_of(zero_filing(form(), t2__licensing__decisions=raw)))
    [found] = [finding for finding in findings.findings if finding.rule == "R5"]
    assert findings.outcomes["R5"] == "broken"
    assert found.cells == ("t2.licensing.decisions",)
    assert found.found == ("空白" if raw in {None, ""} else str(raw))


def test_a_fault_says_where_what_was_wanted_and_the_cure() -> None:
    """The message names the cell of the workbook and what to write instead."""
    filing = placed(zero_filing(form(), t3__received__enterprise="/"), form())
    [found] = [f for f in check(report_of(filing)).findings if f.rule == "R5"]
    assert found.message == (
        "tables.xlsx 表三 E4（一、本年新收政府信息公开申请数量·商业企业）："
        "应为非负整数，实为“/”。没有请填 0；说明文字请移到正文。"
    )


def test_a_normalised_value_is_noted_and_breaks_nothing() -> None:
    """A number typed as text counts, and the reader is told."""
    findings = check(report_of(zero_filing(form(), t2__licensing__decisions="１,２３４")))
    [found] = [finding for finding in findings.findings if finding.rule == "R5"]
    assert (found.severity, findings.outcomes["R5"]) == ("note", "holds")
    assert (found.expected, found.found) == ("1234", "１,２３４")
    assert findings.counting("error") == ()


def test_a_cell_of_table_four_is_named_by_all_its_headers() -> None:
    """Table four has no row labels, and three columns of each name."""
    filing = zero_filing(form(), t4__litigation_direct__upheld=None)
    [found] = [f for f in check(report_of(filing)).findings if f.rule == "R5"]
    assert found.message.startswith(
        "表四 行政诉讼·未经复议直接起诉·结果维持：应为非负整数，实为空白。"
    )


def test_a_cell_the_filing_lacks_is_blank() -> None:
    """A figure that was never read is reported like one left out."""
    whole = zero_filing(form())
    figures = {a: f for a, f in whole.figures.items() if a != "t2.fees.amount"}
    short = Filing(agency="a", year=2022, edition="2021", figures=figures)
    [found] = [f for f in check(report_of(short)).findings if f.rule == "R5"]
    assert found.cells == ("t2.fees.amount",)


@pytest.mark.parametrize("raw", ["592万元", "251000元", 0])
def test_an_amount_may_carry_its_unit(raw: Raw) -> None:
    """The form of 2019 prints no unit for procurement, so the cell may."""
    filing = filing_of(form("2019"), {"t2.procurement.amount": raw}, year=2020)
    assert check(report_of(filing)).outcomes["R5"] == "holds"


@pytest.mark.parametrize(("value", "outcome"), [(0, "holds"), (1, "broken"), (None, "undecided")])
def test_rules_are_for_those_who_may_make_them(value: Raw, outcome: str) -> None:
    """A bureau's own 规章 is doubted, a blank leaves it open."""
    findings = check(report_of(zero_filing(form(), t2__rules__issued=value)))
    assert findings.outcomes["S1"] == outcome
    assert all(f.severity == "warning" for f in findings.findings if f.rule == "S1")


def test_a_direct_suit_is_noted_as_unusual() -> None:
    """Some suits may be brought directly, so the note does not say they may not."""
    filing = zero_filing(form(), year=2024, t4__litigation_direct__total=2)
    [found] = [f for f in check(report_of(filing)).findings if f.rule == "S9"]
    assert found.severity == "note"
    assert "一般为 0，实为 2" in found.message

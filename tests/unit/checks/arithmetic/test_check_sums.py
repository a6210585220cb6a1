"""Sums, their bounds when cells are blank, and what messages say of them."""

from __future__ import annotations

import pytest
from builders.filings import filing_of, form, real_filing, zero_filing
from builders.reports import placed, report_of

from kit.checks import Finding, Findings, check
from kit.form import load_forms
from kit.source.values import Raw

T3 = "t3.closed_total.natural_person"


def checked(values: dict[str, Raw], *, edition: str = "2021", year: int = 2022) -> Findings:
    """Check a filing of zeros but for *values*."""
    return check(report_of(filing_of(form(edition), values, year=year)))


def only(findings: Findings, rule: str) -> Finding:
    """Return the one finding of a rule."""
    [found] = [finding for finding in findings.findings if finding.rule == rule]
    return found


def test_a_finding_says_both_sides_in_the_forms_own_labels() -> None:
    """The cells, the sums and the words of a broken balance are those of the form."""
    values = {"t3.received.natural_person": 2, T3: 1}
    found = only(checked(values), "R1")
    assert (found.expected, found.found) == (2, 1)
    assert found.cells == (
        "t3.closed_total.natural_person",
        "t3.carried_out.natural_person",
        "t3.received.natural_person",
        "t3.carried_in.natural_person",
    )
    said = (
        "表三“自然人”列：“（七）总计”1 加“四、结转下年度继续办理”0，"
        "应等于“一、本年新收政府信息公开申请数量”2 加“二、上年结转政府信息公开申请数量”0："
        "1＋0 ≠ 2＋0，差 −1。"
    )
    assert found.message.startswith(said)


def test_a_long_sum_lists_at_most_four_cells_that_are_not_zero() -> None:
    """Of the twenty-one results only the first four that count are named."""
    rows = ("granted", "denied_deliberative", "unavailable_unclear", "unprocessed_petition")
    values: dict[str, Raw] = {f"t3.{row}.enterprise": 1 for row in (*rows, "other_other")}
    message = only(checked(values), "R2").message
    assert "“1.信访举报投诉类申请”1 等 21 项之和 5" in message
    assert "3.其他" not in message


def test_a_figure_with_a_place_is_spoken_of_by_it() -> None:
    """What was read from a workbook is found again by sheet and cell."""
    filing = placed(zero_filing(form(), t3__closed_total__natural_person=1), form())
    message = only(check(report_of(filing)), "R1").message
    assert message.startswith("tables.xlsx 表三 D27（“自然人”列）：“（七）总计”1 ")


def test_a_block_of_table_four_is_called_a_part() -> None:
    """Table four has one printed row, so its three blocks are not called rows."""
    found = only(checked({"t4.litigation_direct.total": 1}), "R4")
    assert found.message.startswith("表四“行政诉讼·未经复议直接起诉”部分：“总计”1，应等于")


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"total": None, "upheld": 3}, "undecided"),
        ({"total": 3, "upheld": None}, "undecided"),
        ({"total": 0, "upheld": None}, "undecided"),
        ({"total": 3, "upheld": 4, "pending": None}, "broken"),
        ({"total": 4, "upheld": 3, "pending": "/"}, "undecided"),
        ({"total": None, "upheld": None}, "undecided"),
    ],
)
def test_a_sum_with_blanks_is_broken_only_when_nothing_can_mend_it(
    values: dict[str, Raw], outcome: str
) -> None:
    """Blanks are filled with zero or more, and a mark is as good as a blank."""
    cells = {f"t4.reconsideration.{column}": value for column, value in values.items()}
    assert checked(cells).outcomes["R4"] == outcome


def test_a_broken_sum_with_blanks_says_its_bound() -> None:
    """Expected is what it comes to at least."""
    cells: dict[str, Raw] = {
        "t4.reconsideration.total": 3,
        "t4.reconsideration.upheld": 4,
        "t4.reconsideration.pending": None,
    }
    found = only(checked(cells), "R4")
    assert (found.expected, found.found) == ("至少 4", 3)
    assert "“尚未审结”（空白）" in found.message


def test_one_broken_column_outweighs_an_undecided_one() -> None:
    """The outcome of a rule is its worst column's."""
    values: dict[str, Raw] = {T3: 1, "t3.closed_total.enterprise": None}
    assert checked(values).outcomes["R1"] == "broken"


def test_last_years_figures_are_called_so() -> None:
    """What is carried in is held against last year's report, and only this year's cells named."""
    filing = zero_filing(form(), t3__carried_in__enterprise=4)
    last = zero_filing(form(), year=2021, t3__carried_out__enterprise=5)
    found = only(check(report_of(filing, last=last)), "Y1")
    assert "应等于上年报告“四、结转下年度继续办理”5" in found.message
    assert found.cells == ("t3.carried_in.enterprise",)


def test_documents_taken_away_are_said() -> None:
    """The sum of documents in force says what came and what went."""
    filing = zero_filing(form(), t2__rules__issued=2, t2__rules__repealed=1, t2__rules__in_force=9)
    last = zero_filing(form(), year=2021, t2__rules__in_force=10)
    found = only(check(report_of(filing, last=last)), "Y2")
    assert (
        "上年报告“现行有效件数”10 加“本年制发件数”2 减“本年废止件数”1：9 ≠ 10＋2－1，差 −2"
        in found.message
    )


def test_last_year_in_the_other_edition_is_compared_where_it_can_be() -> None:
    """From 2020 to 2021 requests carry over, and documents in force have no figure to follow."""
    filing = zero_filing(form("2021"), year=2021, t3__carried_in__enterprise=4)
    last = zero_filing(form("2019"), year=2020)
    outcomes = check(report_of(filing, last=last)).outcomes
    assert (outcomes["Y1"], outcomes["Y2"]) == ("broken", "not applicable")


def test_a_filing_in_the_old_form_is_judged_by_the_cells_it_has() -> None:
    """The due form's rules add up the old form's rows; those about cells it lacks do not apply."""
    old = zero_filing(form("2019"), t3__other_handling__enterprise=1)
    outcomes = check(report_of(old, form=load_forms()["2021"], last=old)).outcomes
    assert (outcomes["R2"], outcomes["Y2"], outcomes["S2"]) == (
        "broken",
        "not applicable",
        "broken",
    )


@pytest.mark.parametrize(
    ("part", "whole", "outcome"),
    [
        (20, 100, "holds"),
        (21, 100, "broken"),
        (0, 0, "not applicable"),
        (None, 100, "undecided"),
        (21, None, "undecided"),
    ],
)
def test_a_share_is_exact_and_blanks_leave_it_open(part: Raw, whole: Raw, outcome: str) -> None:
    """Twenty percent is still at most twenty percent."""
    values = {"t3.other_other.total": part, "t3.closed_total.total": whole}
    assert checked(values).outcomes["S12"] == outcome


def test_a_share_is_said_in_percent() -> None:
    """A third is rounded for people only."""
    values: dict[str, Raw] = {"t3.other_other.total": 1, "t3.closed_total.total": 3}
    found = only(checked(values), "S12")
    assert (found.expected, found.found) == ("不超过 20%", "33.33%")


def test_pending_cases_must_come_back() -> None:
    """A part's total below last year's pending cases is a warning."""
    filing = zero_filing(form(), t4__reconsideration__upheld=1, t4__reconsideration__total=1)
    last = zero_filing(form(), year=2021, t4__reconsideration__pending=2)
    found = only(check(report_of(filing, last=last)), "Y3")
    assert found.severity == "warning"
    assert "“总计”1，应不少于上年报告“尚未审结”2" in found.message


@pytest.mark.parametrize(
    "name", ["suqian-2023", "suqian-2024", "qiantang-jxkj-2022"], ids=lambda name: name
)
def test_published_figures_add_up(name: str) -> None:
    """Reports published by real agencies break no sum."""
    last = real_filing("suqian-2023") if name == "suqian-2024" else None
    city = {"rule_making": True}
    findings = check(report_of(real_filing(name), last=last, agency=city))
    assert {f.rule for f in findings.findings} <= {"S9"}
    assert findings.outcomes["Y2"] == ("holds" if last else "not applicable")


def test_a_published_report_with_blanks_is_undecided() -> None:
    """Shanghai's report for 2019 leaves cells blank, and what is filled contradicts nothing."""
    findings = check(report_of(real_filing("shanghai-office-2019")))
    assert {findings.outcomes[rule] for rule in ("R1", "R2", "R3", "R4")} == {"undecided"}
    assert findings.outcomes["R5"] == "broken"

"""The numbers of a picture are the filing's own figures, and nothing is guessed."""

from __future__ import annotations

import pytest
from builders.charts import table_numbers, texts, years_of
from builders.filings import form, real_filing, zero_filing

from kit.charts import Chart, charts_of
from kit.charts.plans import load_plans
from kit.form import load_forms
from kit.parameters import CHARTS
from kit.source.filing import Filing

IDS = tuple(load_plans())


def one(name: str, *filings: Filing) -> Chart:
    """Return one picture of *filings*."""
    (chart,) = charts_of(filings, only=[name])
    return chart


def total(filing: Filing, *patterns: str) -> int:
    """Add up the figures that *patterns* name."""
    addresses = [a for pattern in patterns for a in form(filing.edition).match(pattern)]
    return sum(int(filing.figures[address].text) for address in addresses)


# The data.


def test_the_pictures_are_those_a_report_can_ask_for() -> None:
    """The names in report.yaml are the names of the packaged pictures."""
    assert IDS == CHARTS


@pytest.mark.parametrize("edition", load_forms())
@pytest.mark.parametrize("name", IDS)
def test_every_number_of_a_picture_is_of_cells_in_either_edition(edition: str, name: str) -> None:
    """No row or column names a cell that the form does not have."""
    plan, of = load_plans()[name], form(edition)
    for column in plan.columns:
        for row in plan.rows or (column,):
            assert of.match(column.cells.replace("{row}", row.cells))


@pytest.mark.parametrize("edition", load_forms())
def test_the_outcomes_are_all_there_are(edition: str) -> None:
    """Every row of table three that is an outcome is in just one group."""
    (column,) = load_plans()["outcomes"].columns
    rows = [row.cells for row in load_plans()["outcomes"].rows]
    found = [a for row in rows for a in form(edition).match(column.cells.replace("{row}", row))]
    every = set(form(edition).match("t3.*.total"))
    rest = {f"t3.{row}.total" for row in ("received", "carried_in", "closed_total")}
    assert len(found) == len(set(found))
    assert set(found) == every - rest


# The figures.


@pytest.mark.parametrize("name", ["suqian-2023", "suqian-2024", "qiantang-jxkj-2022"])
def test_outcomes_are_the_table_s(name: str) -> None:
    """Each group is the sum of its rows, and all of them are what was closed and carried over."""
    filing = real_filing(name)
    chart = one("outcomes", filing)
    groups = ("granted", "partly_granted", "denied_*", "unavailable_*", "unprocessed_*", "other_*")
    wanted = [total(filing, f"t3.{row}.total") for row in (*groups, "carried_out")]
    assert list(map(int, table_numbers(chart))) == wanted
    assert sum(wanted) == total(filing, "t3.closed_total.total", "t3.carried_out.total")
    if chart.svg:
        assert texts(chart)[1::2] == list(map(str, wanted))


def test_applicants_are_the_columns_of_table_three() -> None:
    """Each applicant's outcomes add up to what was closed and carried over for it."""
    filing = real_filing("suqian-2024")
    numbers = list(map(int, table_numbers(one("applicants", filing))))
    columns = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")
    for at, column in enumerate(columns):
        wanted = total(filing, f"t3.closed_total.{column}", f"t3.carried_out.{column}")
        assert sum(numbers[7 * at : 7 * at + 7]) == wanted


def test_disputes_are_the_blocks_of_table_four() -> None:
    """Reconsideration, direct suits and suits after it, with four results each."""
    filing = real_filing("suqian-2024")
    blocks = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    results = ("upheld", "corrected", "other", "pending")
    wanted = [total(filing, f"t4.{block}.{result}") for block in blocks for result in results]
    assert list(map(int, table_numbers(one("disputes", filing)))) == wanted


def test_the_years_stand_in_order_with_what_each_received_and_closed() -> None:
    """A year is a row; the caption names the first and the last."""
    chart = one("requests", *years_of("suqian-2024", 10, 20))
    assert chart.title == "2022—2024年政府信息公开申请收到和办结数量（单位：件）"
    assert table_numbers(chart) == ["10", "121", "3521", "20", "121", "3521", "3525", "121", "3521"]
    assert "新收 20＋上年结转 121" in texts(chart)


def test_one_year_alone_is_a_picture_too() -> None:
    """Without earlier filings the caption names one year."""
    chart = one("requests", real_filing("suqian-2023"))
    assert chart.title.startswith("2023年")
    assert texts(chart) == ["2023年", "新收 3511＋上年结转 96", "办结 3486"]


def test_years_of_both_editions_stand_side_by_side() -> None:
    """The form changed in 2021, the numbers of requests did not."""
    older = zero_filing(form("2019"), year=2020, t3__received__total=7, t3__closed_total__total=7)
    newer = zero_filing(form("2021"), year=2021, t3__received__total=9, t3__closed_total__total=8)
    assert table_numbers(one("requests", older, newer)) == ["7", "0", "7", "9", "0", "8"]


def test_a_year_without_a_filing_is_shown_as_such() -> None:
    """A year between that is not there keeps its row, and is no zero."""
    first, _, last = years_of("suqian-2024", 10, 20)
    chart = one("requests", first, last)
    assert texts(chart)[3:5] == ["2023年", "—（没有数据）"]
    assert table_numbers(chart)[3:6] == ["—", "—", "—"]
    assert "“—”是没有填报的数" in chart.description


def test_a_missing_figure_is_no_zero() -> None:
    """A blank cell is shown as missing, and a group with one is missing whole."""
    filing = real_filing("suqian-2024")
    blank = zero_filing(
        form(), t3__granted__total=4, t3__denied_state_secret__total="", t3__carried_out__total=1
    )
    assert texts(one("outcomes", blank))[1::2] == ["4", "0", "—", "0", "0", "0", "1"]
    assert "—" not in table_numbers(one("outcomes", filing))


# Nothing to draw.


@pytest.mark.parametrize("name", IDS)
def test_there_is_no_picture_of_nothing(name: str) -> None:
    """Where all is zero, a sentence says what there was none of."""
    chart = one(name, zero_filing(form(), year=2022))
    assert chart.svg == ""
    assert chart.description.startswith("2022年没有")


def test_zeros_over_the_years_are_told_for_all_of_them() -> None:
    """The sentence names the first and the last year."""
    filings = [zero_filing(form(), year=year) for year in (2021, 2022)]
    assert one("requests", *filings).description.startswith("2021—2022年没有")


@pytest.mark.parametrize("name", IDS)
def test_what_is_not_filled_in_is_not_called_nothing(name: str) -> None:
    """Blank cells beside zeros are no claim that there were none."""
    blank = zero_filing(
        form(),
        **{
            address.replace(".", "__"): ""
            for address in form().cells
            if address.startswith(("t3.received", "t3.carried_out", "t4.reconsideration"))
        },
    )
    chart = one(name, blank)
    assert chart.svg == ""
    assert "没有填全" in chart.description


def test_a_table_with_most_cells_blank_is_not_drawn() -> None:
    """A published report that left the outcomes' totals out has no picture of them."""
    chart = one("outcomes", real_filing("shanghai-office-2019"))
    assert (chart.svg, chart.description) == ("", "表三的办理结果没有填全，不作图。")
    assert one("requests", real_filing("shanghai-office-2019")).svg

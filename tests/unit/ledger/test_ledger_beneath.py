"""Column numbers and units right under a ledger's headings, as Chinese forms print them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import YEAR, page_of
from builders.ledgers_rough import HEADINGS, grid, read, received, refused, row
from builders.spreadsheets import Page, write_book

from kit.ledger import Ledger, read_ledger

NUMBERED = (
    [1, 2, 3, 4, 5],
    [1.0, 2.0, 3.0, 4.0, 5.0],
    ["1", "2", "3", "4", "5"],
    ["（1）", "（2）", "（3）", "（4）", "（5）"],
    ["①", "②", "③", "④", "⑤"],
    ["1栏", "2栏", "3栏", "4栏", "5栏"],
    ["甲", "乙", "丙", "丁", "戊"],
    ["甲", "乙", "丙", 1, 2],
    ["A", "B", "C", "1", "2"],
    ["甲", 1, "乙", "丙", 2],
)


def fees(folder: Path, *rows: Sequence[object]) -> Ledger:
    """Return what a ledger of fees comes to."""
    return read(folder, grid(*rows, name="收费"))


@pytest.mark.parametrize("numbers", NUMBERED)
def test_a_row_of_column_numbers_is_no_request(tmp_path: Path, numbers: Sequence[object]) -> None:
    """It is left out without a word; the rows below it are named as they stand."""
    ledger = read(tmp_path, grid(HEADINGS, numbers, row(), row("2")))
    assert (received(ledger), ledger.notes) == (2, ())
    assert ledger.counts["t3.received.total"].rows[0].numbers == (3, 4)


@pytest.mark.parametrize(
    "units",
    [[None, "（年月日）", None, None, "年/月/日"], ["单位：件"], [None, None, None, None, "(日)"]],
)
def test_a_row_of_units_is_no_request(tmp_path: Path, units: Sequence[object]) -> None:
    """Above or below the numbers of the columns."""
    assert received(read(tmp_path, grid(HEADINGS, units, row()))) == 1
    assert received(read(tmp_path, grid(HEADINGS, units, NUMBERED[0], row()))) == 1
    assert received(read(tmp_path, grid(HEADINGS, NUMBERED[0], units, row()))) == 1


def test_below_merged_headings(tmp_path: Path) -> None:
    """Two rows of headings, then the numbers, also in a column that nobody knows."""
    page = grid(
        ["登记号", "日期", None, "申请人类型", "答复类型", "经办人"],
        [None, "收到", "答复"],
        ["甲", 1, 2, 3, 4, 5],
        ["1", "2022.3.1", "2022.3.9", "自然人", "提供", "某某"],
    )
    merges = ((0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (0, 4, 2, 1), (0, 5, 2, 1))
    assert received(read(tmp_path, Page(name=page.name, values=page.values, merges=merges))) == 1


@pytest.mark.parametrize(
    "numbers",
    [
        [1, 2, 3, 4],
        [1, 2, 3, 5, 6],
        [2, 3, 4, 5, 6],
        ["乙", "甲", 1, 2, 3],
        [1, 2, "自然人", 4, 5],
        [2, "甲", 1, 3, 4],
    ],
)
def test_what_only_looks_so_is_asked_about(tmp_path: Path, numbers: Sequence[object]) -> None:
    """A gap, another order, a column without: it may be a request with slips of the hand."""
    assert any("应为日期" in said for said in refused(tmp_path, grid(HEADINGS, numbers, row())))


def test_numbers_further_down_are_a_row(tmp_path: Path) -> None:
    """Only right under the headings do they number columns."""
    assert refused(tmp_path, grid(HEADINGS, row(), [1, 2, 3, 4, 5]))


@pytest.mark.parametrize(
    ("unit", "sum_"), [("（元）", "0.12"), ("万元", "1200"), ("单位：元", "0.12")]
)
def test_a_unit_below_is_the_amounts(tmp_path: Path, unit: str, sum_: str) -> None:
    """As if it stood in brackets after the heading."""
    headings = ("票据号", "收费项目", "收费日期", "收费金额")
    paid = ["1", "登记费", "2022-03-01", 1200]
    ledger = fees(tmp_path, headings, [None, None, None, unit], paid)
    assert ledger.counts["t2.fees.amount"].value == Decimal(sum_)
    (said,) = refused(tmp_path, grid(headings, paid, name="收费"))
    assert "没有单位" in said


def test_numbers_under_fees_are_no_fee_of_march(tmp_path: Path) -> None:
    """A month may stand in the column of dates: what is numbered beside it is the item."""
    headings = ("票据号", "收费项目", "收费日期", "收费金额（元）")
    ledger = fees(tmp_path, headings, [1, 2, 3, 4], ["1", "登记费", "3月", 1200])
    assert ledger.counts["t2.fees.amount"].value == Decimal("0.12")


@pytest.mark.parametrize("months", [("1月", "2月"), (2, 3), ("2022-01", "2022-02")])
def test_lettered_months_are_told_from_january(
    tmp_path: Path, months: tuple[object, object]
) -> None:
    """甲 1 2 3 numbers the columns; 1 2 3 4 may be what January came to, and counts."""
    headings = ("月份", "行政许可", "行政处罚", "行政强制")
    below = [[month, 5, 6, 7] for month in months]
    ledger = read(tmp_path, grid(headings, ["甲", 1, 2, 3], *below, name="按月件数"))
    assert ledger.counts["t2.licensing.decisions"].value == 10
    ledger = read(tmp_path, grid(headings, [1, 2, 3, 4], [12, 5, 6, 7], name="按月件数"))
    assert ledger.counts["t2.licensing.decisions"].value == 7
    (said,) = refused(tmp_path, grid(headings, [1, 2, 3, 4], ["1月", 5, 6, 7], name="按月件数"))
    assert "这个月已有一行" in said


def test_in_text_separated_by_tabs(tmp_path: Path) -> None:
    """Where every number is text; saved by Excel as “Unicode 文本”."""
    page = page_of("申请", HEADINGS, [NUMBERED[7], row(), row("2")])  # type: ignore[list-item]
    path = write_book(tmp_path / "ledger.txt", [page], encoding="utf-16")
    path.write_bytes(path.read_bytes().decode("utf-16").replace(",", "\t").encode("utf-16"))
    assert received(read_ledger([path], form=form(), year=YEAR)) == 2

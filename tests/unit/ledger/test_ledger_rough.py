"""Rows as rough as people's ledgers have them: left out, read right, or refused with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers_rough import HEADINGS, Rows, grid, read, received, refused, row


@pytest.mark.parametrize(
    "above",
    [
        [["某局2022年依申请公开台账"]],
        [["某局2022年依申请公开台账"], []],
        [["某局台账"], ["填报单位：某局", None, None, None, "单位：件"]],
        [["no", "received", "applicant", "outcome", "answered"]],
    ],
)
def test_what_stands_above_the_headings_is_passed_over(tmp_path: Path, above: Rows) -> None:
    """A title, who filled it in, the names a system gives its columns."""
    assert received(read(tmp_path, grid(*above, HEADINGS, row()))) == 1


@pytest.mark.parametrize("blank", [[], [None, " ", "\u3000"]])
def test_blank_rows_are_nothing(tmp_path: Path, blank: Sequence[object]) -> None:
    """In the middle, truly blank or of blanks."""
    ledger = read(tmp_path, grid(HEADINGS, row(), blank, blank, row("2")))
    assert (received(ledger), ledger.notes) == (2, ())


@pytest.mark.parametrize(
    "words",
    [
        "合计",
        "总 计",
        "小　计：",
        "本页小计",
        "2022年合计",
        "一季度小计",
        "合计：2件",
        "共2件",
        "总计（件）",
    ],
)
@pytest.mark.parametrize("cells", [[], [2, None, None, 2], [None, None, 44621, 2]])
def test_a_row_of_totals_is_left_out_and_noted(
    tmp_path: Path, words: str, cells: Sequence[object]
) -> None:
    """With numbers under the dates or without, whatever it is called."""
    ledger = read(tmp_path, grid(HEADINGS, row(), row("2"), [words, *cells]))
    assert received(ledger) == 2
    assert ledger.notes == ("ledger.xlsx 申请 A4：是合计行，没有计入。",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["一季度"], "是分段的标题"),
        (["2022年3月份"], "是分段的标题"),
        (["注：以上统计截至12月31日"], "是注释或签名"),
        (["填表人：某某", None, "审核人：某某", None, "2023年1月3日"], "是注释或签名"),
    ],
)
def test_separators_and_remarks_are_left_out_and_noted(
    tmp_path: Path, line: Sequence[object], said: str
) -> None:
    """Their words are not repeated: they may name people."""
    ledger = read(tmp_path, grid(HEADINGS, row(), line))
    assert received(ledger) == 1
    assert ledger.notes == (f"ledger.xlsx 申请 A3：{said}，没有计入。",)


def test_a_row_that_may_be_a_request_is_not_left_out(tmp_path: Path) -> None:
    """A number kept for a request, or words that are no known remark, are asked about."""
    lines = refused(
        tmp_path, grid(HEADINGS, row(), ["2022-7"], ["张三来访"], ["2022-8", None, "个人"])
    )
    assert lines == ["ledger.xlsx 申请 B3–B5：应为日期，实为空白。请填写；不是台账内容的行请删去。"]


def test_a_month_that_nothing_was_entered_for_is_asked_about(tmp_path: Path) -> None:
    """It looks like a separator, and might be a month forgotten."""
    page = grid(["月份", "行政许可"], ["1月", 3], ["2月"], ["第一季度", 3], name="按月件数")
    blank, quarter = refused(tmp_path, page)
    assert blank == "ledger.xlsx 按月件数 B3：应为非负整数，实为空白。没有请填 0。"
    assert quarter.startswith("ledger.xlsx 按月件数 A4：应为日期，实为读不出的写法。")


def test_numbers_may_be_text_with_their_unit(tmp_path: Path) -> None:
    """In any width, with separators."""
    page = grid(
        ["月份", "行政许可"], ["1月", "1,234件"], ["2月", "５６"], ["3月", " 1 宗"], name="月报"
    )
    assert read(tmp_path, page).counts["t2.licensing.decisions"].value == 1291


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("22-1-5", "年份只写了两位"),
        ("22年1月5日", "年份只写了两位"),
        ("1月5日", "缺年份"),
        ("1.5", "缺年份"),
        ("2022.13.1", "不存在的日子"),
        ("20220230", "不存在的日子"),
        ("2022年1月", "没写到日"),
        ("5/1/2022", "分不清哪个数是月、哪个是日"),
        ("2022.1.5-2022.1.7", "读不出的写法"),
        ("2202.1.5", "年份不合常理"),
        (date(1900, 1, 5), "年份不合常理"),
        (7, "读不出的写法"),
        (True, "读不出的写法"),
    ],
)
def test_why_something_is_no_date(tmp_path: Path, written: object, why: str) -> None:
    """The reason helps where the words may not be repeated."""
    page = grid(HEADINGS, row(received=written))
    cure = "请改写为 2022-01-05 或 2022年1月5日 这样的日期。"
    cure += "不是台账内容的行请删去。" if why == "读不出的写法" else ""
    assert refused(tmp_path, page) == [f"ledger.xlsx 申请 B2：应为日期，实为{why}。{cure}"]


def test_a_slip_in_the_year_of_an_answer_makes_nothing_carried_out(tmp_path: Path) -> None:
    """2202 for 2022 would leave the request open for 180 years; it is said once."""
    line = [*row()[:4], "2202.3.9"]
    (said,) = refused(tmp_path, grid(HEADINGS, line))
    assert said.startswith("ledger.xlsx 申请 E2：应为日期，实为年份不合常理。")


def test_headings_over_nothing_tell_nothing(tmp_path: Path) -> None:
    """A sheet nobody filled in makes no zeros; one that says 无 does."""
    fees = grid(["收费日期", "收费金额（元）"], name="收费")
    assert read(tmp_path, grid(HEADINGS), fees).counts == {}
    ledger = read(tmp_path, grid(HEADINGS, ["本年度无此类事项"]), fees)
    assert (received(ledger), len(ledger.counts), ledger.notes) == (
        0,
        len(form().tables["t3"].cells),
        (),
    )


def test_a_ledger_of_another_year_is_noted(tmp_path: Path) -> None:
    """Its zeros may be true, so it is no error."""
    old = [["1", "2020.1.3", "自然人", "提供", "2020.1.9"], ["2", "2023.1.3", "自然人", None, None]]
    ledger = read(tmp_path, grid(HEADINGS, *old))
    assert received(ledger) == 0
    assert ledger.notes == ("ledger.xlsx 申请：没有一行计入 2022 年，请核对是不是这一年的台账。",)

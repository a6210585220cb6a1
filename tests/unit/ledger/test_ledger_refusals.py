"""Rows that cannot be counted: all of them at once, by cell, what stands in them never said."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import HEADINGS, YEAR, page_of, request
from builders.spreadsheets import Page, Value, write_book

from kit.errors import SourceError
from kit.ledger import read_ledger

ASK = "请按表式的名称改写；不确定的请先核实，这里不作猜测。"
NEAR = "最接近的有：办理中。"
ADVICE = "咨询在表三没有对应的行，请核对实际答复后改写"


def refused(folder: Path, *pages: Page) -> list[str]:
    """Return what is said of a ledger that must be refused, a line a fault."""
    path = write_book(folder / "ledger.xlsx", pages)
    with pytest.raises(SourceError) as error:
        read_ledger([path], form=form(), year=YEAR)
    return str(error.value).splitlines()


def refused_request(folder: Path, **cells: Value) -> str:
    """Return what is said of a ledger of one request."""
    (said,) = refused(folder, page_of("申请", HEADINGS, [request(**cells)]))
    return said


def test_all_rows_of_an_unknown_wording_are_listed(tmp_path: Path) -> None:
    """One fault for all of them, and the words stay where they are."""
    found = [request(答复类型=text) for text in ("张三的事已办", "提供", "李四的事已办", "咨询")]
    assert refused(tmp_path, page_of("申请", HEADINGS, found)) == [
        f"ledger.xlsx 申请 O2、O4：应为已知的答复类型，实为“某某的事已办”。{NEAR}{ASK}",
        f"ledger.xlsx 申请 O5：应为已知的答复类型，实为{ADVICE}。{ASK}",
    ]


@pytest.mark.parametrize("column", ["申请人类型", "答复类型"])
def test_the_same_unknown_words_twice_are_one_fault(column: str, tmp_path: Path) -> None:
    """What was looked up before is refused as it was at first, with both cells."""
    found = [request(**{column: "谁也不知道的写法"}) for _ in range(3)]
    (said,) = refused(tmp_path, page_of("申请", HEADINGS, found))
    assert f"2–{said[15]}4：应为已知的{column}，实为“谁也不知道的写法”。" in said


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ({"申请人类型": "外星人"}, "D2：应为已知的申请人类型，实为“外星人”。"),
        ({"申请人类型": None}, "D2：应为已知的申请人类型，实为空白。"),
        ({"申请人类型": "法人或其他组织"}, "D2：应为已知的申请人类型，实为只写了大类"),
        ({"答复日期": "2022-02-28"}, "N2：应为收到之后的日期，实为比收到日期还早。"),
        ({"答复日期": None}, "N2：应为答复日期，实为有答复类型而没有日期。"),
        ({"答复类型": "办理中"}, "O2：应为答复类型，实为有答复日期而仍在办理。"),
        ({"答复类型": None}, "O2：应为已知的答复类型，实为空白。"),
        ({"收到日期": None}, "B2：应为日期，实为空白。"),
        ({"收到日期": "/"}, "B2：应为日期，实为空白。"),
        ({"收到日期": "春节前"}, "B2：应为日期，实为读不出的写法。"),
        ({"收到日期": "22.3.1"}, "B2：应为日期，实为年份只写了两位。"),
    ],
)
def test_what_is_wrong_with_one_request(
    tmp_path: Path, cells: dict[str, Value], wanted: str
) -> None:
    """Each fault names its cell."""
    assert refused_request(tmp_path, **cells).startswith(f"ledger.xlsx 申请 {wanted}")


def test_a_number_twice(tmp_path: Path) -> None:
    """Both rows are named, on whichever sheets they stand."""
    first = page_of("一季度", HEADINGS, [request(登记号="甲1"), request(登记号="甲2")])
    second = page_of("二季度", HEADINGS, [request(登记号="甲1 ")])
    (said,) = refused(tmp_path, first, second)
    assert said.startswith("ledger.xlsx 二季度 A2：应为每件各有一个登记号，实为与 一季度 A2 相同。")


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (("行政诉讼", "2022.3.1", "2022.4.1", "维持"), "A2：应为已知的案件类型，实为只写了大类"),
        (("行政复议", "2022.3.1", "2022.2.1", "维持"), "C2：应为受理之后的日期"),
        (
            ("行政复议", "2022.3.1", "2022.4.1", "驳回行政复议申请"),
            "D2：应为已知的结果，实为驳回请求计入",
        ),
        (("行政复议", "2022.3.1", "2022.4.1", "审理中"), "D2：应为结果，实为有审结日期而尚未审结"),
        (("行政复议", "2022.3.1", "", "维持"), "C2：应为审结日期，实为有结果而没有日期"),
    ],
)
def test_what_is_wrong_with_a_case(tmp_path: Path, row: tuple[Value, ...], wanted: str) -> None:
    """Types, dates and results, as with requests."""
    (said,) = refused(
        tmp_path, page_of("复议诉讼", ("案件类型", "受理日期", "审结日期", "结果"), [row])
    )
    assert said.startswith(f"ledger.xlsx 复议诉讼 {wanted}")


@pytest.mark.parametrize(
    ("name", "headings", "rows", "wanted"),
    [
        (
            "规范性文件",
            ("文号", "类别", "印发日期", "废止日期"),
            [("1", "一般文件", "2022.3.1", "")],
            "B2：应为已知的文件类别，实为只有规章",
        ),
        (
            "规范性文件",
            ("文号", "印发日期", "废止日期"),
            [("1", "2022.3.1", "2021.3.1")],
            "C2：应为制发之后的日期",
        ),
        (
            "决定",
            ("类别", "决定日期"),
            [("行政检查", "2022.3.1")],
            "A2：应为已知的决定类别，实为表二只统计",
        ),
        (
            "决定",
            ("月份", "行政许可"),
            [("1月", 3), ("1月", 4)],
            "A3：应为每月一行，实为这个月已有一行",
        ),
        ("决定", ("月份", "行政许可"), [("1月", "若干")], "B2：应为非负整数，实为别的内容"),
        (
            "收费",
            ("收费日期", "收费金额"),
            [("2022.3.1", 30)],
            "B2：应有写明单位的金额，没有单位。",
        ),
        (
            "收费",
            ("收费日期", "收费金额（元）"),
            [("2022.3.1", "约三十")],
            "B2：应为金额，实为别的内容",
        ),
    ],
)
def test_what_is_wrong_in_other_ledgers(
    tmp_path: Path,
    name: str,
    headings: tuple[str, ...],
    rows: list[tuple[Value, ...]],
    wanted: str,
) -> None:
    """Documents, decisions and fees."""
    (said,) = refused(tmp_path, page_of(name, headings, rows))
    assert said.startswith(f"ledger.xlsx {name} {wanted}")

"""Headings, numbers, formulas and files as people have them: read right, or refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from builders.filings import form
from builders.ledgers import YEAR, page_of
from builders.ledgers_rough import HEADINGS, grid, read, received, refused, row, written
from builders.spreadsheets import Page, Value, write_book

from kit.errors import SourceError
from kit.ledger import read_ledger


@pytest.mark.parametrize(
    "headings",
    [
        (
            "答复日期[必填]",
            "答复类型\n（表三）",
            "申请人类型（自然人/法人）",
            "收到日期【年月日】",
            "登记号",
        ),
        ("*答复日期", "4.答复类型", "申请人类型：", "（2）收到日期", "1登记号"),
        ("办结时间", "办理结果", "申请人性质", "收件日期", "流水号"),
    ],
)
def test_headings_in_any_order_with_remarks(tmp_path: Path, headings: Sequence[str]) -> None:
    """Aliases, line breaks, numbering, stars and brackets of every kind."""
    assert received(read(tmp_path, grid(headings, row()[::-1]))) == 1


def test_a_group_of_dates_is_read_with_its_parts(tmp_path: Path) -> None:
    """日期 over 收到 and 答复, merged, above the columns of the dates."""
    page = grid(
        ["登记号", "日期", None, "申请人类型", "答复类型"],
        [None, "收到", "答复"],
        ["1", "2022.3.1", "2022.3.9", "自然人", "提供"],
    )
    merges = ((0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (0, 4, 2, 1))
    ledger = read(tmp_path, Page(name=page.name, values=page.values, merges=merges))
    assert received(ledger) == 1


@pytest.mark.parametrize("missing", ["收到日期", "答复类型", "申请人类型"])
def test_any_column_may_be_the_missing_one(tmp_path: Path, missing: str) -> None:
    """The column of dates too."""
    kept = [heading for heading in HEADINGS if heading != missing]
    (said,) = refused(tmp_path, grid(kept, row()[:4]))
    assert said.startswith(
        f"ledger.xlsx 申请 第 1 行（依申请公开台账）：应有“{missing}”一列，没有。"
    )


def test_a_heading_that_report_yaml_names_and_no_sheet_has(tmp_path: Path) -> None:
    """The cure is about report.yaml then."""
    path = write_book(tmp_path / "ledger.xlsx", [grid(HEADINGS, row())])
    with pytest.raises(
        SourceError, match=r"应有“结论”一列（report\.yaml 写的“答复类型”），没有。请改正"
    ):
        read_ledger([path], form=form(), year=YEAR, columns={"requests": {"outcome": ["结论"]}})


@pytest.mark.parametrize("number", ["A-1", 1, "1.0"])
def test_a_number_in_two_files_is_refused(tmp_path: Path, number: Value) -> None:
    """The fault says in which file the first stands."""
    paths = [write_book(tmp_path / f"{n}.xlsx", [grid(HEADINGS, row(number))]) for n in "甲乙"]
    with pytest.raises(
        SourceError, match=r"乙\.xlsx 申请 A2：应为每件各有一个登记号，实为与 甲\.xlsx 申请 A2 相同"
    ):
        read_ledger(paths, form=form(), year=YEAR)


def test_a_case_or_document_entered_twice_is_refused(tmp_path: Path) -> None:
    """By its own number, as a request is; marks for no number are none."""
    case = ["复议1号", "行政复议", "2022.3.1", "2022.4.1", "维持"]
    cases = grid(["案号", "案件类型", "受理日期", "审结日期", "结果"], case, case, name="复议诉讼")
    paper = ["/", "2022.3.1", None]
    papers = grid(["文号", "印发日期", "废止日期"], paper, paper, name="规范性文件")
    (said,) = refused(tmp_path, cases, papers)
    assert said.startswith(
        "ledger.xlsx 复议诉讼 A3：应为每件各有一个案号，实为与 复议诉讼 A2 相同。"
    )


def test_a_sheet_copied_is_refused(tmp_path: Path) -> None:
    """Without numbers the same rows on two sheets would count twice; two rows alike may be true."""
    twice = page_of("一", HEADINGS[1:], [row()[1:], row()[1:]])  # type: ignore[list-item]
    assert received(read(tmp_path, twice)) == 2
    (said,) = refused(tmp_path, twice, Page(name="二", values=twice.values))
    assert said.startswith("ledger.xlsx 二：应为每张台账各有内容，实为与 ledger.xlsx 一 完全相同。")


def test_decisions_by_row_and_by_month_are_not_added(tmp_path: Path) -> None:
    """The months may well sum up the rows."""
    rows = grid(["决定类别", "决定日期"], ["行政许可", "2022.3.1"], name="决定")
    months = grid(["月份", "行政许可", "行政处罚"], ["3月", 1, 4], name="月报")
    (said,) = refused(tmp_path, rows, months)
    assert said.startswith("ledger.xlsx 决定、ledger.xlsx 月报：应为行政许可只记在一种台账里，")


@pytest.mark.parametrize(
    ("line", "errors", "said"),
    [
        (
            ["2", "2022.3.1", "自然人", None, "=B2+5"],
            "",
            "E3：应为算出的内容，实为尚未计算的公式。",
        ),
        (
            ["2", "=B2", "=C2", "提供", "2022.3.9"],
            "",
            "B3、C3：应为算出的内容，实为尚未计算的公式。",
        ),
        (["2", "2022.3.1", "自然人", None, None], "E3", "E3：应为算出的内容，实为错误值。"),
    ],
)
def test_what_only_looks_blank_is_refused(
    tmp_path: Path, line: Sequence[object], errors: str, said: str
) -> None:
    """A formula never computed or an error is no request without an answer."""
    path = written(tmp_path, [HEADINGS, row(), line], errors=errors)
    with pytest.raises(SourceError, match=f"ledger.xlsx 申请 {said}"):
        read_ledger([path], form=form(), year=YEAR)


def test_formulas_beside_the_ledger_do_not_matter(tmp_path: Path) -> None:
    """In columns that nobody counts, or above the headings."""
    path = written(tmp_path, [["=A9"], [*HEADINGS, "应答复日"], [*row(), "=B3+20"]])
    assert received(read_ledger([path], form=form(), year=YEAR)) == 1


def test_hidden_and_filtered_rows_count(tmp_path: Path) -> None:
    """What is out of sight was received all the same."""
    book = openpyxl.load_workbook(written(tmp_path, [HEADINGS, row(), row("2"), row("3")]))
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = sheet.column_dimensions["D"].hidden = True
    sheet.auto_filter.ref = "A1:E4"
    sheet.auto_filter.add_filter_column(0, ["1"])
    book.save(tmp_path / "ledger.xlsx")
    ledger = read_ledger([tmp_path / "ledger.xlsx"], form=form(), year=YEAR)
    assert [str(one) for one in ledger.counts["t3.received.total"].rows] == [
        "ledger.xlsx!申请!A2–A4"
    ]


def test_a_time_of_day_beside_the_date_changes_nothing(tmp_path: Path) -> None:
    """As business systems export it."""
    moment = datetime(2022, 3, 1, 23, 59)  # noqa: DTZ001 - a spreadsheet knows no time zone
    assert received(read(tmp_path, grid(HEADINGS, row(received=moment)))) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files_of_every_sort(tmp_path: Path, encoding: str, separator: str) -> None:
    """As Excel and WPS save them, here and abroad."""
    lines = (separator.join(map(str, line)) for line in (HEADINGS, row(), row("2")))
    path = tmp_path / "申请.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    assert received(read_ledger([path], form=form(), year=YEAR)) == 2


def test_a_very_wide_sheet(tmp_path: Path) -> None:
    """The ledger may stand far right; one that strays too far is refused by name."""
    far = Page(
        name="申请",
        values={(r + 3, c + 300): v for (r, c), v in grid(HEADINGS, row()).values.items()},
    )
    assert received(read(tmp_path, far)) == 1
    stray = far.with_values({(60_000, 16_000): "备注"})
    (said,) = refused(tmp_path, stray)
    assert said.endswith(
        "实为内容过多或相隔过远。请只保留台账，删去其余工作表和远处的内容，另存为 .xlsx。"
    )


def test_an_empty_sheet_beside_the_ledger_is_nothing(tmp_path: Path) -> None:
    """Spreadsheet programs make three of them."""
    assert received(read(tmp_path, Page(name="Sheet1"), grid(HEADINGS, row()))) == 1


def test_the_bytes_of_a_workbook_tell_what_it_is(tmp_path: Path) -> None:
    """An .xlsx named .xls is read as what it is."""
    content = written(tmp_path, [HEADINGS, row()]).read_bytes()
    path = tmp_path / "台账.xls"
    path.write_bytes(content)
    assert received(read_ledger([path], form=form(), year=YEAR)) == 1

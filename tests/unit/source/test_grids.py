"""Workbooks become grids in which every value keeps its position."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from builders.filings import form
from builders.spreadsheets import Page, csv_content, write_book

from kit.errors import SourceError
from kit.source.grids import Sheet, cell_name, is_blank, is_number, read_csv, read_sheets
from kit.source.headers import find_bands, split_regions
from kit.source.layout import build_layouts


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (4, 25, "Z5"), (9, 26, "AA10"), (0, 16383, "XFD1")]
)
def test_cell_names(row: int, column: int, name: str) -> None:
    """Positions are named as the office programs name them."""
    assert cell_name(row, column) == name


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_blank_rows_and_columns_keep_their_place(suffix: str, tmp_path: Path) -> None:
    """What stands below and right of blanks is not moved up or left."""
    path = write_book(
        tmp_path / f"a{suffix}", [Page(name="一", values={(3, 2): "规章", (3, 3): 4})]
    )
    (sheet,) = read_sheets(path.read_bytes(), path=path)
    assert (sheet.name, sheet.at(3, 2), sheet.at(3, 3)) == ("一", "规章", 4)
    assert is_blank(sheet.at(0, 0))
    assert sheet.at(99, 99) is None
    assert sheet.blank_columns == {0, 1}
    assert sheet.texts == {(3, 2): "规章"}


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separators_of_text_files(separator: str) -> None:
    """Commas, tabs and semicolons are told by what the file has most of."""
    content = f"规章{separator}3{separator}007\n".encode()
    (sheet,) = read_csv(content, path=Path("表.csv"))
    assert sheet.rows == [["规章", 3, "007"]]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_separators_that_cells_contain_part_nothing(separator: str, encoding: str) -> None:
    """Amounts with commas, wordings with semicolons: the true one is alike in every row."""
    rows = [
        ["登记号", "收到日期", "答复类型", "金额"],
        ["1", "2022-03-01", "公开,提供;告知", "1,200.00"],
        ["2", "2022-03-02", "不予公开,国家秘密;部分,公开;其他", "12,345,678.00"],
        ["3", "2022-03-03", "", ""],
    ]
    lines = [separator.join(f'"{c}"' if separator in c else c for c in row) for row in rows]
    (sheet,) = read_csv("\r\n".join(lines).encode(encoding), path=Path("表.csv"))
    assert [[str(value) for value in row] for row in sheet.rows] == rows


def test_more_separators_than_the_true_one() -> None:
    """Where cells hold more commas than there are tabs, and a title stands above."""
    lines = ["某局台账", "规章\t本年制发,件", *(f"{n}\t甲,乙,丙,{'丁,' * n}" for n in range(9))]
    (sheet,) = read_csv("\n".join(lines).encode("utf-16"), path=Path("表.csv"))
    assert {len(row) for row in sheet.rows[1:]} == {2}


def test_one_column_and_a_quote_that_never_ends() -> None:
    """Nothing to part is one cell a row; an open quote is refused."""
    (sheet,) = read_csv("甲\n乙\n".encode(), path=Path("表.csv"))
    assert sheet.rows == [["甲"], ["乙"]]
    with pytest.raises(SourceError, match="引号不成对"):
        read_csv(b'a,b\n"c,d\n' + b"e" * 200_000, path=Path("a.csv"))


def test_hidden_sheets_are_known(tmp_path: Path) -> None:
    """Hidden and very hidden, as Excel, WPS and LibreOffice write them."""
    book = openpyxl.Workbook()
    for state in ("visible", "hidden", "veryHidden"):
        book.create_sheet(state).sheet_state = state
    book.save(tmp_path / "a.xlsx")
    sheets = read_sheets((tmp_path / "a.xlsx").read_bytes(), path=tmp_path / "a.xlsx")
    assert [sheet.is_hidden for sheet in sheets] == [False, False, True, True]
    assert sheets[-1].spoken == "veryHidden（隐藏的工作表）"


def test_text_in_quotes_may_have_lines() -> None:
    """A label with a line break stays one cell."""
    page = Page(name="a", values={(0, 0): "自然\n人", (0, 1): "18.8710"})
    (sheet,) = read_csv(csv_content(page).encode(), path=Path("a.csv"))
    assert sheet.rows == [["自然\n人", "18.8710"]]


@pytest.mark.parametrize(
    ("value", "answer"),
    [(0, True), (1.5, True), ("１，２３４", True), ("+43", True), (True, False), ("22件", False)],
)
def test_numbers_are_told_from_words(value: object, answer: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Numbers count as numbers however they are typed; truth values do not."""
    assert is_number(value) is answer


def test_notes_beside_a_table_are_no_table() -> None:
    """A blank column alone does not part a table from what stands beside it."""
    rows = [
        ["信息内容", "本年制发件数", "", "本年废止件数", "现行有效件数", "", "说明"],
        ["规章", 1, "", 2, 3, "", "无"],
    ]
    layouts = tuple(build_layouts(form()))
    (region,) = split_regions([Sheet(name="a", rows=rows)], layouts=layouts)
    (band,) = find_bands(region, layout=layouts[0])
    assert (band.first, band.bottom, band.first_column) == (0, 0, 1)


def test_one_stray_label_is_no_header() -> None:
    """A header is a corner label or half of the columns of a block, not a word in passing."""
    rows = [["总计", "其他"], ["登记号", "1"]]
    t3 = tuple(build_layouts(form()))[1]
    (region,) = split_regions([Sheet(name="台账", rows=rows)], layouts=(t3,))
    assert find_bands(region, layout=t3) == []


def test_reading_loads_no_slow_library() -> None:
    """The room is imported without pandas and openpyxl, which most files never need."""
    code = "import sys, kit.source; print({'pandas', 'openpyxl'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"

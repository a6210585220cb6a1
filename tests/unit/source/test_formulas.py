"""A blank that is a formula's says so."""

import io
from pathlib import Path

import openpyxl
import pytest
from builders.filings import form, real_filing
from builders.packages import with_error
from builders.spreadsheets import lay_out, read_book, xlsx_content
from openpyxl.worksheet.formula import ArrayFormula

PAGES = lay_out(real_filing("suqian-2023"), of=form())


def workbook_with(tmp_path: Path, content: object, *, data_type: str = "f") -> Path:
    """Write the tables with *content* in the cell of the natural persons' received requests."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_content(PAGES)))
    cell = book["表三"]["D6"]
    cell.value = content
    cell.data_type = data_type
    book.save(tmp_path / "tables.xlsx")
    return tmp_path / "tables.xlsx"


@pytest.mark.parametrize("formula", ["=SUM(E6:I6)", ArrayFormula("D6", "=SUM(E6:I6)")])
def test_a_formula_not_computed(formula: object, tmp_path: Path) -> None:
    """A formula written by a program and never opened has no value, and the cure is said."""
    figure = read_book(workbook_with(tmp_path, formula)).figures["t3.received.natural_person"]
    assert figure.value is None
    assert (figure.fault, figure.cure) == (
        "尚未计算的公式",
        "请用 Excel 或 WPS 打开文件，保存一次，再试。",
    )


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!"])
def test_an_error_value(error: str, tmp_path: Path) -> None:
    """An error value is named, not read as a blank."""
    figures = read_book(workbook_with(tmp_path, error, data_type="e")).figures
    figure = figures["t3.received.natural_person"]
    assert (figure.value, figure.raw, figure.fault) == (None, error, f"错误值：{error}")


def test_a_formula_with_an_error(tmp_path: Path) -> None:
    """A formula whose last value is an error is named with it."""
    path = workbook_with(tmp_path, "=1/0")
    at = openpyxl.load_workbook(path).sheetnames.index("表三") + 1
    path.write_bytes(with_error(path.read_bytes(), sheet=at, cell="D6", error="#DIV/0!"))
    figure = read_book(path).figures["t3.received.natural_person"]
    assert figure.fault == "公式 =1/0 的结果出错：#DIV/0!"


def test_plain_blanks_stay_blanks(tmp_path: Path) -> None:
    """A blank beside formulas is only a blank."""
    path = workbook_with(tmp_path, None, data_type="n")
    assert read_book(path).figures["t3.received.natural_person"].fault == "空白"

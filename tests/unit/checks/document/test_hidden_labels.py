"""What nobody sees in the labels, notes and names of a workbook's sheets is found."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from builders.filings import form, real_filing
from builders.spreadsheets import lay_out, read_book, write_book

PAGES = lay_out(real_filing("suqian-2023"), of=form())


@pytest.mark.parametrize(
    ("nth", "sign"),
    [(0, "\u202e"), (3, "\u200b"), (6, "\u2067"), (9, "\U000e0041"), (12, "\xad")],
)
def test_a_sign_that_nobody_sees_is_found_where_it_stands(
    nth: int, sign: str, tmp_path: Path
) -> None:
    """The label is read as ever, and the sign is named with sheet and cell."""
    path = write_book(tmp_path / "tables.xlsx", PAGES)
    book = openpyxl.load_workbook(path)
    sheet = book["表三"]
    labels = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    labels[nth].value += sign
    cell = labels[nth].coordinate
    book.save(path)
    filing = read_book(path)
    assert [(found.file, found.sign) for found in filing.hidden] == [
        (f"tables.xlsx 表三 {cell}", sign)
    ]
    assert filing.label_faults == ()


def test_a_sign_in_the_name_of_a_sheet_is_found(tmp_path: Path) -> None:
    """The name of the sheet stands in every message, so it is looked at too."""
    path = write_book(tmp_path / "tables.xlsx", PAGES)
    book = openpyxl.load_workbook(path)
    book["表三"].title = "表三\u202e"
    book.save(path)
    assert [found.file for found in read_book(path).hidden] == ["tables.xlsx 工作表名"]


def test_an_ordinary_workbook_has_none(tmp_path: Path) -> None:
    """Line ends and blanks in labels are nothing of the kind."""
    assert read_book(write_book(tmp_path / "tables.xlsx", PAGES)).hidden == ()

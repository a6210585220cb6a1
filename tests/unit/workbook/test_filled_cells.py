"""Numbers put into a workbook somebody works in: blank cells alone, all else byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import openpyxl
import pytest
from builders.filings import form

from kit.form import form_of_year
from kit.workbook import PutNumber, cell_positions, put_numbers, write_workbook

Entries = Mapping[str, Mapping[str, PutNumber]]


def book_of(**cells: object) -> bytes:
    """Return an .xlsx with these cells."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表一"
    for cell, value in cells.items():
        sheet[cell].value = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def values(content: bytes, *, sheet: str = "表一") -> dict[str, object]:
    """Return what stands in the cells that hold anything, computed."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return {c.coordinate: c.value for row in book[sheet] for c in row if c.value is not None}


def parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_blank_cells_are_filled_whether_the_file_has_them_or_not() -> None:
    """In a row it has, before and after what stands there; what stands there stays."""
    content = book_of(B2="文字", D2=5, C3="=1+1")
    wanted = {cell: PutNumber(number=0) for cell in ("A2", "B2", "C2", "D2", "E2", "C3")}
    filled, done = put_numbers(content, entries={"表一": wanted})
    assert values(filled) == {"A2": 0, "B2": "文字", "C2": 0, "D2": 5, "E2": 0}
    assert done == {"表一": ("A2", "C2", "E2")}


def test_a_formula_of_ours_gets_its_result() -> None:
    """It stays a formula; another one is none of ours."""
    content = book_of(A1='=IF(COUNT(B1:C1)=0,"",SUM(B1:C1))', A2="=B2*2", B1=3)
    ours = PutNumber(number=3, formula='=IF(COUNT(B1:C1)=0,"",SUM(B1:C1))')
    filled, done = put_numbers(content, entries={"表一": {"A1": ours, "A2": ours}})
    assert values(filled) == {"A1": 3, "B1": 3}
    assert openpyxl.load_workbook(io.BytesIO(filled))["表一"]["A1"].value == ours.formula
    assert done == {"表一": ()}


@pytest.mark.parametrize("year", [2020, 2022])
def test_nothing_but_its_sheet_changes(year: int) -> None:
    """Styles, checks while typing, protection and the other sheets are the bytes they were."""
    of = form_of_year(year)
    content = write_workbook(of, agency_name="某局", year=year)
    place = cell_positions(of)["t3.received.natural_person"]
    filled, done = put_numbers(content, entries={place.sheet: {place.cell: PutNumber(number=0)}})
    before, after = parts(content), parts(filled)
    assert done == {place.sheet: (place.cell,)}
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet2.xml"]
    assert list(before) == list(after)


def test_no_entry_changes_no_byte_of_a_sheet() -> None:
    """Whatever it is asked of another one."""
    content = write_workbook(form(), agency_name="某局", year=2022)
    assert parts(put_numbers(content, entries={"别的": {}})[0]) == parts(content)

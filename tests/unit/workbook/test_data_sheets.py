"""The published figures as a spreadsheet: printed, not for filling in."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from builders.filings import form, zero_filing
from builders.sheets import read_back

from kit.workbook import write_workbook
from kit.workbook.contents import number_or_text
from kit.workbook.data import DATA, write_data


def written(edition: str = "2021", *, name: str = "某某局", lines: int = 1) -> bytes:
    """Write the data of a filing of zeros."""
    of = form(edition)
    rows = [("name", "value"), *((name, n) for n in range(lines))]
    return write_data(of, filing=zero_filing(of), agency_name=name, title=f"{name}报告", lines=rows)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_tables_have_the_merges_of_the_form(edition: str) -> None:
    """They are those of the workbook that agencies fill in."""
    of = form(edition)
    filled = write_workbook(of, agency_name="某某局", year=2022, filing=zero_filing(of))
    books = [openpyxl.load_workbook(BytesIO(content)) for content in (filled, written(edition))]
    for table in of.tables.values():
        ours, theirs = ({str(area) for area in book[table.name].merged_cells} for book in books)
        assert ours == theirs


def test_nothing_is_locked_or_asked_for() -> None:
    """It is for reading and copying."""
    book = openpyxl.load_workbook(BytesIO(written()))
    for sheet in book:
        assert not sheet.protection.sheet
        assert not sheet.data_validations.dataValidation


def test_text_is_text_whatever_it_begins_with() -> None:
    """The writer of the file makes no formula of a name by itself."""
    assert read_back(written(name="=1+1"))[DATA][1] == ["=1+1", 0]


def test_headings_stay_in_sight() -> None:
    """There are two hundred lines below them."""
    book = openpyxl.load_workbook(BytesIO(written(lines=200)))
    assert book[DATA].freeze_panes == "A2"
    assert book[DATA].max_row == 201


def test_the_date_of_the_file_follows_from_the_year() -> None:
    """The same figures give the same bytes at any time."""
    properties = openpyxl.load_workbook(BytesIO(written())).properties
    assert (properties.created.year, properties.created.month) == (2023, 1)
    assert written() == written()


@pytest.mark.parametrize("text", ["18.8710", "592万元", "0.10", "9" * 30, "1e5", "１２", ""])
def test_digits_a_spreadsheet_would_show_otherwise_stay_text(text: str) -> None:
    """What is printed is what was published."""
    assert number_or_text(text) == text


@pytest.mark.parametrize("text", ["96171.6", "-14", "0", "59237.2449"])
def test_other_digits_become_numbers(text: str) -> None:
    """So that they can be added up."""
    assert number_or_text(text) == float(text)

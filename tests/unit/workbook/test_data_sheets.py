"""The published figures as a spreadsheet: printed, not for filling in."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from builders.filings import filing_of, form, zero_filing
from builders.sheets import read_back

from kit.workbook import write_workbook
from kit.workbook.contents import Content, number_content
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


@pytest.mark.parametrize(
    "text", ["592万元", "9" * 16, "0.123456789", "1e5", "１２", "007", "+1.5", "/", "1-2"]
)
def test_what_no_number_shows_stays_text(text: str) -> None:
    """Words, marks and digits beyond what a spreadsheet keeps are what was published."""
    assert number_content(text) == Content(value=text)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("11398889", 11398889, "0"),
        ("96171.6", 96171.6, "0.0"),
        ("18.8710", 18.871, "0.0000"),
        ("0.10", 0.1, "0.00"),
        ("-14", -14, "0"),
        ("+43", 43, "+0;-0;0"),
    ],
)
def test_digits_become_numbers_that_show_them(text: str, value: float, shown: str) -> None:
    """So that they can be added up, the fee too, and print as published."""
    assert number_content(text) == Content(value=value, number_format=shown)


def test_a_blank_stays_blank() -> None:
    """Nothing was published there."""
    assert number_content("") == Content()


def test_figures_are_numbers_in_tables_and_lines() -> None:
    """The fee has its four places in both; a cell that nobody filled in is empty."""
    values = {"t2.fees.amount": "18.8710", "t2.rules.issued": None}
    filing = filing_of(form(), values)
    rows = [("地址", "数值"), ("t2.fees.amount", "18.8710"), ("t2.rules.issued", None)]
    content = write_data(form(), filing=filing, agency_name="某局", title="报告", lines=rows)
    book = openpyxl.load_workbook(BytesIO(content))
    fee, line = book["表二"]["B15"], book[DATA]["B2"]
    for cell in (fee, line):
        assert (cell.value, cell.number_format, cell.data_type) == (18.871, "0.0000", "n")
    assert book["表二"]["B4"].value is None
    assert book[DATA]["B3"].value is None


def test_sheets_print_as_wide_as_a_page() -> None:
    """Tables three and four lie across; what goes on to a second page has its headings again."""
    book = openpyxl.load_workbook(BytesIO(written()))
    pages = {
        name: (sheet.page_setup.orientation, sheet.print_title_rows, sheet.print_area)
        for name, sheet in zip(book.sheetnames, book, strict=True)
    }
    assert pages == {
        "表二": ("portrait", "$1:$1", "'表二'!$A$1:$D$15"),
        "表三": ("landscape", "$1:$4", "'表三'!$A$1:$J$29"),
        "表四": ("landscape", "$1:$4", "'表四'!$A$1:$O$5"),
        DATA: ("landscape", "$1:$1", "'数据'!$A$1:$B$2"),
    }
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(1, 0), (None, 0)}
        assert sheet.page_setup.paperSize == 9

"""A merged cell that covers several figures is read with a note."""

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from builders.filings import form, real_filing
from builders.reports import lawful_words, report_of
from builders.spreadsheets import lay_out, read_book, xlsx_content

from kit.checks import check
from kit.source import Filing

PAGES = lay_out(real_filing("suqian-2023"), of=form())
NATURAL, ENTERPRISE = "t3.received.natural_person", "t3.received.enterprise"
SAID = "D6:E6 合并成了一格"


def merged(tmp_path: Path, *, values: Mapping[str, int] = {}) -> Filing:
    """Read the tables with two figures of received requests in one merged cell."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_content(PAGES)))
    sheet = book["表三"]
    for cell, value in values.items():
        sheet[cell] = value
    sheet.merge_cells("D6:E6")
    book.save(tmp_path / "tables.xlsx")
    return read_book(tmp_path / "tables.xlsx")


def test_both_figures_of_a_merged_cell_say_so(tmp_path: Path) -> None:
    """The number is read where it stands, and the covered cell is not merely blank."""
    whole = read_book_of(tmp_path)
    figures = merged(tmp_path).figures
    assert figures[NATURAL].value == whole.value(NATURAL)
    assert figures[NATURAL].note == f"{SAID}，这个数可能是几格合在一起的"
    assert figures[ENTERPRISE].value is None
    assert figures[ENTERPRISE].fault == f"空白，{SAID}"
    assert {f.merged for a, f in figures.items() if a not in {NATURAL, ENTERPRISE}} == {""}


def read_book_of(tmp_path: Path) -> Filing:
    """Read the tables as they are."""
    path = tmp_path / "whole.xlsx"
    path.write_bytes(xlsx_content(PAGES))
    return read_book(path)


def test_a_merged_cell_is_the_cause_and_no_value_is_proposed_for_it(tmp_path: Path) -> None:
    """Its column is off because it holds two numbers; a repair would falsify the report."""
    whole = read_book_of(tmp_path)
    both = sum(int(whole.value(cell) or 0) for cell in (NATURAL, ENTERPRISE))
    filing = merged(tmp_path, values={"D6": both + 3})
    causes = check(report_of(filing, narrative=lawful_words(form()))).causes
    [cause] = [cause for cause in causes if cause.kind == "read_with_note"]
    assert [(cell.cell, cell.value) for cell in cause.cells] == [(NATURAL, both + 3)]
    assert SAID in cause.message

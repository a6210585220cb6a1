"""The workbook in LibreOffice: what people see when they have filled it in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from builders.filings import form, real_filing
from builders.ledgers import YEAR, worked_after
from builders.reports import report_of
from builders.spreadsheets import figures_read, read_book
from builders.workbooks import (
    balanced_filing,
    begun,
    calamine_values,
    filled_in,
    fresh,
    saved,
    summed_filing,
)
from openpyxl import Workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from xlsxwriter.utility import xl_range

from kit.checks import check
from kit.form import Table
from kit.source.values import build_filing
from kit.workbook import cell_positions, write_ledger
from kit.workbook.formulas import Mark, sum_marks, value_marks

Convert = Callable[[Mapping[str, bytes], str], dict[str, bytes]]

#: A column right of every table, for conditions to be computed in.
SPARE = 30

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="需要 LibreOffice：apt install libreoffice-calc"
)


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Have LibreOffice open workbooks and save them as something, in a profile of its own."""
    profile = tmp_path_factory.mktemp("profile")

    def run(contents: Mapping[str, bytes], suffix: str) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("sheets")
        sources = [folder / f"{name}.xlsx" for name in contents]
        for path in sources:
            path.write_bytes(contents[path.stem])
        arguments = ["--headless", "--convert-to", suffix, "--outdir", str(folder / "out")]
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", *arguments]
        subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
        return {path.stem: _converted(path, suffix=suffix) for path in sources}

    return run


def _converted(path: Path, *, suffix: str) -> bytes:
    return (path.parent / "out" / f"{path.stem}.{suffix}").read_bytes()


def marks_of(table: Table) -> list[Mark]:
    """Return the marks of a table of the 2021 edition that follows the report of 2023."""
    last = real_filing("suqian-2023")
    return [*value_marks(form(), table=table), *sum_marks(form(), table=table, last=last)]


def with_conditions(book: Workbook) -> bytes:
    """Write the formula of every mark beside its table, to see what it comes to."""
    for table in form().tables.values():
        for row, mark in enumerate(marks_of(table), start=1):
            book[table.name].cell(row, SPARE, mark.formula)
    return saved(book)


def red_cells(content: bytes) -> dict[str, list[str]]:
    """Return the cells of every mark that came out true, by sheet."""
    book = CalamineWorkbook.from_object(BytesIO(content))
    found = {}
    for table in form().tables.values():
        rows = book.get_sheet_by_name(table.name).to_python()
        marks = marks_of(table)
        results = [row[SPARE - 1] for row in rows[: len(marks)]]
        assert all(isinstance(result, bool) for result in results), results
        pairs = zip(marks, results, strict=True)
        found[table.name] = [_said(mark) for mark, is_true in pairs if is_true]
    return found


def _said(mark: Mark) -> str:
    return " ".join(xl_range(*area) for area in mark.areas)


def test_totals_come_out_as_the_filings(convert: Convert) -> None:
    """Filled in and recomputed, every total is the sum it stands for, in both editions."""
    filings = {f"{e}-{n}": summed_filing(form(e), seed=n) for e in ("2019", "2021") for n in (1, 2)}
    filings["suqian-2023"] = real_filing("suqian-2023")
    books = {
        name: saved(filled_in(fresh(filing.edition), filing, of=form(filing.edition)))
        for name, filing in filings.items()
    }
    for name, content in convert(books, "xlsx").items():
        of = form(filings[name].edition)
        values = calamine_values(content, of=of)
        found = build_filing(of, agency="a", year=of.first_year, values=values)
        for address, figure in filings[name].figures.items():
            assert found.value(address) == figure.value, f"{name} {address}"


def test_a_filled_workbook_is_read_back_by_its_labels(convert: Convert, tmp_path: Path) -> None:
    """Written, filled in, recomputed and read: every figure, from the cell it was typed into."""
    filings = {edition: balanced_filing(form(edition), seed=7) for edition in ("2019", "2021")}
    books = {
        edition: saved(filled_in(fresh(edition), filing, of=form(edition)))
        for edition, filing in filings.items()
    }
    for edition, content in convert(books, "xlsx").items():
        of = form(edition)
        (tmp_path / f"{edition}.xlsx").write_bytes(content)
        found = read_book(tmp_path / f"{edition}.xlsx", due=edition)
        assert figures_read(found) == figures_read(filings[edition])
        assert (found.edition, found.label_faults) == (edition, ())
        places = cell_positions(of)
        for address, figure in found.figures.items():
            assert figure.place is not None
            assert (figure.place.sheet, figure.place.cell, figure.note, figure.fault) == (
                places[address].sheet,
                places[address].cell,
                "",
                "",
            )
        outcomes = check(report_of(found)).outcomes
        assert {outcomes[rule] for rule in ("R1", "R2", "R3", "R4", "R5", "S6")} == {"holds"}


def test_an_empty_workbook_stays_blank(convert: Convert) -> None:
    """Opened and saved without a figure, totals are blank, not 0 and no error."""
    books = {edition: fresh(edition) for edition in ("2019", "2021")}
    for edition, content in convert(books, "xlsx").items():
        assert set(calamine_values(content, of=form(edition)).values()) == {""}


def test_published_figures_that_add_up_turn_nothing_red(convert: Convert) -> None:
    """No condition is true for a lawful filing, last year's rules included."""
    book = filled_in(begun(real_filing("suqian-2023")), real_filing("suqian-2024"), of=form())
    content = convert({"lawful": with_conditions(book)}, "xlsx")["lawful"]
    assert red_cells(content) == {"表二": [], "表三": [], "表四": []}


def test_what_is_wrong_turns_red(convert: Convert) -> None:
    """A changed count marks its balance and row, a mark for zero itself, a blank nothing."""
    book = filled_in(begun(real_filing("suqian-2023")), real_filing("suqian-2024"), of=form())
    book["表三"]["D5"] = 3441
    book["表三"]["J5"] = 3525
    book["表三"]["E6"] = 4
    book["表二"]["B8"] = "/"
    book["表二"]["B15"] = "18.8710"
    book["表四"]["A5"] = None
    content = convert({"broken": with_conditions(book)}, "xlsx")["broken"]
    assert red_cells(content) == {
        "表二": ["B8"],
        # The total of row six is a formula, so that its own balance follows.
        "表三": ["D5:D6 D28:D29", "E5:E6 E28:E29", "J5:J6 J28:J29", "D5:J5", "E6", "J6"],
        "表四": [],
    }


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_each_sheet_prints_on_one_page(convert: Convert, edition: str) -> None:
    """Three tables and the instructions are four pages of A4, table four across."""
    pages = PdfReader(BytesIO(convert({edition: fresh(edition)}, "pdf")[edition])).pages
    wide = [float(page.mediabox.width) > float(page.mediabox.height) for page in pages]
    assert wide == [False, False, True, True]


def test_the_day_an_answer_is_due_is_computed(convert: Convert) -> None:
    """Twenty working days on, moved by each step; no day while something is waited for."""
    came, asked, heard = date(YEAR, 4, 27), date(YEAR, 5, 5), date(YEAR, 5, 19)
    plain = worked_after(came, 20)
    rows: list[tuple[dict[str, object], object]] = [
        ({}, plain),
        ({"延期": asked}, worked_after(plain, 20)),
        ({"延期": "是"}, worked_after(plain, 20)),
        ({"延期": "否"}, plain),
        ({"补正通知日期": asked, "补正收到日期": heard}, worked_after(heard, 20)),
        ({"补正通知日期": asked}, "待补正"),
        ({"征求第三方": asked, "第三方反馈日期": heard}, worked_after(came, 31)),
        ({"征求第三方": asked}, "征求意见中"),
        ({"约定答复日": date(YEAR, 12, 1)}, date(YEAR, 12, 1)),
        ({"收到日期": None}, None),
    ]
    book = openpyxl.load_workbook(BytesIO(write_ledger(form(), agency_name="某局", year=YEAR)))
    columns = {str(cell.value): at for at, cell in enumerate(book["申请"][1], start=1)}
    for row, (cells, _) in enumerate(rows, start=2):
        for heading, value in ({"收到日期": came} | cells).items():
            book["申请"].cell(row, columns[heading], value)
    sheet = openpyxl.load_workbook(
        BytesIO(convert({"ledger": saved(book)}, "xlsx")["ledger"]), data_only=True
    )["申请"]
    found = [sheet.cell(row, columns["应答复日期"]).value for row in range(2, len(rows) + 2)]
    days = [day.date() if isinstance(day, datetime) else day or None for day in found]
    assert days == [due for _, due in rows]

"""The blank ledger: it reads as a ledger, tells nothing until filled in, and offers known words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from builders.filings import form

from kit.form import Form, load_forms
from kit.ledger import Ledger, blank_ledger, read_ledger
from kit.ledger.load import load_vocabulary
from kit.workbook import write_ledger

FORMS = pytest.mark.parametrize("of", load_forms().values(), ids=lambda of: of.edition)


def blank(of: Form) -> openpyxl.Workbook:
    """Return the blank ledger."""
    content = write_ledger(of, agency_name="某某区测试局", year=of.first_year)
    return openpyxl.load_workbook(BytesIO(content))


def counted(book: openpyxl.Workbook, *, of: Form, folder: Path) -> Ledger:
    """Return what a ledger comes to once it was saved."""
    book.save(folder / "ledger.xlsx")
    return read_ledger([folder / "ledger.xlsx"], form=of, year=of.first_year)


def put(book: openpyxl.Workbook, sheet: str, **cells: object) -> None:
    """Fill in the next row of a sheet, by heading."""
    heads = {cell.value: cell.column for cell in book[sheet][1]}
    row = book[sheet].max_row + 1
    for heading, value in cells.items():
        book[sheet].cell(row, heads[heading]).value = value  # type: ignore[union-attr]


@FORMS
def test_a_blank_ledger_tells_nothing(of: Form, tmp_path: Path) -> None:
    """It is a ledger, its notes are none, and it makes no figure, not even zero."""
    ledger = counted(blank(of), of=of, folder=tmp_path)
    assert (ledger.counts, ledger.notes, ledger.has_requests) == ({}, (), False)


@FORMS
def test_every_sheet_has_its_usual_headings(of: Form) -> None:
    """All columns of its kind, a sum of money with its unit."""
    book = blank(of)
    assert book.sheetnames == ["申请", "复议诉讼", "规范性文件", "决定", "收费", "说明"]
    for name, kind in blank_ledger().items():
        headings = [str(cell.value) for cell in book[name][1]]
        due = ["应答复日期"] if kind.id == "requests" else []
        wanted = [column.names[0] for column in kind.columns.values()] + due
        assert [heading.partition("（")[0] for heading in headings] == wanted
    assert [cell.value for cell in book["收费"][1]][-1] == "收费金额（元）"


@FORMS
def test_every_word_to_choose_is_known(of: Form) -> None:
    """Lists lie where the drop-downs look, and each word of them means something."""
    book = blank(of)
    listed = {}
    for name, kind in blank_ledger().items():
        for validation in book[name].data_validations.dataValidation:
            if validation.type != "list":
                continue
            at = next(iter(validation.sqref.ranges)).min_col - 1
            words = load_vocabulary(list(kind.columns.values())[at].vocabulary)
            area = validation.formula1.partition("!")[2].replace("$", "")
            listed[words.column] = [cell.value for (cell,) in book["说明"][area]]
            parts = {p for a in of.tables[words.table].cells for p in a.split(".")}
            assert all(words.read(text, known=parts).id for text in listed[words.column])
    assert listed["申请人类型"][:2] == ["自然人", "商业企业"]
    assert listed["案件类型"] == ["行政复议", "未经复议直接起诉", "复议后起诉"]
    assert {name: len(texts) for name, texts in listed.items()} == {
        "申请人类型": 6,
        "答复类型": 21 if of.edition == "2021" else 19,
        "案件类型": 3,
        "结果": 4,
        "文件类别": 2,
        "决定类别": 3,
    }


def test_what_is_filled_in_is_counted(tmp_path: Path) -> None:
    """Sheets left blank still tell nothing; one that says 无 tells zeros."""
    of = form()
    book = blank(of)
    day, later = "2021-03-01", "2021-03-09"
    one = {"收到日期": day, "申请人类型": "商业企业", "答复类型": "3.其他", "答复日期": later}
    put(book, "申请", **one)
    put(book, "收费", 收费日期=day, **{"收费金额（元）": 300})
    put(book, "复议诉讼", 案号="无")
    counts = counted(book, of=of, folder=tmp_path).counts
    assert {a: str(count.value) for a, count in counts.items() if count.value} == {
        "t2.fees.amount": "0.03",
        "t3.received.enterprise": "1",
        "t3.received.total": "1",
        "t3.other_other.enterprise": "1",
        "t3.other_other.total": "1",
        "t3.closed_total.enterprise": "1",
        "t3.closed_total.total": "1",
    }
    assert "t4.reconsideration.total" in counts
    assert not [address for address in counts if address.startswith("t2.rules")]


def test_the_same_agency_and_year_give_the_same_bytes() -> None:
    """No clock is in them."""
    one, two = (write_ledger(form(), agency_name="某局", year=2022) for _ in range(2))
    assert one == two

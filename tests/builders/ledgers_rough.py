"""Sheets of requests typed row by row, and what reading them gives or says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from builders.filings import form
from builders.ledgers import YEAR
from builders.spreadsheets import Page, Value, write_book
from kit.errors import SourceError
from kit.ledger import Ledger, read_ledger

HEADINGS = ("登记号", "收到日期", "申请人类型", "答复类型", "答复日期")
Rows = Sequence[Sequence[object]]


def row(number: Value = "1", received: object = "2022.3.1") -> list[object]:
    """Return an answered request."""
    return [number, received, "自然人", "予以公开", "2022.3.9"]


def grid(*rows: Sequence[object], name: str = "申请") -> Page:
    """Return a sheet of these rows, from A1 on."""
    cells = {(r, c): v for r, line in enumerate(rows) for c, v in enumerate(line)}
    return Page(name=name, values={s: v for s, v in cells.items() if v is not None})  # type: ignore[misc]


def read(folder: Path, *pages: Page, name: str = "ledger.xlsx") -> Ledger:
    """Return what a ledger of these sheets comes to."""
    return read_ledger([write_book(folder / name, pages)], form=form(), year=YEAR)


def received(ledger: Ledger) -> int:
    """Return how many requests came in the year."""
    return int(ledger.counts["t3.received.total"].value)


def refused(folder: Path, *pages: Page) -> list[str]:
    """Return what is said of a ledger that must be refused, a line a fault."""
    with pytest.raises(SourceError) as error:
        read(folder, *pages)
    return str(error.value).splitlines()


def written(folder: Path, rows: Rows, *, title: str = "申请", errors: str = "") -> Path:
    """Write *rows* with formulas as formulas, none of them computed; *errors* hold ``#N/A``."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in rows:
        sheet.append(list(line))
    for cell in errors.split():
        sheet[cell].value, sheet[cell].data_type = "#N/A", "e"
    book.save(folder / "ledger.xlsx")
    return folder / "ledger.xlsx"

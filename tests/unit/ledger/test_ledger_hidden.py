"""Sheets that nobody sees: they count as the others do, and it is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlwt
from builders.filings import form
from builders.ledgers import YEAR
from builders.ledgers_rough import HEADINGS, received, row

from kit.errors import SourceError
from kit.ledger import Ledger, read_ledger

COPY = "ledger.xlsx 申请（旧）（隐藏的工作表）"


def workbook(folder: Path, *, state: str, hidden: Sequence[Sequence[object]]) -> Path:
    """Write a ledger of one request, and a sheet in a *state* that its user does not see."""
    book = openpyxl.Workbook()
    book.active.title = "申请"
    for line in (HEADINGS, row()):
        book["申请"].append(line)
    sheet = book.create_sheet("申请（旧）")
    sheet.sheet_state = state
    for line in hidden:
        sheet.append(line)
    book.save(folder / "ledger.xlsx")
    return folder / "ledger.xlsx"


def count(path: Path) -> Ledger:
    """Return what the ledger comes to."""
    return read_ledger([path], form=form(), year=YEAR)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_counts_and_is_named(tmp_path: Path, state: str) -> None:
    """Who sees one request and finds two is told where the other stands."""
    ledger = count(workbook(tmp_path, state=state, hidden=[HEADINGS, row("2")]))
    assert received(ledger) == 2
    assert ledger.notes == (f"{COPY}：其中的行也已计入。不该计的，请删去这张工作表。",)


def test_a_sheet_to_be_seen_is_not_spoken_of(tmp_path: Path) -> None:
    """There is nothing to look at."""
    ledger = count(workbook(tmp_path, state="visible", hidden=[HEADINGS, row("2")]))
    assert (received(ledger), ledger.notes) == (2, ())


@pytest.mark.parametrize("hidden", [[["自然人"], ["商业企业"]], [HEADINGS], []])
def test_lists_of_choices_and_empty_sheets_are_not_spoken_of(
    tmp_path: Path, hidden: Sequence[Sequence[object]]
) -> None:
    """Nothing of them counts."""
    ledger = count(workbook(tmp_path, state="hidden", hidden=hidden))
    assert (received(ledger), ledger.notes) == (1, ())


def test_what_is_wrong_in_a_hidden_sheet_is_found_by_its_message(tmp_path: Path) -> None:
    """A date, a number entered twice, a column that is missing: each says that it is hidden."""
    for hidden in (
        [HEADINGS, row("2", "去年")],
        [HEADINGS, row("1")],
        [HEADINGS[:4], row("2")[:4]],
    ):
        with pytest.raises(SourceError) as error:
            count(workbook(tmp_path, state="hidden", hidden=hidden))
        assert str(error.value).startswith(COPY)


def test_hidden_sheets_of_an_older_format(tmp_path: Path) -> None:
    """In .xls they are hidden in another way."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, number in (("申请", "1"), ("旧", "2")):
        sheet = book.add_sheet(name)
        for r, line in enumerate((HEADINGS, row(number))):
            for c, value in enumerate(line):
                sheet.write(r, c, value)
        sheet.visibility = int(name == "旧")
    book.save(str(tmp_path / "ledger.xls"))
    (note,) = count(tmp_path / "ledger.xls").notes
    assert note.startswith("ledger.xls 旧（隐藏的工作表）")

"""Merged cells read as what they cover, and rows that are one with the row above."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import YEAR
from builders.office_sheets import sheet
from builders.spreadsheets import write_book

from kit.ledger import Ledger, read_ledger
from kit.ledger.merged import unmerge
from kit.source.grids import Sheet

HEADINGS = ("序号", "收到日期", "申请人类型", "答复类型", "答复日期", "承办科室")
DAY, TYPE, RESULT, ANSWERED = 1, 2, 3, 4
ALL = (DAY, TYPE, RESULT, ANSWERED)
Rows = Sequence[Sequence[object]]


def read(
    folder: Path, rows: Rows, *merges: tuple[int, int, int, int], suffix: str = ".xlsx"
) -> Ledger:
    """Return what a ledger of *rows* comes to."""
    page = sheet("申请", HEADINGS, *rows, merges=merges)
    path = write_book(folder / f"ledger{suffix}", [page])
    return read_ledger([path], form=form(), year=YEAR)


FIRST = (1, "2022.3.1", "自然人", "予以公开", "2022.3.9", "甲")


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_merged_day_is_each_rows(tmp_path: Path, suffix: str) -> None:
    """In every format that tells what is merged."""
    rows = [
        FIRST,
        (2, None, "企业", "信息不存在", "2022.3.9"),
        (3, None, "企业", "提供", "2022.3.8"),
    ]
    counts = read(tmp_path, rows, (1, DAY, 3, 1), suffix=suffix).counts
    assert counts["t3.received.total"].value == 3
    assert counts["t3.received.enterprise"].value == 2


def test_two_lines_of_one_request_are_one(tmp_path: Path) -> None:
    """Only who dealt with it differs; it is told."""
    ledger = read(tmp_path, [FIRST, (None,) * 5 + ("乙",)], *((1, c, 2, 1) for c in (0, *ALL)))
    assert ledger.counts["t3.received.total"].value == 1
    (note,) = ledger.notes
    assert note.startswith("ledger.xlsx 申请 B3：与上一行合并，没有别的内容，和上一行算作一件。")


def test_rows_with_their_own_numbers_are_each_one(tmp_path: Path) -> None:
    """All else merged, three requests of one person answered together are three."""
    ledger = read(tmp_path, [FIRST, (2,), (3,)], *((1, c, 3, 1) for c in ALL))
    assert ledger.counts["t3.granted.natural_person"].value == 3
    assert ledger.notes == ()


def test_what_is_merged_across_is_read_once(tmp_path: Path) -> None:
    """A sum or a remark over several columns stands in the first."""
    ledger = read(tmp_path, [FIRST, ("合计", None, None, 1)], (2, 0, 1, 3))
    assert ledger.counts["t3.received.total"].value == 1


def test_without_merges_the_rows_are_those_of_the_sheet() -> None:
    """No copy is made of a long ledger."""
    grid = Sheet(name="申请", rows=[["a"], ["b"]])
    assert unmerge(grid, first=1, known={0}, own=()).rows is grid.rows


def test_a_merge_beyond_the_last_row_is_no_row() -> None:
    """Files may say that cells are merged where there is nothing."""
    grid = Sheet(name="申请", rows=[["h"], ["b"]], merges=(((1, 0), (9, 0)),))
    assert unmerge(grid, first=1, known={0}, own=()).joined == ()

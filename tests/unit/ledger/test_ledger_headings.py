"""Headings found wherever they stand, merged or renamed; two rows of them are refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import HEADINGS, YEAR, page_of, request
from builders.spreadsheets import Page, Value, write_book

from kit.errors import SourceError
from kit.ledger import Ledger, LedgerKind, read_ledger
from kit.ledger.load import load_kinds
from kit.source.labels import label_words

Own = Mapping[str, Mapping[str, Sequence[str]]]


def read(folder: Path, *pages: Page, own: Own | None = None) -> Ledger:
    """Return what a ledger of these sheets comes to."""
    path = write_book(folder / "ledger.xlsx", pages)
    return read_ledger([path], form=form(), year=YEAR, columns=own)


def refused(folder: Path, *pages: Page, own: Own | None = None) -> str:
    """Return what is said of a ledger that must be refused."""
    with pytest.raises(SourceError) as error:
        read(folder, *pages, own=own)
    return str(error.value)


def grid(name: str, *rows: Sequence[Value]) -> Page:
    """Return a sheet of these rows."""
    cells = ((r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row))
    return Page(name=name, values={(r, c): v for r, c, v in cells if v})


MERGED = grid(
    "2022年",
    ("某局依申请公开台账",),
    ("序号", "登记号", "收到日期", "申请人", "", "办理情况", ""),
    ("", "", "", "姓名", "类型", "答复日期", "答复类型"),
    (1, "A-1", "2022.3.1", "某人", "公民", "2022.3.9", "信息不存在"),
)


def test_merged_headings_are_read(tmp_path: Path) -> None:
    """A group over columns and its parts below: 申请人 over 类型 is the type of applicant."""
    merges = ((1, 0, 2, 1), (1, 1, 2, 1), (1, 2, 2, 1), (1, 3, 1, 2), (1, 5, 1, 2), (0, 0, 1, 7))
    page = Page(name=MERGED.name, values=MERGED.values, merges=merges)
    rows = read(tmp_path, page).counts["t3.unavailable_not_held.natural_person"].rows
    assert [str(one) for one in rows] == ["ledger.xlsx!2022年!B4"]


def test_a_second_row_of_headings_is_refused(tmp_path: Path) -> None:
    """Copied pages bring their headings along: both rows are named."""
    page = page_of("申请", HEADINGS, [request(), list(HEADINGS), request()])
    assert refused(tmp_path, page) == (
        "ledger.xlsx 申请：应为只有一行标题，实为第 1 行之外，第 3 行也是标题。"
        "请只留一行标题，删去其余的。"
    )


def test_a_missing_column_is_named_with_what_it_may_be_called(tmp_path: Path) -> None:
    """And where the agency can say its own name for it."""
    page = page_of("申请", ("登记号", "收到日期", "申请人类型", "最终结论", "答复日期"), [["1"]])
    said = refused(tmp_path, page)
    assert said.startswith("ledger.xlsx 申请 第 1 行（依申请公开台账）：应有“答复类型”一列，没有。")
    assert "ledger.columns" in said


def test_an_agency_may_name_its_own_columns(tmp_path: Path) -> None:
    """What report.yaml says comes before what is usual."""
    row = ["1", "2022.3.1", "公民", "信息不存在", "2022.3.9"]
    page = page_of("申请", ("登记号", "收到日期", "申请人类型", "最终结论", "答复日期"), [row])
    ledger = read(tmp_path, page, own={"requests": {"outcome": ["最终结论"]}})
    assert ledger.counts["t3.unavailable_not_held.total"].value == 1


def test_two_columns_of_one_name_are_asked_about(tmp_path: Path) -> None:
    """Which of them is meant cannot be known."""
    page = page_of(
        "申请", ("收到日期", "申请人类型", "答复类型", "答复日期", "答复日期"), [["2022.3.1"]]
    )
    assert "ledger.xlsx 申请 D1、E1：应为“答复日期”只有一列，实为两列的标题相同。" in refused(
        tmp_path, page
    )


def test_a_heading_may_carry_a_remark(tmp_path: Path) -> None:
    """Brackets, spaces and line breaks in it change nothing."""
    headings = ("收到日期（签收）", "申请人\n类型", "答 复 类 型", "答复日期(必填)")
    page = page_of("台账", headings, [["2022.3.1", "公民", "提供", "2022.3.9"]])
    assert read(tmp_path, page).counts["t3.granted.total"].value == 1


def test_other_sheets_are_no_ledgers(tmp_path: Path) -> None:
    """Notes and lists beside the ledger are left alone."""
    notes = page_of("说明", ("本台账由办公室登记",), [["编号从一号起"]])
    assert read(tmp_path, notes, page_of("申请", HEADINGS, [request()])).counts


def test_a_file_without_a_ledger_is_refused(tmp_path: Path) -> None:
    """It says what can be read, by the headings looked for."""
    said = refused(tmp_path, page_of("说明", ("某某",), [["内容"]]))
    assert "没有一张工作表的标题像台账" in said
    assert "依申请公开台账（收到日期、申请人类型、答复类型、答复日期）" in said


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Together with the faults of the others."""
    (tmp_path / "b.xlsx").write_bytes(b"")
    with pytest.raises(SourceError) as error:
        read_ledger([tmp_path / "a.xlsx", tmp_path / "b.xlsx"], form=form(), year=YEAR)
    assert [fault.where for fault in error.value.faults] == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize("kind", load_kinds().values(), ids=lambda kind: kind.id)
def test_no_heading_means_two_columns(kind: LedgerKind) -> None:
    """Within one kind each name is of one column, as it is read."""
    of = {(label_words(n), column.id) for column in kind.columns.values() for n in column.names}
    assert len({name for name, _ in of}) == len(of)

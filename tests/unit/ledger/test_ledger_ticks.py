"""Columns of which one is ticked: every sign that is met, and what is no tick."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.filings import form
from builders.ledgers import YEAR
from builders.ledgers_rough import grid, refused
from builders.spreadsheets import Page, write_book

from kit.ledger import read_ledger

TYPES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
HEADINGS = ("收到日期", *TYPES, "答复类型", "答复日期")


def page(*ticks: object, group: bool = False) -> Page:
    """Return a sheet of one request, with these signs under the types of applicants."""
    cells = [*ticks, *[None] * (len(TYPES) - len(ticks))]
    row = ["2022.3.1", *cells, "予以公开", "2022.3.9"]
    above = [[None, "申请人类型"]] if group else []
    return grid(*above, HEADINGS, row, name="台账")


def counted(folder: Path, sheet: Page) -> list[str]:
    """Return the columns of the requests received."""
    path = write_book(folder / "ledger.xlsx", [sheet])
    counts = read_ledger([path], form=form(), year=YEAR).counts
    received = {a: c.value for a, c in counts.items() if a.startswith("t3.received.")}
    return [address.split(".")[2] for address, value in received.items() if value]


@pytest.mark.parametrize("group", [True, False], ids=["under a group", "alone"])
@pytest.mark.parametrize("tick", ["√", "✓", "☑", "1", 1, 1.0, "１", "是", " √ ", "Y"])
def test_a_tick_is_its_columns_heading(tmp_path: Path, tick: object, group: bool) -> None:  # noqa: FBT001 - a case
    """With or without signs of no beside it."""
    assert counted(tmp_path, page("×", tick, 0, "否", group=group)) == ["enterprise", "total"]


@pytest.mark.parametrize(
    ("ticks", "found"),
    [
        ((), "空白"),
        (("√", "√"), "同时合于不止一种"),
        ((3,), "“打勾以外的内容”"),
        ((1, 2), "“自然人；打勾以外的内容”"),
        (("某某",), "“打勾以外的内容”"),
    ],
)
def test_what_is_no_tick_is_refused(tmp_path: Path, ticks: tuple[object, ...], found: str) -> None:
    """None, two, sums of a month, names: all columns are named."""
    (line,) = refused(tmp_path, page(*ticks))
    assert line.startswith(f"ledger.xlsx 台账 B2–G2：应为已知的申请人类型，实为{found}。")


def test_the_wording_itself_is_no_tick(tmp_path: Path) -> None:
    """Words under a heading of other words: which is right is asked."""
    (line,) = refused(tmp_path, page("商业企业"))
    assert "打勾以外的内容" in line


def test_a_column_of_its_own_goes_before_ticks(tmp_path: Path) -> None:
    """Where both are there the one column tells."""
    heads = ("收到日期", "申请人类型", "自然人", "商业企业", "答复类型", "答复日期")
    sheet = grid(heads, ("2022.3.1", "自然人", None, "√", "予以公开", "2022.3.9"), name="台账")
    assert counted(tmp_path, sheet) == ["natural_person", "total"]

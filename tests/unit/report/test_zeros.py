"""Blank cells filled with 0 in one act: what was filled in, counted or carried stays."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from builders.ledgers import HEADINGS, page_of, request
from builders.rollups import tree_workspace
from builders.spreadsheets import write_book

from kit.errors import ParameterError
from kit.form import form_of_year
from kit.parameters import LEDGER
from kit.report.begin import begin_report
from kit.report.filed import read_filed
from kit.report.zeros import Zeroed, fill_zeros
from kit.source import Filing
from kit.workbook import cell_positions
from kit.workspace import Workspace

YEAR = 2022


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county whose police has begun its report."""
    workspace = tree_workspace(tmp_path)
    begin_report(workspace, year=YEAR, agency="police", since=None, overwrite=False)
    return workspace


def put(workspace: Workspace, values: dict[str, object], *, year: int = YEAR) -> None:
    """Fill in cells by address, as somebody types them; no formula is computed."""
    path = workspace.inputs(year, "police") / "tables.xlsx"
    book = openpyxl.load_workbook(path)
    places = cell_positions(form_of_year(year))
    for address, value in values.items():
        book[places[address].sheet][places[address].cell].value = value
    book.save(path)


def zeroed(workspace: Workspace, *, year: int = YEAR) -> Zeroed:
    """Fill in zeros."""
    return fill_zeros(workspace, year=year, agency="police")


def filed(workspace: Workspace, *, year: int = YEAR) -> Filing:
    """Return the figures."""
    return read_filed(workspace, year=year, agency="police")


def test_all_blank_cells_are_zero(workspace: Workspace) -> None:
    """Totals with them, which are formulas: no cell is left blank."""
    found = zeroed(workspace)
    assert {figure.value for figure in filed(workspace).figures.values()} == {0}
    assert not found.left
    assert sum(map(len, found.cells.values())) == 166


def test_what_was_filled_in_stays_and_sums_are_right(workspace: Workspace) -> None:
    """A number, a decimal, even a mark that is a fault."""
    typed = {
        "t3.received.natural_person": 2,
        "t3.granted.natural_person": 2,
        "t2.fees.amount": 1.5,
        "t2.rules.issued": "/",
    }
    put(workspace, typed)
    zeroed(workspace)
    figures = filed(workspace).figures
    assert figures["t3.received.total"].value == figures["t3.closed_total.total"].value == 2
    assert figures["t3.granted.enterprise"].value == 0
    assert figures["t2.fees.amount"].value == Decimal("1.5")
    assert (figures["t2.rules.issued"].value, figures["t2.rules.issued"].raw) == (None, "/")


def test_a_second_time_there_is_nothing_to_fill(workspace: Workspace) -> None:
    """The file keeps its bytes."""
    zeroed(workspace)
    path = workspace.inputs(YEAR, "police") / "tables.xlsx"
    before = path.read_bytes()
    assert not any(zeroed(workspace).cells.values())
    assert path.read_bytes() == before


def test_what_a_ledger_counts_is_not_zero(workspace: Workspace) -> None:
    """Its table stays blank for the ledger to fill; the others become 0."""
    path = workspace.inputs(YEAR, "police") / LEDGER
    write_book(path, [page_of("申请", HEADINGS, [request()])])
    assert "表三" not in zeroed(workspace).cells
    figures = filed(workspace).figures
    assert figures["t3.received.total"].value == 1
    assert figures["t4.reconsideration.total"].value == 0


def test_what_last_year_carries_over_is_not_zero(workspace: Workspace) -> None:
    """It is said what it must be."""
    begin_report(workspace, year=YEAR + 1, agency="police", since=None, overwrite=False)
    put(workspace, {"t3.received.research": 3, "t3.carried_out.research": 3})
    zeroed(workspace)
    found = zeroed(workspace, year=YEAR + 1)
    assert found.left == ("tables.xlsx 表三 F6：上年结转 3，没有填 0",)
    assert filed(workspace, year=YEAR + 1).value("t3.carried_in.research") is None


def test_a_total_of_what_is_not_zero_is_not_zero(workspace: Workspace) -> None:
    """Where it is no formula, somebody has to fill it in."""
    put(workspace, {"t4.reconsideration.upheld": 1, "t4.reconsideration.total": None})
    found = zeroed(workspace)
    assert found.left == ("tables.xlsx 表四 E5：各项相加为 1，没有填 0",)


@pytest.mark.parametrize("owner", ["~$tables.xlsx", ".~tables.xlsx"])
def test_a_workbook_open_elsewhere_is_left_alone(workspace: Workspace, owner: str) -> None:
    """Whoever has it open would save over the zeros."""
    path = workspace.inputs(YEAR, "police") / "tables.xlsx"
    path.with_name(owner).write_bytes(b"\0")
    with pytest.raises(ParameterError, match="正在打开"):
        zeroed(workspace)


def test_only_an_xlsx_can_be_filled(workspace: Workspace) -> None:
    """Another format is named, with what to do."""
    folder = workspace.inputs(YEAR, "police")
    (folder / "report.yaml").write_text("sources: {tables: 表.csv}\n", "utf-8")
    (folder / "表.csv").write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(ParameterError, match=r"另存为 \.xlsx"):
        zeroed(workspace)

"""Cells as people name them: by sheet and place, as rectangles, last year's too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.filings import form, zero_filing
from builders.reports import placed, report_of

from kit.checks.claims import CellNames, cell_names
from kit.report.model import Report
from kit.source.filing import Place


def read_report(**last: int | None) -> Report:
    """Return a report read from a workbook of ours, with last year's."""
    before = placed(zero_filing(form(), year=2021, **last), form())
    return report_of(placed(zero_filing(form()), form()), last=before)


@pytest.fixture(scope="module")
def names() -> CellNames:
    """Give the names of a report's cells."""
    return cell_names(read_report())


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("表三!J4", "t3.received.total"),
        ("表三！Ｊ４", "t3.received.total"),
        ("表三!j4", "t3.received.total"),
        ("表三!$J$4", "t3.received.total"),
        ("'表三'!J4", "t3.received.total"),
        ("表三 J4", "t3.received.total"),
        ("tables.xlsx 表三 J4", "t3.received.total"),
        ("tables.xlsx!表三!J4", "t3.received.total"),
        (" t3.received.total ", "t3.received.total"),
        ("last.表三!J4", "last.t3.received.total"),
        ("上年 表三!J4", "last.t3.received.total"),
        ("上年表三!J4", "last.t3.received.total"),
        ("上年报告 表三 J4", "last.t3.received.total"),
        ("last.t3.received.total", "last.t3.received.total"),
    ],
)
def test_a_cell_is_understood_however_people_write_it(
    names: CellNames, name: str, address: str
) -> None:
    """As Excel does, as our messages do, in full width, by address."""
    assert names.addresses(name) == (address,)


@pytest.mark.parametrize(
    "name",
    [
        "表三!A1",
        "表九!J4",
        "J4",
        "表三",
        "三!J4",
        "t3.received",
        "t9.a.b",
        "",
        "表三!J4:",
        "表三!J0",
    ],
)
def test_what_is_no_cell_stands_for_none(names: CellNames, name: str) -> None:
    """A label's cell, a sheet there is none of, half a name."""
    assert names.addresses(name) == ()


def test_a_rectangle_is_its_cells_with_figures(names: CellNames) -> None:
    """Rows and columns of labels within it do not count; and back."""
    found = names.addresses("表三!A4:E5")
    assert found == (
        "t3.received.natural_person",
        "t3.received.enterprise",
        "t3.carried_in.natural_person",
        "t3.carried_in.enterprise",
    )
    assert list(names.names(found)) == [("表三!D4:E5", found)]


def test_every_cell_reads_back_by_its_name(names: CellNames) -> None:
    """What is printed ready to paste is understood."""
    for address in form().cells:
        assert names.addresses(names.name(address)) == (address,)
        assert names.addresses(names.name(f"last.{address}")) == (f"last.{address}",)


def test_where_a_cell_stood_counts_before_where_ours_has_it() -> None:
    """An agency's own workbook has other sheets; ours is understood where it says nothing else."""
    own = read_report()
    address = "t3.received.total"
    place = Place(file="年报.xls", sheet="Sheet 1", cell="B7")
    figure = replace(own.filing.figures[address], place=place)
    filing = replace(own.filing, figures=own.filing.figures | {address: figure})
    found = cell_names(replace(own, filing=filing))
    assert found.name(address) == "Sheet 1!B7"
    assert found.addresses("Sheet 1!B7") == found.addresses("年报.xls Sheet 1 B7") == (address,)


def test_a_figure_that_stood_nowhere_is_named_as_in_our_workbook() -> None:
    """One counted from a ledger has no place of its own."""
    counted = report_of(zero_filing(form()))
    assert cell_names(counted).name("t3.received.total") == "表三!J5"

"""Workspaces of their own for tests: the examples copied, or one changed file."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl

from kit.report import read_report
from kit.workspace import Workspace

PROJECT = Path(__file__).parents[2]

#: The committed examples, as year and agency.
EXAMPLES = (
    (2019, "shanghai-office"),
    (2022, "qiantang-jxkj"),
    (2023, "suqian"),
    (2024, "suqian"),
)


def copied_workspace(folder: Path) -> Workspace:
    """Copy the examples' parameters into *folder*."""
    shutil.copytree(PROJECT / "params", folder / "params")
    return Workspace(params=folder / "params", outputs=folder / "outputs")


def set_figure(workspace: Workspace, *, year: int, agency: str, address: str, value: int) -> str:
    """Type *value* over a figure of the workbook, as Excel would save it; return its cell."""
    filing = read_report(workspace, year=year, agency=agency).filing
    place = filing.figures[address].place
    assert place
    path = workspace.inputs(year, agency) / place.file
    # With the values that its formulas came to: openpyxl computes none.
    book = openpyxl.load_workbook(path, data_only=True)
    book[place.sheet][place.cell] = value
    book.save(path)
    return place.cell


def replaced(path: Path, old: str, new: str) -> None:
    """Replace *old*, which must be there, in a text file."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")

"""`kit build --to csv,xlsx`: data beside the report, of the same bytes every time."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import Any

import pytest
from builders.sheets import read_back
from builders.workspaces import replaced

from kit.workspace import Workspace

Kit = Callable[..., Any]
AGENCY = "qiantang-jxkj"
DATA = ("report.csv", "report.xlsx")


def test_data_are_written_only_when_asked_for(kit: Kit, workspace: Workspace) -> None:
    """The formats by default are what they were."""
    assert kit("build", "2022", AGENCY, "--to", "json").code == 0
    folder = workspace.report_folder(2022, AGENCY)
    assert not [name for name in DATA if (folder / name).exists()]


def test_data_are_the_figures_of_report_json(kit: Kit, workspace: Workspace) -> None:
    """Every figure, in words for people and in numbers for programs."""
    assert kit("build", "2022", AGENCY, "--to", "csv,json,xlsx").code == 0
    folder = workspace.report_folder(2022, AGENCY)
    figures = json.loads((folder / "report.json").read_bytes())["figures"]
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {r["address"]: r["value"] for r in csv.DictReader(file)} == {
            address: str(value) for address, value in figures.items()
        }
    sheets = read_back((folder / "report.xlsx").read_bytes())
    assert {line[-2]: str(line[-1]) for line in sheets["数据"][1:]} == {
        address: str(value) for address, value in figures.items()
    }


def test_data_are_in_the_manifest_and_verify_the_same(kit: Kit, workspace: Workspace) -> None:
    """Built again elsewhere they have the same bytes; an altered one is found."""
    kit("build", "2022", AGENCY, "--to", "csv,xlsx")
    folder = workspace.report_folder(2022, AGENCY)
    outputs = json.loads((folder / "manifest.json").read_bytes())["outputs"]
    assert set(outputs) == {"report.ipynb", *DATA}
    assert kit("verify", "2022", AGENCY).code == 0
    replaced(folder / "report.csv", "t3.received.total", "t3.received.all")
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 5
    assert "report.csv" in ended.out


def test_data_stay_beside_formats_that_are_built_later(kit: Kit, workspace: Workspace) -> None:
    """The same origin keeps its files; another one takes them away."""
    kit("build", "2022", AGENCY, "--to", "csv")
    kit("build", "2022", AGENCY, "--to", "json")
    path = workspace.report_folder(2022, AGENCY) / "report.csv"
    assert path.is_file()
    replaced(workspace.inputs(2022, AGENCY) / "report.yaml", "published:", "published: ")
    kit("build", "2022", AGENCY, "--to", "json")
    assert not path.exists()


@pytest.mark.parametrize("name", ["'=HYPERLINK(1)'", "'＝1+1'", "'@SUM(1)'", '"=cmd\\t"'])
def test_a_hostile_name_is_plain_text_in_both(kit: Kit, workspace: Workspace, name: str) -> None:
    """No program takes the agency's name for a formula."""
    agencies = workspace.params / "agencies.yaml"
    replaced(agencies, "name: 钱塘区经济信息化和科学技术局", f"name: {name}")
    assert kit("build", "2022", AGENCY, "--to", "csv,xlsx", "--fail-on", "never").code == 0
    folder = workspace.report_folder(2022, AGENCY)
    with (folder / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        assert all(line["name"].startswith("'") for line in csv.DictReader(file))
    sheets = read_back((folder / "report.xlsx").read_bytes())
    assert all(str(line[2]).startswith("'") for line in sheets["数据"][1:])


def test_data_hold_nothing_that_only_reviewers_may_see(kit: Kit, workspace: Workspace) -> None:
    """No file of the sources, no cell, no reason for accepting a finding."""
    kit("build", "2019", "shanghai-office", "--to", "csv,xlsx")
    folder = workspace.report_folder(2019, "shanghai-office")
    said = (folder / "report.csv").read_text("utf-8-sig")
    said += repr(read_back((folder / "report.xlsx").read_bytes()))
    for secret in ("tables.xlsx", "accepted", "R5", "narrative"):
        assert secret not in said


def test_an_unknown_format_lists_these_too(kit: Kit) -> None:
    """Exit 2."""
    ended = kit("build", "2022", AGENCY, "--to", "xls")
    assert ended.code == 2
    assert "html、review、pdf、json、csv、xlsx、fragment、docx" in ended.err

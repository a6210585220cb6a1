"""The filing of a year is read in one way, wherever it came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.rollups import YEAR, file_report, tree_workspace

from kit.errors import SourceError
from kit.report.begin import begin_report
from kit.report.filed import filing_files, read_filed
from kit.report.read import read_report
from kit.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county nobody of which has filed."""
    return tree_workspace(tmp_path)


def test_without_a_folder_there_is_no_file(workspace: Workspace) -> None:
    """Nobody has begun that report."""
    assert filing_files(workspace, year=YEAR, agency="police") == ()


def test_the_file_is_the_one_that_report_yaml_names(workspace: Workspace) -> None:
    """An imported filing keeps the name it came with."""
    path = file_report(workspace, "police", t3__received__total=3)
    other = path.rename(path.with_name("报送 (1).xlsx"))
    (path.parent / "report.yaml").write_text(f"sources: {{tables: {other.name}}}\n", "utf-8")
    assert filing_files(workspace, year=YEAR, agency="police") == (other,)
    assert read_filed(workspace, year=YEAR, agency="police").value("t3.received.total") == 3


def test_a_filing_that_is_not_there_is_a_fault_of_its_source(workspace: Workspace) -> None:
    """The message names the file that is missing."""
    workspace.inputs(YEAR, "police").mkdir()
    assert filing_files(workspace, year=YEAR, agency="police") == ()
    with pytest.raises(SourceError, match=r"tables\.xlsx"):
        read_filed(workspace, year=YEAR, agency="police")


def test_a_new_report_takes_carried_figures_from_a_filing_under_any_name(
    workspace: Workspace,
) -> None:
    """``kit new --from`` reads last year as everything else does, an imported one too."""
    path = file_report(workspace, "police", year=YEAR - 1, t3__carried_out__natural_person=7)
    path.rename(path.with_name("published.xlsx"))
    (path.parent / "report.yaml").write_text("sources: {tables: published.xlsx}\n", "utf-8")
    begin_report(workspace, year=YEAR, agency="police", since=YEAR - 1, overwrite=False)
    filing = read_filed(workspace, year=YEAR, agency="police")
    assert filing.value("t3.carried_in.natural_person") == 7


def test_growth_and_carried_figures_look_at_last_year_under_any_name(workspace: Workspace) -> None:
    """The report reads last year's filing where its own ``report.yaml`` says it is."""
    path = file_report(workspace, "police", year=YEAR - 1, t3__received__total=10)
    path.rename(path.with_name("published.xlsx"))
    (path.parent / "report.yaml").write_text("sources: {tables: published.xlsx}\n", "utf-8")
    begin_report(workspace, year=YEAR, agency="police", since=None, overwrite=False)
    file_report(workspace, "police", t3__received__total=12)
    text = "## 一、总体情况\n\n收到申请比上年{{ change t3.received.total }}。\n"
    (workspace.inputs(YEAR, "police") / "narrative.md").write_text(text, "utf-8")
    report = read_report(workspace, year=YEAR, agency="police")
    assert report.last
    assert report.last.value("t3.received.total") == 10
    assert "增长20.00%" in report.narrative.section(1).markdown

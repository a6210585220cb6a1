"""Whose report a file is: told by a list, or by the file's own name, and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.rollups import COUNTY, tree_workspace

from kit.errors import ParameterError
from kit.report.assign import Assigned, agency_names, assign_file, assign_listed
from kit.source.published.listing import Listed
from kit.workspace import Agency, Workspace

YEAR = 2024
SHORT = {"police": COUNTY["police"] | {"short_name": "县公安局"}}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county whose police have a short name."""
    return tree_workspace(tmp_path, {**COUNTY, **SHORT})


@pytest.fixture
def nowhere(tmp_path: Path) -> Workspace:
    """Give a workspace in which no agency was ever entered."""
    (tmp_path / "params").mkdir()
    return Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")


def listed(**said: str) -> Listed:
    """Return a row of a list, its file ``年报.docx``."""
    return Listed(path=Path("年报.docx"), **said)


@pytest.mark.parametrize(
    "name",
    [
        "police.docx",
        "某县公安局.html",
        "县公安局.pdf",
        "police-2024.xlsx",
        "police_2024年.txt",
        "某县公安局2024年度.docx",
        "某县公安局 2024.docx",
        "某 县 公 安 局.docx",
        "某县公安局2024年政府信息公开工作年度报告.docx",
        "2024年某县公安局政府信息公开年报.pdf",
    ],
)
def test_a_file_is_named_after_its_agency(workspace: Workspace, name: str) -> None:
    """Its id, its name, its short name, with a year or without, or the title of the report."""
    path = Path(name)
    found = assign_file(path, workspace=workspace, year=YEAR)
    assert found == Assigned(path=path, year=YEAR, agency="police")


@pytest.mark.parametrize("name", ["公安局.docx", "某县.docx", "2024.docx", "Police.docx"])
def test_a_part_of_a_name_is_nobody(workspace: Workspace, name: str) -> None:
    """Half a name could be anybody's: the file is named, and what would do."""
    with pytest.raises(ParameterError) as raised:
        assign_file(Path(name), workspace=workspace, year=YEAR)
    (fault,) = raised.value.faults
    assert fault.where == name
    assert "--list" in fault.cure


def test_the_nearest_name_is_proposed(workspace: Workspace) -> None:
    """A slip of the pen is quoted beside the agency that was probably meant."""
    with pytest.raises(ParameterError, match=r"“某县公安句”.*最接近的是 某县公安局"):
        assign_file(Path("某县公安句.docx"), workspace=workspace, year=YEAR)


def test_without_agencies_nobody_is_known(nowhere: Workspace) -> None:
    """Before the first agency is entered a name says nothing, and that is no crash."""
    assert agency_names(nowhere) == {}
    with pytest.raises(ParameterError, match="目前一个也没有"):
        assign_file(Path("police.docx"), workspace=nowhere, year=YEAR)


def test_every_agency_can_be_called_by_each_of_its_names(workspace: Workspace) -> None:
    """Nobody is left out, and nothing empty is a name."""
    names = agency_names(workspace)
    assert set(names.values()) == set(COUNTY)
    assert {name for name, id_ in names.items() if id_ == "police"} == {
        "police",
        "某县公安局",
        "县公安局",
    }
    assert "" not in names


@pytest.mark.parametrize(
    ("said", "year"), [("2023", 2023), ("2023年", 2023), ("2023年度", 2023), ("", YEAR)]
)
def test_the_year_of_the_list_comes_first(workspace: Workspace, said: str, year: int) -> None:
    """What the row says counts; ``--year`` stands in where it says nothing."""
    row = listed(agency="police", year=said)
    assert assign_listed(row, workspace=workspace, year=YEAR).year == year


@pytest.mark.parametrize("said", ["去年", "24", "1998", "2023-2024", "2023年报"])
def test_a_year_that_is_none_is_not_replaced(workspace: Workspace, said: str) -> None:
    """A slip in the list is told, though ``--year`` could stand in: it may be another year's."""
    with pytest.raises(ParameterError, match=rf"年报\.docx：.*{said}.*四位年份"):
        assign_listed(listed(agency="police", year=said), workspace=workspace, year=YEAR)


def test_no_year_anywhere_is_told(workspace: Workspace) -> None:
    """Neither the row nor the command line says it."""
    with pytest.raises(ParameterError, match="应有年度，没有"):
        assign_listed(listed(agency="police"), workspace=workspace, year=None)


def test_a_row_may_name_the_agency_in_words(workspace: Workspace) -> None:
    """Offices keep lists of names; the id is looked up, and nobody is entered anew."""
    found = assign_listed(listed(name="某县公安局"), workspace=workspace, year=YEAR)
    assert (found.agency, found.new) == ("police", None)


def test_a_row_with_the_name_of_nobody_is_told(workspace: Workspace) -> None:
    """Without an id an agency not entered yet cannot be entered."""
    with pytest.raises(ParameterError, match=r"年报\.docx：应为 agencies\.yaml 里的机关"):
        assign_listed(listed(name="邻县公安局"), workspace=workspace, year=YEAR)


@pytest.mark.parametrize("kind", ["", "town"])
def test_an_agency_not_entered_is_entered_as_listed(workspace: Workspace, kind: str) -> None:
    """With an id and a name; it is a department unless the list says what else."""
    row = listed(agency="water", name="某县水利局", kind=kind)
    new = assign_listed(row, workspace=workspace, year=YEAR).new
    assert new == Agency(id="water", name="某县水利局", kind=kind or "department")


def test_the_first_agency_of_all_can_be_listed(nowhere: Workspace) -> None:
    """There need be no ``agencies.yaml`` yet."""
    row = listed(agency="water", name="某县水利局")
    found = assign_listed(row, workspace=nowhere, year=YEAR)
    assert found.new
    assert found.new.name == "某县水利局"


def test_an_id_alone_enters_nobody(workspace: Workspace) -> None:
    """Without a name there is nothing to enter; taking the file in says who is missing."""
    assert assign_listed(listed(agency="water"), workspace=workspace, year=YEAR).new is None


def test_an_unknown_kind_of_agency_is_told(workspace: Workspace) -> None:
    """With the kinds there are, in the place of the list."""
    row = listed(agency="water", name="某县水利局", kind="局")
    with pytest.raises(ParameterError, match=r"年报\.docx 类型：.*“局”.*department") as raised:
        assign_listed(row, workspace=workspace, year=YEAR)
    assert raised.value.exit_code == 2


@pytest.mark.parametrize("id_", ["../police", "Police", "9-bureau", "县局", "a" * 65])
def test_an_id_that_can_be_no_folder_is_refused(workspace: Workspace, id_: str) -> None:
    """A list comes from anywhere: its ids may not lead out of the folder of parameters."""
    with pytest.raises(ParameterError, match="机关 id"):
        assign_listed(listed(agency=id_, name="某局"), workspace=workspace, year=YEAR)


def test_what_two_agencies_are_called_is_the_name_of_neither(tmp_path: Path) -> None:
    """教育局 of two counties: the file must say whose it is."""
    both = {
        name: {"name": f"{county}教育局", "short_name": "教育局", "kind": "department"}
        for name, county in (("one-edu", "甲县"), ("two-edu", "乙县"))
    }
    workspace = tree_workspace(tmp_path, {**COUNTY, **both})
    with pytest.raises(ParameterError, match="教育局"):
        assign_file(Path("教育局.docx"), workspace=workspace, year=YEAR)
    found = assign_file(Path("乙县教育局.docx"), workspace=workspace, year=YEAR)
    assert found.agency == "two-edu"

"""What a roll-up writes: sums where they are known, and never over somebody's work."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.filings import form
from builders.rollups import COUNTY, MEMBERS, YEAR, file_report, tree_workspace

from kit.errors import ParameterError, SourceError
from kit.report.begin import begin_report
from kit.report.filed import read_filed
from kit.report.parts import ROLLUP, parse_rollup
from kit.rollup import RolledUp, find_members, roll_up
from kit.workbook import write_workbook
from kit.workspace import Workspace

CELL = "t3.received.total"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county whose members have all filed: 1, 2, 3, 4 and 5 requests."""
    made = tree_workspace(tmp_path)
    for number, agency in enumerate(MEMBERS, start=1):
        file_report(made, agency, t3__received__total=number)
    return made


def rolled(workspace: Workspace, *, overwrite: bool = False) -> RolledUp:
    """Roll the county up."""
    members = find_members(workspace.agencies(), agency="county")
    return roll_up(workspace, year=YEAR, members=members, overwrite=overwrite)


def filed_total(workspace: Workspace) -> object:
    """Return what the county's workbook says now."""
    return read_filed(workspace, year=YEAR, agency="county").value(CELL)


def test_the_first_run_begins_the_report_and_writes_the_sums(workspace: Workspace) -> None:
    """A folder that is not there yet is begun as ``kit new`` does."""
    done = rolled(workspace)
    folder = workspace.inputs(YEAR, "county")
    assert {path.name for path in folder.iterdir()} == {
        "narrative.md",
        "report.yaml",
        "tables.xlsx",
        ROLLUP,
    }
    assert (done.is_written, done.before, filed_total(workspace)) == (True, None, 15)


def test_the_same_parts_give_the_same_bytes(workspace: Workspace) -> None:
    """Nothing of the time or the order of reading is in the files."""
    rolled(workspace)
    folder = workspace.inputs(YEAR, "county")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = rolled(workspace)
    assert done.is_written
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_workbook_the_kit_wrote_is_written_anew_when_a_part_moved(workspace: Workspace) -> None:
    """Nobody's work is in it."""
    rolled(workspace)
    file_report(workspace, "town", t3__received__total=50)
    done = rolled(workspace)
    assert (done.is_written, filed_total(workspace)) == (True, 60)
    assert done.before
    assert done.before.total(CELL) == 15


def test_a_workbook_just_begun_is_replaced(workspace: Workspace) -> None:
    """What ``kit new`` wrote holds no figures yet, with last year's carried ones or without."""
    file_report(workspace, "county", year=YEAR - 1, t3__carried_out__natural_person=2)
    for since in (None, YEAR - 1):
        begin_report(workspace, year=YEAR, agency="county", since=since, overwrite=True)
        assert rolled(workspace).is_written


def test_a_workbook_filed_by_hand_is_compared_and_left(workspace: Workspace) -> None:
    """Its bytes stay; where it differs from the sums is said, and the parts are kept."""
    path = file_report(workspace, "county", t3__received__total=14)
    before = path.read_bytes()
    done = rolled(workspace)
    assert not done.is_written
    assert path.read_bytes() == before
    assert done.filed == {CELL: (14, 15)}
    kept = parse_rollup((path.parent / ROLLUP).read_bytes())
    assert kept.workbook == ""
    assert kept.total(CELL) == 15


def test_a_filed_workbook_that_agrees_is_left_too(workspace: Workspace) -> None:
    """There is nothing to say then."""
    path = file_report(workspace, "county", t3__received__total=15)
    filing = read_filed(workspace, year=YEAR, agency="county")
    path.write_bytes(write_workbook(form(), agency_name="手工", year=YEAR, filing=filing))
    done = rolled(workspace)
    assert (done.is_written, done.filed) == (False, {})


def test_a_workbook_changed_after_it_was_written_is_left(workspace: Workspace) -> None:
    """What somebody typed into the kit's own workbook is somebody's work."""
    rolled(workspace)
    file_report(workspace, "county", t3__received__total=99)
    assert rolled(workspace).filed == {CELL: (99, 15)}
    assert filed_total(workspace) == 99


def test_overwrite_replaces_what_was_filed(workspace: Workspace) -> None:
    """Only when told."""
    file_report(workspace, "county", t3__received__total=14)
    assert rolled(workspace, overwrite=True).is_written
    assert filed_total(workspace) == 15


def test_a_member_without_a_workbook_is_missing(workspace: Workspace) -> None:
    """So is one whose workbook has only what was carried over from last year."""
    (workspace.inputs(YEAR, "police") / "tables.xlsx").unlink()
    file_report(workspace, "town", year=YEAR - 1, t3__carried_out__natural_person=2)
    begin_report(workspace, year=YEAR, agency="town", since=YEAR - 1, overwrite=True)
    done = rolled(workspace)
    assert [member.agency for member in done.rollup.uncounted] == ["police", "town"]
    assert {member.state for member in done.rollup.uncounted} == {"missing"}
    assert filed_total(workspace) is None


def test_a_member_without_a_folder_is_missing(tmp_path: Path) -> None:
    """Nobody has filed: the roll-up is all blanks and names everybody."""
    done = rolled(tree_workspace(tmp_path))
    assert [member.agency for member in done.rollup.uncounted] == list(MEMBERS)


def test_a_broken_workbook_is_named_with_its_reason(workspace: Workspace) -> None:
    """One bad file stops nobody, and is not taken for an empty one."""
    (workspace.inputs(YEAR, "police") / "tables.xlsx").write_bytes(b"PK\x03\x04 broken")
    (workspace.inputs(YEAR, "school") / "report.yaml").write_text("published: 很快\n", "utf-8")
    bad = {member.agency: member for member in rolled(workspace).rollup.uncounted}
    assert {member.state for member in bad.values()} == {"unreadable"}
    assert "tables.xlsx" in bad["police"].why
    assert "published" in bad["school"].why


def test_a_filed_workbook_of_the_other_edition_is_compared_where_it_can_be(
    workspace: Workspace,
) -> None:
    """Table four is alike in both; what the others hold is no difference of figures."""
    values = {"t3__received__total": 1, "t4__reconsideration__total": 7}
    file_report(workspace, "county", form=form("2019"), **values)
    assert rolled(workspace).filed == {"t4.reconsideration.total": (7, 0)}


def test_a_foreign_file_named_rollup_json_is_kept(workspace: Workspace) -> None:
    """It is replaced only when told."""
    folder = workspace.inputs(YEAR, "county")
    folder.mkdir()
    (folder / ROLLUP).write_text("{}", "utf-8")
    with pytest.raises(ParameterError, match="--overwrite"):
        rolled(workspace)
    assert (folder / ROLLUP).read_text("utf-8") == "{}"
    assert rolled(workspace, overwrite=True).is_written


def test_sums_are_only_written_as_xlsx(workspace: Workspace) -> None:
    """A name with another ending would promise another format."""
    folder = workspace.inputs(YEAR, "county")
    begin_report(workspace, year=YEAR, agency="county", since=None, overwrite=False)
    (folder / "report.yaml").write_text("sources: {tables: figures.csv}\n", "utf-8")
    with pytest.raises(ParameterError, match="xlsx"):
        rolled(workspace)


def test_a_filed_workbook_that_cannot_be_read_is_refused(workspace: Workspace) -> None:
    """There is nothing to compare with, and it is not ours to replace."""
    path = file_report(workspace, "county")
    path.write_bytes(b"no workbook")
    with pytest.raises(SourceError):
        rolled(workspace)
    assert path.read_bytes() == b"no workbook"


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    """A name that looks like a formula, markup or JSON comes back as it was."""
    name = '=HYPERLINK("http://x","点我")</script>{"}\n'
    entries = {key: dict(entry) for key, entry in COUNTY.items()}
    entries["county"]["name"] = entries["police"]["name"] = name
    workspace = tree_workspace(tmp_path, entries)
    for agency in MEMBERS:
        file_report(workspace, agency)
    rolled(workspace)
    content = (workspace.inputs(YEAR, "county") / ROLLUP).read_bytes()
    assert name in [member.name for member in parse_rollup(content).members]
    assert filed_total(workspace) == 0

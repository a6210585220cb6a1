"""``rollup.json``: written and read back the same, refused when it is anything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.filings import form
from builders.rollups import COUNTY, MEMBERS, YEAR, file_report, rollup_of, tree_workspace

from kit.errors import ParameterError
from kit.report.files import input_files
from kit.report.parts import ROLLUP, parse_rollup, read_rollup, rollup_bytes
from kit.rollup import find_members, roll_up
from kit.workspace import Workspace

CELL = "t3.received.total"
HOSTILE = '=cmd|"/c"</script>\n{"'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county that has been rolled up."""
    made = tree_workspace(tmp_path)
    for number, agency in enumerate(MEMBERS, start=1):
        file_report(made, agency, t3__received__total=number)
    members = find_members(made.agencies(), agency="county")
    roll_up(made, year=YEAR, members=members, overwrite=False)
    return made


def changed_members(workspace: Workspace) -> list[str]:
    """Return the members that changed since they were added up."""
    rollup = read_rollup(workspace, year=YEAR, agency="county")
    assert rollup
    return [member.agency for member in rollup.changed]


def test_a_rollup_reads_back_as_it_was_written() -> None:
    """Counts, decimals, blanks, the missing and hostile names all survive."""
    parts = {"甲": {CELL: 3, "t2.fees.amount": "18.8710"}, "乙": {CELL: "/"}, HOSTILE: None}
    rollup = rollup_of(form(), parts)
    assert parse_rollup(rollup_bytes(rollup)) == rollup


def test_every_figure_and_member_has_a_line_of_its_own() -> None:
    """People look things up in it, and a difference of two runs shows line by line."""
    rollup = rollup_of(form(), {"甲": {CELL: 3}, "乙": {}})
    lines = rollup_bytes(rollup).decode().splitlines()
    assert sum(line.startswith('  "t') for line in lines) == len(form().cells)
    assert '  "t3.received.total": {"sum": 3, "parts": {"part-1": 3}, "blank": []},' in lines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"[]", "键值对"),
        (b"{}", "members"),
    ],
    ids=["empty", "nested", "no text", "list", "no keys"],
)
def test_another_file_is_refused(content: bytes, said: str) -> None:
    """What is no roll-up is said, with the cure of making one."""
    with pytest.raises(ParameterError, match=said):
        parse_rollup(content)


def test_a_figure_in_words_is_refused() -> None:
    """Only digits are figures."""
    data = json.loads(rollup_bytes(rollup_of(form(), {"甲": {CELL: 3}})))
    data["figures"][CELL]["sum"] = "NaN"
    with pytest.raises(ParameterError, match=CELL):
        parse_rollup(json.dumps(data).encode())


def test_an_agency_of_scope_own_has_no_parts(workspace: Workspace) -> None:
    """A file of that name is nothing to it."""
    content = (workspace.inputs(YEAR, "county") / ROLLUP).read_bytes()
    (workspace.inputs(YEAR, "police") / ROLLUP).write_bytes(content)
    assert read_rollup(workspace, year=YEAR, agency="police") is None


def test_a_file_copied_from_another_year_is_refused(workspace: Workspace) -> None:
    """Its parts are not this year's."""
    content = (workspace.inputs(YEAR, "county") / ROLLUP).read_bytes()
    later = workspace.inputs(YEAR + 1, "county")
    later.mkdir(parents=True)
    (later / ROLLUP).write_bytes(content)
    with pytest.raises(ParameterError, match=f"{YEAR} 年 county"):
        read_rollup(workspace, year=YEAR + 1, agency="county")


def test_untouched_parts_are_not_changed(workspace: Workspace) -> None:
    """Nor is a part whose other files were worked on."""
    (workspace.inputs(YEAR, "police") / "narrative.md").write_text("正文", "utf-8")
    assert changed_members(workspace) == []


def test_a_part_filed_anew_removed_or_spoilt_has_changed(workspace: Workspace) -> None:
    """Whatever became of its file, the sum is no longer known to be the sum."""
    file_report(workspace, "police", t3__received__total=40)
    (workspace.inputs(YEAR, "town") / "tables.xlsx").unlink()
    (workspace.inputs(YEAR, "office") / "report.yaml").write_text("nonsense: 1\n", "utf-8")
    assert changed_members(workspace) == ["office", "police", "town"]


def test_a_member_that_files_at_last_has_changed(tmp_path: Path) -> None:
    """The roll-up was made without it."""
    workspace = tree_workspace(tmp_path)
    members = find_members(workspace.agencies(), agency="county")
    roll_up(workspace, year=YEAR, members=members, overwrite=False)
    file_report(workspace, "town")
    assert changed_members(workspace) == ["town"]


def test_a_member_whose_id_leads_elsewhere_reads_nothing(workspace: Workspace) -> None:
    """Ids in the file are data: no path leaves the workspace."""
    path = workspace.inputs(YEAR, "county") / ROLLUP
    path.write_text(path.read_text("utf-8").replace('"police"', '"../../../etc"'), "utf-8")
    assert changed_members(workspace) == ["../../../etc"]
    files = input_files(workspace, year=YEAR, agency="county").parts
    assert all(file.is_relative_to(workspace.params / str(YEAR)) for file in files)


def test_the_parts_are_inputs_of_the_report(workspace: Workspace) -> None:
    """A report of a roll-up is built again when one of its parts changed."""
    files = input_files(workspace, year=YEAR, agency="county").existing()
    named = [f"{path.parent.name}/{path.name}" for path in files]
    assert f"county/{ROLLUP}" in named
    assert named[-len(MEMBERS) :] == [f"{member}/tables.xlsx" for member in MEMBERS]


def test_the_county_of_the_builder_has_every_case() -> None:
    """The tree of these tests has units below units and a vertically led agency."""
    assert COUNTY["school"]["parent"] in MEMBERS
    assert COUNTY["tax"]["vertical"]


def test_the_largest_parts_come_first() -> None:
    """By the members' names; equal ones in the order of their ids, zeros and blanks not at all."""
    counts: dict[str, int | None] = {"甲局": 2, "乙局": 7, "丙局": 2, "丁局": 0, "戊局": None}
    rollup = rollup_of(form(), {name: {CELL: count} for name, count in counts.items()})
    assert rollup.largest(CELL) == (("乙局", 7), ("甲局", 2), ("丙局", 2))
    assert rollup.largest("t3.carried_in.total") == ()

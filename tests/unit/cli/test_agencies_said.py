"""Which agencies a verb works on, who has not begun, and whose reports are not final."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import calls
from builders.rollups import COUNTY, YEAR, tree_workspace
from hypothesis import given
from hypothesis import strategies as st

from kit.cli.outcome import worst
from kit.cli.processes import read_each, shown
from kit.cli.show import echo_not_begun, selected
from kit.cli.signed import echo_sign_offs, sign_off_code
from kit.errors import Fault, ParameterError, SourceError
from kit.run import JobResult
from kit.workspace import Agency, Workspace

CODES = st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7]), min_size=1, max_size=3)


def result(agency: str, state: str, why: str = "") -> JobResult:
    """Return a report that was built and stands in *state*."""
    return JobResult(agency=agency, sign_off={"state": state, "why": why})


FAILED = JobResult(agency="a-failed", error=SourceError(Fault("tables.xlsx")))
FINAL = result("b-final", "approved")
OPEN = result("d-open", "unsigned", "整份报告还没有签署。")
FORGED = result("c-forged", "altered", "signoff.yaml 第 4 行起")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county in which the police and the town have begun."""
    made = tree_workspace(tmp_path)
    for agency in ("town", "police"):
        made.inputs(YEAR, agency).mkdir()
    return made


def test_agencies_named_come_in_their_order_and_once(workspace: Workspace) -> None:
    """Whether they have begun is for the verb to say."""
    named = ("tax", "police", "tax", "office")
    assert selected(workspace, year=YEAR, agencies=named) == ("tax", "police", "office")


def test_without_a_name_all_that_have_begun_are_meant(workspace: Workspace) -> None:
    """And a year nobody has begun is told, not passed over as done."""
    assert selected(workspace, year=YEAR, agencies=()) == ("police", "town")
    with pytest.raises(ParameterError, match=f"已有的年度：{YEAR}"):
        selected(workspace, year=YEAR + 1, agencies=())


def test_who_has_not_begun_is_listed(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order of the file, on stderr; with everybody at work nothing is said."""
    echo_not_begun(workspace, year=YEAR)
    ended = capsys.readouterr()
    assert ended.out == ""
    assert ended.err == "未开始：county、office、education、school、tax\n"
    for agency in COUNTY:
        workspace.inputs(YEAR, agency).mkdir(exist_ok=True)
    echo_not_begun(workspace, year=YEAR)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("missing", "tail"), [(20, "a-20\n"), (21, "a-20 等 21 个\n")])
def test_a_long_list_of_who_is_missing_is_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: int, tail: str
) -> None:
    """Twenty names and how many there are: a province has thousands."""
    agencies = {f"a-{n}": {"name": f"第{n}局", "kind": "department"} for n in range(1, missing + 1)}
    echo_not_begun(tree_workspace(tmp_path, agencies), year=YEAR)
    said = capsys.readouterr().err
    assert said.endswith(f"、{tail}")
    assert said.count("、") == 19


def test_asked_for_all_that_are_not_final_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """By id, each with its reason; one that was not built is told elsewhere."""
    echo_sign_offs([OPEN, FAILED, FINAL, FORGED], required=True)
    first, *named, cure = capsys.readouterr().err.splitlines()
    assert first == "尚未定稿 2 份："
    assert named == [
        "  c-forged  签署被改动：signoff.yaml 第 4 行起",
        "  d-open  未审：整份报告还没有签署。",
    ]
    assert "kit sign" in cure


def test_unasked_only_a_forged_one_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Most reports are unsigned while they are worked on; a changed file is never passed over."""
    echo_sign_offs([OPEN, FINAL, FORGED], required=False)
    assert capsys.readouterr().err == "注意：c-forged  签署被改动：signoff.yaml 第 4 行起\n"


def test_with_everything_final_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """Not even that none is missing."""
    echo_sign_offs([FINAL, FAILED], required=True)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("results", "code"),
    [((), 0), ((FINAL,), 0), ((FAILED,), 0), ((FINAL, OPEN), 5), ((FORGED,), 5)],
    ids=["none", "final", "failed", "one open", "forged"],
)
def test_a_report_that_is_not_final_is_a_finding(results: tuple[JobResult, ...], code: int) -> None:
    """One that failed has an exit code of its own."""
    assert sign_off_code(results) == code


@given(codes=CODES, more=CODES)
def test_the_worst_of_two_batches_is_the_worst_of_all(codes: list[int], more: list[int]) -> None:
    """However they are put together; and it is one that happened."""
    assert worst([*codes, *more]) == worst([worst(more), worst(codes)])
    assert worst(codes) in codes
    assert (worst(codes) == 0) == (set(codes) == {0})


def test_what_is_no_terminal_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """The results are enough."""
    assert list(shown(iter("甲乙"), total=2)) == ["甲", "乙"]
    assert capsys.readouterr() == ("", "")


def test_an_agency_that_kills_its_process_is_its_own_entry(workspace: Workspace) -> None:
    """The others are read, in the order of the file, and what stands for it has its place."""
    agencies = tuple(workspace.agencies().values())
    read = list(read_each(killed_by_the_school, agencies, instead=lambda _, error: str(error)))
    where = [agency.id for agency in agencies].index("school")
    assert read[where].startswith("school：应为运行到底，实为进程收到信号 SIGKILL")
    assert [*read[:where], *read[where + 1 :]] == [a.id for a in agencies if a.id != "school"]


def killed_by_the_school(agency: Agency) -> str:
    """Return the id, or end the process that reads."""
    if agency.id == "school":
        calls.kill_itself()
    return agency.id

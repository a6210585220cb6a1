"""A report begun: its folder, its blank ledger, its agency, and nothing of anybody's lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from builders.rollups import file_report, tree_workspace

from kit.checks import check
from kit.errors import ParameterError
from kit.form import form_of_year
from kit.ledger import read_ledger
from kit.parameters import LEDGER, Parameters, read_parameters
from kit.report import read_report
from kit.report.begin import begin_ledger, begin_report, enter_agency, refuse_loss
from kit.workspace import AGENCIES, Agency, Contact, Workspace

YEAR = 2024
WATER = Agency(id="water", name="某县水利局", kind="department")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county nobody of which has filed."""
    return tree_workspace(tmp_path)


def begin(
    workspace: Workspace, *, since: int | None = None, overwrite: bool = False
) -> tuple[Path, ...]:
    """Begin the police's report."""
    return begin_report(workspace, year=YEAR, agency="police", since=since, overwrite=overwrite)


def test_a_report_begun_can_be_read_and_checked(workspace: Workspace) -> None:
    """Workbook, narrative and parameters fit together: wrong is only what is not filled in."""
    paths = begin(workspace)
    assert [path.name for path in paths] == ["tables.xlsx", "narrative.md", "report.yaml"]
    report = read_report(workspace, year=YEAR, agency="police")
    assert {figure.raw for figure in report.filing.figures.values()} == {""}
    assert [section.number for section in report.narrative.sections] == [1, 2, 3, 4, 5, 6]
    errors = list(check(report).counting("error"))
    assert {error.found for error in errors} == {"空白", "（缺）", "（请填写"}
    assert {cell for error in errors for cell in error.cells} == set(report.form.cells)


def test_parameters_begun_say_nothing_yet(workspace: Workspace) -> None:
    """The examples in them are comments, the date proposed is of the year of publishing."""
    path = begin(workspace)[-1]
    assert read_parameters(path.parent) == Parameters()
    assert f"如 {YEAR + 1}-01-28" in path.read_text("utf-8")


def test_the_examples_in_parameters_begun_hold(workspace: Workspace) -> None:
    """Whoever takes the comment marks away has parameters that can be read."""
    path = begin(workspace)[-1]
    lines = path.read_text("utf-8").splitlines()
    said = "\n".join(line.removeprefix("# ") for line in lines[2:])
    path.write_text(re.sub("published: .*", "published: 2025-01-28", said), "utf-8")
    read = read_parameters(path.parent)
    assert read.published == "2025-01-28"
    assert [accepted.rule for accepted in read.accepted] == ["Y2"]


def test_beginning_twice_changes_nothing(workspace: Workspace) -> None:
    """What the kit wrote and nobody touched may be written again."""
    before = {path: path.read_bytes() for path in begin(workspace)}
    assert {path: path.read_bytes() for path in begin(workspace)} == before


def test_every_file_that_would_be_lost_is_named_and_none_is_written(workspace: Workspace) -> None:
    """Two files were worked on and one is gone: it is not even written anew."""
    tables, narrative, parameters = begin(workspace)
    narrative.write_text("## 一、总体情况\n", "utf-8")
    parameters.write_text("published: 2025-01-28\n", "utf-8")
    tables.unlink()
    with pytest.raises(ParameterError) as raised:
        begin(workspace)
    assert [fault.where for fault in raised.value.faults] == [
        f"{YEAR}/police/narrative.md",
        f"{YEAR}/police/report.yaml",
    ]
    assert "--overwrite" in raised.value.faults[0].cure
    assert not tables.exists()
    assert narrative.read_text("utf-8") == "## 一、总体情况\n"


def test_what_is_to_be_replaced_is_replaced(workspace: Workspace) -> None:
    """Only if told; a file of another name in the folder stays."""
    narrative = begin(workspace)[1]
    begun = narrative.read_bytes()
    narrative.write_text("另写", "utf-8")
    note = narrative.with_name("备忘.txt")
    note.write_text("不要动", "utf-8")
    begin(workspace, overwrite=True)
    assert narrative.read_bytes() == begun
    assert note.read_text("utf-8") == "不要动"


@pytest.mark.parametrize("since", [YEAR, YEAR + 1], ids=["same year", "later year"])
def test_figures_are_carried_from_an_earlier_year_alone(workspace: Workspace, since: int) -> None:
    """The year before is proposed, and no folder is left behind."""
    with pytest.raises(ParameterError, match=f"--from：.*{since}.*--from {YEAR - 1}"):
        begin(workspace, since=since)
    assert not workspace.inputs(YEAR, "police").exists()


def test_a_year_that_was_not_filed_gives_nothing(workspace: Workspace) -> None:
    """It is named by its folder, and nothing is begun."""
    with pytest.raises(ParameterError, match=f"params/{YEAR - 1}/police：应有上年的报告，没有"):
        begin(workspace, since=YEAR - 1)
    assert not workspace.inputs(YEAR, "police").exists()


def test_figures_may_be_carried_over_a_year_that_was_left_out(workspace: Workspace) -> None:
    """Only what was carried out is carried in; whatever else was filed is not."""
    carried, other = "t3.carried_in.natural_person", "t3.received.natural_person"
    filed = {"t3__carried_out__natural_person": 7, "t3__received__natural_person": 9}
    file_report(workspace, "police", year=YEAR - 2, **filed)
    begin(workspace, since=YEAR - 2)
    filing = read_report(workspace, year=YEAR, agency="police").filing
    assert (filing.value(carried), filing.figures[other].raw) == (7, "")


def test_nobody_s_report_is_not_begun(workspace: Workspace) -> None:
    """The agency comes before its folder."""
    with pytest.raises(ParameterError, match="water"):
        begin_report(workspace, year=YEAR, agency="water", since=None, overwrite=False)
    with pytest.raises(ParameterError, match="water"):
        begin_ledger(workspace, year=YEAR, agency="water", overwrite=False)
    assert list((workspace.params / str(YEAR)).iterdir()) == []


def test_a_blank_ledger_counts_nothing_and_is_kept_once_filled_in(workspace: Workspace) -> None:
    """Written again it is the same; changed by hand it is replaced only if told."""
    path = begin_ledger(workspace, year=YEAR, agency="police", overwrite=False)
    assert path == workspace.inputs(YEAR, "police") / LEDGER
    read = read_ledger((path,), form=form_of_year(YEAR), year=YEAR)
    assert not any(count.value for count in read.counts.values())
    begun = path.read_bytes()
    begin_ledger(workspace, year=YEAR, agency="police", overwrite=False)
    assert path.read_bytes() == begun
    path.write_bytes(begun + b"\0")
    with pytest.raises(ParameterError, match=f"{YEAR}/police/{LEDGER}"):
        begin_ledger(workspace, year=YEAR, agency="police", overwrite=False)
    assert path.read_bytes() == begun + b"\0"
    begin_ledger(workspace, year=YEAR, agency="police", overwrite=True)
    assert path.read_bytes() == begun


def test_what_is_the_same_or_not_there_is_no_loss(tmp_path: Path) -> None:
    """Refusing needs a file that is there and says something else."""
    same, missing = tmp_path / "same", tmp_path / "missing"
    same.write_bytes(b"1")
    refuse_loss({same: b"1", missing: b"2"}, overwrite=False)
    with pytest.raises(ParameterError, match="same"):
        refuse_loss({same: b"2", missing: b"2"}, overwrite=False)
    refuse_loss({same: b"2"}, overwrite=True)
    assert same.read_bytes() == b"1"


def test_an_agency_is_entered_below_the_others(workspace: Workspace) -> None:
    """Every line and comment above stays; of the contact, what is known."""
    path = workspace.params / AGENCIES
    path.write_text(path.read_text("utf-8") + "# 以下待补\n\n\n", "utf-8")
    before = path.read_text("utf-8").rstrip()
    enter_agency(workspace, replace(WATER, contact=Contact(telephone="0512-1", address="水巷1号")))
    after = path.read_text("utf-8")
    assert after.startswith(f"{before}\n\nwater:\n")
    assert workspace.agency("water").contact == Contact(telephone="0512-1", address="水巷1号")
    assert "postcode" not in after
    assert workspace.agency("police").name == "某县公安局"


def test_the_first_agency_makes_the_file_and_its_schemas(tmp_path: Path) -> None:
    """An editor that knows the schemas helps from the first line on."""
    workspace = Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")
    enter_agency(workspace, WATER)
    assert workspace.agencies() == {"water": WATER}
    assert {path.name for path in workspace.params.iterdir()} == {
        AGENCIES,
        "agencies.schema.json",
        "parameters.schema.json",
    }


def test_an_agency_known_already_is_not_entered_again(workspace: Workspace) -> None:
    """Not one byte changes, whatever else is known of it now."""
    before = (workspace.params / AGENCIES).read_bytes()
    enter_agency(workspace, replace(WATER, id="police", name="某县公安局"))
    assert (workspace.params / AGENCIES).read_bytes() == before


def test_an_agency_is_not_given_another_name(workspace: Workspace) -> None:
    """A typing error in a command does not rename anybody."""
    before = (workspace.params / AGENCIES).read_bytes()
    with pytest.raises(ParameterError, match="--name：应为已登记的“某县公安局”"):
        enter_agency(workspace, replace(WATER, id="police"))
    assert (workspace.params / AGENCIES).read_bytes() == before


def test_an_id_that_can_be_no_folder_is_not_entered(workspace: Workspace) -> None:
    """It would lead every later command elsewhere."""
    before = (workspace.params / AGENCIES).read_bytes()
    with pytest.raises(ParameterError, match="机关 id"):
        enter_agency(workspace, replace(WATER, id="../water"))
    assert (workspace.params / AGENCIES).read_bytes() == before


@pytest.mark.parametrize("name", ["某局: 甲 #乙", "'某局", "{{ t2 }}", "- 某局", "yes", "2024"])
def test_a_name_that_means_something_to_yaml_is_text(workspace: Workspace, name: str) -> None:
    """It reads back as it was typed, and the agencies above can still be read."""
    enter_agency(workspace, replace(WATER, name=name))
    assert workspace.agency("water").name == name
    assert len(workspace.agencies()) == 8

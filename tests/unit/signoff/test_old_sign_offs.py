"""Decisions that earlier versions wrote still count, whatever the claims of then are called now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from builders.workspaces import copied_workspace, replaced, set_figure

from kit.checks import check
from kit.report import read_report
from kit.signoff import ReviewState, read_sign_offs, review_state
from kit.workspace import Workspace

#: Written by the version that accepted findings by rule and cells alone.
WRITTEN = Path(__file__).parents[2] / "data/sign_offs"
OLD = {
    (2019, "shanghai-office"): "approved",
    (2022, "qiantang-jxkj"): "approved",
    (2023, "suqian"): "returned",
    (2024, "suqian"): "approved",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give the examples as they are now, with the decisions of then."""
    made = copied_workspace(tmp_path)
    for year, agency in OLD:
        written = WRITTEN / f"{year}-{agency}.yaml"
        shutil.copyfile(written, made.inputs(year, agency) / "signoff.yaml")
    return made


def with_parameters_of_then(workspace: Workspace, *, year: int, agency: str) -> Workspace:
    """Put the parameters back that were signed."""
    written = WRITTEN / f"{year}-{agency}.report.yaml"
    shutil.copyfile(written, workspace.inputs(year, agency) / "report.yaml")
    return workspace


def state_of(workspace: Workspace, *, year: int, agency: str) -> ReviewState:
    """Judge the decisions by the report as it is."""
    report = read_report(workspace, year=year, agency=agency)
    sign_offs = read_sign_offs(workspace.inputs(year, agency))
    return review_state(report, findings=check(report), sign_offs=sign_offs)


@pytest.mark.parametrize(("year", "agency"), [(2022, "qiantang-jxkj"), (2023, "suqian")])
def test_a_decision_of_an_earlier_version_counts(
    workspace: Workspace, year: int, agency: str
) -> None:
    """Its digest is the one it had, though entries can say more by now."""
    found = state_of(workspace, year=year, agency=agency)
    assert found.state.decision == OLD[year, agency]
    assert {each.state for each in found.sign_off} == {"in force"}


@pytest.mark.parametrize(("year", "agency"), [(2019, "shanghai-office"), (2024, "suqian")])
def test_an_approval_stands_beside_claims_that_cover_nothing_any_more(
    workspace: Workspace, year: int, agency: str
) -> None:
    """What was accepted then is part of what was signed; both sides are told."""
    with_parameters_of_then(workspace, year=year, agency=agency)
    found = state_of(workspace, year=year, agency=agency)
    assert found.state.decision == "approved"
    assert (found.state.claims, found.confirmed) == (0, frozenset())


def test_errors_accepted_then_are_errors_beside_the_approval(workspace: Workspace) -> None:
    """An approval hides nothing: the blanks of the example are found again."""
    with_parameters_of_then(workspace, year=2019, agency="shanghai-office")
    assert state_of(workspace, year=2019, agency="shanghai-office").state.checks == "errors"


def test_claims_restated_for_the_same_reason_leave_the_approval_in_force(
    workspace: Workspace,
) -> None:
    """Whoever binds the old entry to its values has changed nothing that was signed."""
    found = state_of(workspace, year=2019, agency="shanghai-office").state
    assert (found.decision, found.checks, found.claims) == ("approved", "claimed", 135)


def test_another_reason_lapses_the_approval(workspace: Workspace) -> None:
    """The reason is what was signed."""
    path = workspace.inputs(2019, "shanghai-office") / "report.yaml"
    replaced(path, "按公布原样保留", "漏填")
    assert state_of(workspace, year=2019, agency="shanghai-office").state.decision == "lapsed"


def test_what_changed_since_an_old_decision_cannot_be_listed(workspace: Workspace) -> None:
    """Nothing was kept of what was seen, which is said."""
    year, agency = 2023, "suqian"
    set_figure(workspace, year=year, agency=agency, address="t2.fees.amount", value=5)
    state = state_of(workspace, year=year, agency=agency).state
    assert state.decision == "mended"
    assert state.since is not None
    assert (state.since.is_known, state.since.figures) == (False, ())
    assert "没有保存" in state.since.said

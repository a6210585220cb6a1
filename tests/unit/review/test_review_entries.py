"""Where a report stands: by its folder, its outputs, its findings and its decisions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders.province import YEAR, MadeAgency
from builders.years import FATES, kept_review, make_year, review_of, write_outputs

from kit.review import Entry, read_entry, review_year
from kit.signoff import SignOff, add_sign_off
from kit.workspace import Workspace

CLEAN, WRONG = FATES.index("clean") + 1, FATES.index("error")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give an agency of every fate."""
    return make_year(tmp_path, agencies=len(FATES))


def made_id(number: int) -> str:
    """Return the id of one agency."""
    return MadeAgency(seed=1, number=number).id


def entry_of(workspace: Workspace, number: int) -> Entry:
    """Read one agency."""
    agency = workspace.agencies()[made_id(number)]
    return read_entry(agency, workspace=workspace, year=YEAR, judge=kept_review)


def sign(workspace: Workspace, number: int, *, seen: str = "a", decision: str = "approve") -> Path:
    """Decide on what is seen, without building again."""
    entry = SignOff(decision=decision, by="张三", date="2025-02-01", seen=seen * 64)  # type: ignore[arg-type]
    folder = workspace.inputs(YEAR, made_id(number))
    return add_sign_off(folder, entry=entry, year=YEAR, agency=made_id(number))


def test_errors_nothing_found_and_not_begun(workspace: Workspace) -> None:
    """Each agency is in the state that says what was found."""
    states = [
        entry_of(workspace, number).state for number in (WRONG, CLEAN, FATES.index("not_begun"))
    ]
    assert states == ["errors", "clean", "not_begun"]


def test_a_changed_source_is_never_shown_as_fine(workspace: Workspace) -> None:
    """Its figures and findings are of other inputs: none is shown."""
    (workspace.inputs(YEAR, made_id(CLEAN)) / "tables.xlsx").write_bytes(b"other")
    entry = entry_of(workspace, CLEAN)
    assert (entry.state, entry.figures, entry.counts) == ("stale", (), {})


def test_an_output_that_was_touched_is_not_trusted(workspace: Workspace) -> None:
    """The file of the reviewers' data is not what the manifest says."""
    path = workspace.report_folder(YEAR, made_id(WRONG)) / "review.json"
    path.write_text(path.read_text("utf-8").replace("应为 15", "应为 14"), "utf-8")
    assert entry_of(workspace, WRONG).state == "stale"


def test_missing_outputs_are_not_built(workspace: Workspace) -> None:
    """Without its manifest a report is not complete."""
    (workspace.report_folder(YEAR, made_id(CLEAN)) / "manifest.json").unlink()
    assert entry_of(workspace, CLEAN).state == "not_built"


def test_parameters_that_cannot_be_read_are_said(workspace: Workspace) -> None:
    """The reason names the file."""
    (workspace.inputs(YEAR, made_id(CLEAN)) / "report.yaml").write_text("publishd: x\n", "utf-8")
    entry = entry_of(workspace, CLEAN)
    assert entry.state == "failed"
    assert "report.yaml" in entry.why[0]


@pytest.mark.parametrize(
    ("seen", "decision", "state"),
    [("a", "approve", "approved"), ("a", "return", "returned"), ("f", "approve", "lapsed")],
)
def test_a_decision_shows_without_building_again(
    workspace: Workspace, seen: str, decision: str, state: str
) -> None:
    """What was decided on what stands is read anew."""
    sign(workspace, CLEAN, seen=seen, decision=decision)
    entry = entry_of(workspace, CLEAN)
    assert (entry.state, entry.decision) == ("clean", state)
    assert entry.decisions[0].startswith("2025-02-01 张三")


def test_a_decision_edited_by_hand_is_found_out(workspace: Workspace) -> None:
    """The state says so, and the reason names the file."""
    path = sign(workspace, CLEAN)
    path.write_text(path.read_text("utf-8").replace("张三", "李四"), "utf-8")
    entry = entry_of(workspace, CLEAN)
    assert (entry.state, entry.decision) == ("clean", "altered")
    assert "signoff.yaml" in entry.why[0]


@pytest.mark.parametrize(("seen", "decision"), [("f", "lapsed"), ("a", "approved")])
def test_neither_side_hides_the_other(workspace: Workspace, seen: str, decision: str) -> None:
    """Approved with errors is shown as both, and so is a signature that lapsed."""
    sign(workspace, WRONG, seen=seen)
    entry = entry_of(workspace, WRONG)
    assert (entry.state, entry.decision) == ("errors", decision)


@pytest.mark.parametrize(
    ("fate", "state", "decision"),
    [
        ("warning", "warnings", "unsigned"),
        ("approved", "clean", "approved"),
        ("returned", "errors", "returned"),
        ("lapsed", "clean", "lapsed"),
        ("stale", "stale", None),
        ("not_built", "not_built", None),
        ("note", "clean", "unsigned"),
    ],
)
def test_every_fate_has_its_states(
    workspace: Workspace, fate: str, state: str, decision: str | None
) -> None:
    """What became of a report is what the index says of it, on both sides."""
    entry = entry_of(workspace, FATES.index(fate))
    assert (entry.state, entry.decision) == (state, decision)


def test_late_and_corrected_are_marks_beside_the_state(workspace: Workspace) -> None:
    """They do not say what is to be done next."""
    marks = [entry_of(workspace, FATES.index(fate)).marks for fate in ("late", "corrected")]
    assert marks == [("late",), ("corrected",)]
    assert entry_of(workspace, FATES.index("late")).late_days == 109


def test_a_roll_up_is_set_against_what_was_filed(workspace: Workspace) -> None:
    """A government's sums, with a part that is lacking."""
    # Its parts were filed after it: it is built again.
    review = review_of(MadeAgency(seed=1, number=0))
    write_outputs(workspace, agency=made_id(0), review=review)
    rollup = entry_of(workspace, 0).rollup
    assert rollup
    assert (rollup.members, rollup.counted, len(rollup.lacking)) == (25, 24, 1)
    assert rollup.figures[0].known == sum(value for _, value in rollup.figures[0].parts)


def test_the_index_names_what_could_not_be_built_and_strangers(workspace: Workspace) -> None:
    """Final states of the batch say why; a folder of no agency is named."""
    (workspace.inputs(YEAR, made_id(CLEAN)) / "tables.xlsx").write_bytes(b"other")
    (workspace.inputs(YEAR, "stranger")).mkdir()
    failed = {"agency": made_id(CLEAN), "state": "failed", "exit_code": 4, "faults": ["<b>打不开"]}
    batch = {"schema": "1", "year": YEAR, "agencies": [failed]}
    (workspace.outputs / str(YEAR) / "batch.json").write_text(json.dumps(batch), "utf-8")
    done = review_year(workspace, year=YEAR, judge=kept_review)
    assert done.counts["failed"] == 2
    assert sum(done.counts.values()) == len(FATES) + 1
    page = done.path.read_text("utf-8")
    assert "&lt;b&gt;打不开" in page
    assert "stranger" in page


def test_the_same_inputs_give_the_same_bytes(workspace: Workspace) -> None:
    """Written twice, the index is the same."""
    before = review_year(workspace, year=YEAR, judge=kept_review).path.read_bytes()
    assert review_year(workspace, year=YEAR, judge=kept_review).path.read_bytes() == before

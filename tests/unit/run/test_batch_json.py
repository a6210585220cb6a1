"""``batch.json``: the final states of a year, whatever became of the batch before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from builders.workspaces import copied_workspace

from kit.disk.write import _host
from kit.errors import Fault, SourceError
from kit.run import JobResult, write_batch
from kit.workspace import Workspace

BUILT = JobResult(agency="suqian", findings={"error": 0}, tries=2, duration_s=1.5)
FAILED = JobResult(agency="suqian", error=SourceError(Fault("甲", "乙", "丙", "丁"), Fault("戊")))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a copy of the examples; suqian is the only agency of 2024."""
    return copied_workspace(tmp_path)


def written(workspace: Workspace, *results: JobResult) -> bytes:
    """Write the states of 2024 and return the file."""
    write_batch(workspace, year=2024, results=results)
    return (workspace.outputs / "2024" / "batch.json").read_bytes()


def test_a_built_report_is_told_by_its_findings(workspace: Workspace) -> None:
    """How often it was tried and how long it took is not in the file."""
    assert json.loads(written(workspace, BUILT)) == {
        "schema": "1",
        "year": 2024,
        "agencies": [
            {
                "agency": "suqian",
                "state": "built",
                "checks": "clean",
                "decision": "unsigned",
                "findings": {"error": 0},
            }
        ],
    }


@pytest.mark.parametrize(
    ("findings", "decision", "checks"),
    [
        ({"error": 1, "claimed": 1}, "approved", "errors"),
        ({"error": 0, "warning": 2, "claimed": 3}, "mended", "claimed"),
        ({"error": 0, "warning": 2, "claimed": 0, "accepted": 4}, "returned", "warnings"),
    ],
)
def test_both_sides_are_told(
    workspace: Workspace, findings: dict[str, int], decision: str, checks: str
) -> None:
    """What the checks say and what was decided; one never stands for the other."""
    result = JobResult(agency="suqian", findings=findings, sign_off={"state": decision, "why": ""})
    (state,) = json.loads(written(workspace, result))["agencies"]
    assert (state["checks"], state["decision"]) == (checks, decision)


def test_a_failed_report_is_told_by_its_faults(workspace: Workspace) -> None:
    """Each fault is a sentence; the exit code is the family's."""
    (state,) = json.loads(written(workspace, FAILED))["agencies"]
    assert state["checks"] == "failed"
    assert state["exit_code"] == 4
    assert len(state["faults"]) == 2


def test_a_report_that_stood_has_the_state_it_had(workspace: Workspace) -> None:
    """Built now or built before makes no difference to the file."""
    before = written(workspace, BUILT)
    assert (
        written(workspace, JobResult(agency="suqian", findings={"error": 0}, is_current=True))
        == before
    )


def test_reports_of_other_batches_keep_their_states(workspace: Workspace) -> None:
    """A batch changes its own reports' states; one that has no parameters any more is left out."""
    for agency in ("other", "gone"):
        (workspace.params / "2024" / agency).mkdir()
    write_batch(workspace, year=2024, results=[JobResult(agency=a) for a in ("other", "gone")])
    (workspace.params / "2024" / "gone").rmdir()
    agencies = [entry["agency"] for entry in json.loads(written(workspace, BUILT))["agencies"]]
    assert agencies == ["other", "suqian"]


HOSTILE = ("null", "[]", "{}", "1", "-1.5", '"x"', "true", "[[]]", '{"a": {}}', "1e999")


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("key", ["schema", "year", "agencies", "agency", "state", "findings"])
def test_any_value_in_any_place_is_no_crash(workspace: Workspace, key: str, value: str) -> None:
    """What is not as it was written is written anew."""
    text = written(workspace, BUILT).decode()
    data = {"schema": '"1"', "year": "2024", "state": '"built"', "agency": '"suqian"'}
    old = data.get(key, text.partition(f'"{key}": ')[2].partition("}")[0] + "}")
    path = workspace.outputs / "2024" / "batch.json"
    path.write_text(text.replace(f'"{key}": {old}', f'"{key}": {value}'), "utf-8")
    assert json.loads(written(workspace, BUILT))["agencies"][0]["agency"] == "suqian"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"agencies": [{}]}', b"\xff\xfe"])
def test_a_broken_file_is_written_anew(workspace: Workspace, content: bytes) -> None:
    """What cannot be read is replaced."""
    path = workspace.outputs / "2024" / "batch.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert len(json.loads(written(workspace, BUILT))["agencies"]) == 1


def test_what_a_stopped_batch_left_is_removed(workspace: Workspace) -> None:
    """A temporary file of a write that was killed is gone; a file of somebody's stays."""
    folder = workspace.outputs / "2024"
    folder.mkdir(parents=True)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in (f".kit-{_host()}-{ended.pid}-0123456789ab.tmp", "notes.txt"):
        (folder / name).write_bytes(b"{")
    written(workspace, BUILT)
    assert {path.name for path in folder.iterdir()} == {"batch.json", "notes.txt"}

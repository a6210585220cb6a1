"""The index believes no file of the outputs: what a report holds is read from its sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders.built import data_files_built, forge
from builders.workspaces import copied_workspace, set_figure

from kit.export.manifest import MANIFEST
from kit.review import read_entry
from kit.run import Job, split_current
from kit.signoff import SignOff, add_sign_off
from kit.workspace import Workspace

YEAR, AGENCY = 2022, "qiantang-jxkj"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Give a report with an error, whose data files stand as a build leaves them."""
    workspace = copied_workspace(tmp_path)
    set_figure(workspace, year=YEAR, agency=AGENCY, address="t3.received.total", value=77)
    return data_files_built(workspace, year=YEAR, agency=AGENCY)


def state(workspace: Workspace) -> str:
    """Return where the index says that the report stands."""
    agency = workspace.agencies()[AGENCY]
    return read_entry(agency, workspace=workspace, year=YEAR).state


def no_findings(review: dict[str, Any]) -> None:
    """Take every finding away."""
    review["findings"] = []


def approved(review: dict[str, Any]) -> None:
    """Say that somebody approved."""
    review["sign_off"] = [
        {"table": None, "decision": "approve", "by": "张三", "on": "2023-01-20", "note": "",
         "errors": 0, "state": "in force", "why": ""}
    ]  # fmt: skip


def other_figure(review: dict[str, Any]) -> None:
    """Change a figure that is shown."""
    review["figures"]["t3.received.total"]["value"] = 1


def test_what_stands_unedited_is_current(job: Job) -> None:
    """With its errors, counted now, and as nobody signed it."""
    (result,), waiting = split_current([job], force=False)
    assert waiting == []
    assert result.findings["error"] > 0
    assert result.sign_off["state"] == "unsigned"
    assert state(job.workspace) == "errors"


@pytest.mark.parametrize("change", [no_findings, approved, other_figure])
def test_an_edited_record_turns_no_error_into_none(job: Job, change: Any) -> None:
    """Whatever record and manifest say together, the build builds, the index never says fine."""
    forge(job, change)
    assert split_current([job], force=False) == ([], [job])
    assert state(job.workspace) == ("errors" if change is approved else "stale")


@pytest.mark.parametrize(
    "said",
    [
        {"findings": {"error": 0, "warning": 0, "note": 0, "claimed": 0, "accepted": 0}},
        {"sign_off": {"state": "approved", "why": ""}},
    ],
)
def test_an_edited_manifest_is_not_believed(job: Job, said: dict[str, Any]) -> None:
    """The record is true and the manifest alone lies: it is built again, the index is right."""
    forge(job, lambda _: None, **said)
    assert split_current([job], force=False) == ([], [job])
    assert state(job.workspace) == "errors"


def test_a_decision_is_judged_by_what_there_is_to_see_now(job: Job) -> None:
    """One about something else does not count, whatever the record says that was seen."""
    entry = SignOff(decision="approve", by="张三", date="2023-01-20", note="已核", seen="a" * 64)
    folder = job.workspace.inputs(YEAR, AGENCY)
    add_sign_off(folder, entry=entry, year=YEAR, agency=AGENCY)
    assert state(job.workspace) == "errors"
    forge(job, lambda review: review["seen"].update(report="a" * 64))
    assert split_current([job], force=False) == ([], [job])
    assert state(job.workspace) == "stale"


HOSTILE = ("null", "[]", "3", '"a"', "NaN", "1e999", "[" * 100_000, "{}", "\udcff", "")


def test_a_record_that_is_none_has_the_report_built(job: Job) -> None:
    """Whatever JSON stands in the place of a record, and what is none."""
    for name in (MANIFEST, "review.json", "report.json"):
        path = job.workspace.report_folder(YEAR, AGENCY) / name
        content = path.read_bytes()
        for hostile in HOSTILE:
            path.write_bytes(hostile.encode("utf-8", "surrogateescape"))
            assert split_current([job], force=False) == ([], [job]), (name, hostile[:9])
            assert state(job.workspace) in {"not_built", "stale"}, (name, hostile[:9])
        path.write_bytes(content)


def test_any_value_in_any_place_of_the_manifest_is_taken(job: Job) -> None:
    """No wrong type ends a verb, or makes a report current that is not."""
    path = job.workspace.report_folder(YEAR, AGENCY) / MANIFEST
    data = json.loads(path.read_bytes())
    for key in data.keys() - {"schema", "final"}:
        for hostile in HOSTILE[:8]:
            if (key, hostile) == ("fonts", "{}"):
                continue  # as it is
            text = json.dumps(data | {key: "here"}, ensure_ascii=False).replace('"here"', hostile)
            path.write_text(text, "utf-8")
            assert split_current([job], force=False) == ([], [job]), (key, hostile[:9])
            assert state(job.workspace) in {"not_built", "stale", "errors"}, (key, hostile[:9])

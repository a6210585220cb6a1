"""Saved decisions taken in: each judged by itself, none wins over another, none counts twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builders.saved import saved_decision, shown, write_saved
from builders.workspaces import copied_workspace, replaced, set_figure

from kit.signoff import SignOff, TakenIn, found_files, read_sign_offs, sign_report, take_saved
from kit.workspace import Workspace

YEAR, AGENCY = 2024, "suqian"
HOSTILE = '<script>alert("x")</script>{{ year }}=1+1'
CLAIM = "accepted:\n- {rule: S9, at: {表四!J5: 25}, reason: 已核对案卷}\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a report with one claim whose outputs show it."""
    made = copied_workspace(tmp_path)
    path = made.inputs(YEAR, AGENCY) / "report.yaml"
    path.write_text(path.read_text("utf-8") + CLAIM, "utf-8")
    return made


@pytest.fixture
def review(workspace: Workspace) -> dict[str, Any]:
    """Give what the page showed."""
    return shown(workspace, year=YEAR, agency=AGENCY)


def taken(workspace: Workspace, *paths: Path, year: int | None = None) -> list[TakenIn]:
    """Take the files in."""
    return list(take_saved(workspace, paths, year=year))


def refused(workspace: Workspace, path: Path, *, year: int | None = None) -> str:
    """Return why one file is refused, which leaves no trace."""
    before = read_sign_offs(workspace.inputs(YEAR, AGENCY)).entries
    (result,) = taken(workspace, path, year=year)
    assert result.outcome == "refused"
    assert all(fault.where.startswith(path.name) for fault in result.faults)
    assert read_sign_offs(workspace.inputs(YEAR, AGENCY)).entries == before
    return "".join(map(str, result.faults))


def test_a_decision_is_signed_with_all_it_says(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """Opinion, notes on findings, cells and words, claims; markup stays text."""
    key = review["findings"][0]["key"]
    data = saved_decision(
        review,
        note=f"同意。\n{HOSTILE}",
        findings=[{"key": key, "state": "seen", "note": HOSTILE}],
        notes=[
            {"cell": "t4.litigation_direct.total", "note": "已核\u200b"},
            {"section": 1, "quote": "总体情况", "note": " "},
        ],
        confirmed=[key],
    )
    (result,) = taken(workspace, write_saved(tmp_path / "d", data))
    assert (result.outcome, result.faults) == ("taken", ())
    assert result.signed
    state = result.signed.now.state
    assert (state.decision, state.checks, state.claims) == ("approved", "clean", 0)
    (entry,) = read_sign_offs(workspace.inputs(YEAR, AGENCY)).entries
    assert (entry.by, entry.date, entry.note) == ("张三", "2025-01-20", f"同意。 {HOSTILE}")
    assert (entry.findings[0].note, entry.notes[0].note, len(entry.notes)) == (HOSTILE, "已核", 1)
    assert [claim.reason for claim in entry.confirmed] == ["已核对案卷"]
    assert entry.saved == data["digest"]
    again = shown(workspace, year=YEAR, agency=AGENCY)
    (told,) = again["sign_off"]
    assert told["findings"] == [{"key": key, "state": "seen", "note": HOSTILE}]
    assert again["findings"][0]["confirmed"] is True


def test_twice_the_same_is_signed_once(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """In one go under two names, and again later, and after somebody else decided."""
    data = saved_decision(review, note="同意")
    one = write_saved(tmp_path / "d", data)
    other = write_saved(tmp_path / "d", data, name=f"审核-{YEAR}-{AGENCY} (1).json")
    assert [each.outcome for each in taken(workspace, one, other)] == ["taken", "known"]
    shown(workspace, year=YEAR, agency=AGENCY)
    entry = SignOff(decision="return", by="李四", date="2025-01-21", note="再看", seen="")
    sign_report(workspace, year=YEAR, agency=AGENCY, entry=entry)
    assert [each.outcome for each in taken(workspace, one, other)] == ["known", "known"]
    assert len(read_sign_offs(workspace.inputs(YEAR, AGENCY)).entries) == 2


def test_of_two_that_contradict_none_wins(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """Each is refused and names the other; one that could not be signed anyway is no rival."""
    one = write_saved(tmp_path, saved_decision(review, note="同意"), name="审核-甲.json")
    back = saved_decision(review, by="李四", decision="return", note="不同意")
    other = write_saved(tmp_path, back, name="审核-乙.json")
    results = taken(workspace, one, other)
    assert [each.outcome for each in results] == ["refused", "refused"]
    assert "审核-乙.json（李四，退回）" in str(results[0].faults[0])
    assert "审核-甲.json（张三，通过）" in str(results[1].faults[0])
    assert read_sign_offs(workspace.inputs(YEAR, AGENCY)).entries == ()
    old = write_saved(tmp_path, back | {"seen": "0" * 64, "digest": ""}, name="审核-乙.json")
    assert [each.outcome for each in taken(workspace, old, one)] == ["refused", "taken"]


def test_a_report_changed_since_is_refused(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """Built again or not: what was decided on is not what stands."""
    path = write_saved(tmp_path / "d", saved_decision(review, note="同意"))
    replaced(workspace.inputs(YEAR, AGENCY) / "narrative.md", "全市", "全县")
    assert "实为对较早一份的决定" in refused(workspace, path)
    shown(workspace, year=YEAR, agency=AGENCY)
    said = refused(workspace, path)
    assert "实为对较早一份的决定" in said
    assert f"kit build {YEAR} {AGENCY}" in said


def test_findings_of_an_earlier_check_are_refused(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """The same report with other findings was not what was decided on."""
    data = saved_decision(review | {"findings_seen": "0" * 64}, note="同意")
    assert "较早一次检查的发现" in refused(workspace, write_saved(tmp_path / "d", data))


def test_a_decision_made_before_another_is_refused(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """Who decided meanwhile is named."""
    path = write_saved(tmp_path / "d", saved_decision(review, note="同意"))
    entry = SignOff(decision="return", by="李四", date="2025-01-21", note="再看", seen="")
    sign_report(workspace, year=YEAR, agency=AGENCY, entry=entry)
    assert "李四（2025-01-21）又签署过：退回" in refused(workspace, path)


def test_outputs_that_are_gone_were_not_seen(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """What stands nowhere cannot be decided on."""
    (workspace.report_folder(YEAR, AGENCY) / "review.json").unlink()
    said = refused(workspace, write_saved(tmp_path / "d", saved_decision(review, note="同意")))
    assert "review.json：应有这份报告的审核数据，没有" in said


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "说明都已核定的报告"),
        ({"confirmed": ["0" * 12]}, "核定：应为一处待核定说明的编号"),
        ({"decision": "return"}, "意见：应有退回的原因"),
        ({"note": "好", "findings": [{"key": "x", "note": "y"}]}, "应为这份报告的发现，实为 x"),
        ({"note": "好", "notes": [{"cell": "t9.a.b", "note": "y"}]}, "应为这份报告的单元格"),
        ({"agency": "nobody"}, "nobody"),
        ({"year": 2021}, "2021"),
    ],
)
def test_what_cannot_be_signed_is_said_why(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path, said: dict[str, Any], why: str
) -> None:
    """Claims nobody confirmed, a return without a reason, what the report has not."""
    path = write_saved(tmp_path / "d", saved_decision(review, **said))
    assert why in refused(workspace, path)


def test_a_return_may_give_its_reasons_where_they_belong(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """Notes on findings are reason enough, and the standing says how many."""
    note = {"key": review["findings"][0]["key"], "state": "must_fix", "note": "请附案卷"}
    data = saved_decision(review, decision="return", findings=[note])
    (result,) = taken(workspace, write_saved(tmp_path / "d", data))
    assert result.signed
    assert result.signed.now.state.decision == "returned"
    assert "写了 1 处意见" in result.signed.now.state.why


def test_only_files_of_the_year_that_is_named(
    workspace: Workspace, review: dict[str, Any], tmp_path: Path
) -> None:
    """A file among those of another year is told."""
    path = write_saved(tmp_path / "d", saved_decision(review, note="同意"))
    assert "应为 2023 年度的决定，实为 2024 年度" in refused(workspace, path, year=2023)
    assert [each.outcome for each in taken(workspace, path, year=2024)] == ["taken"]


def test_folders_give_their_decisions_and_count_the_rest(tmp_path: Path) -> None:
    """By what the page calls them, or by what they hold; in folders inside too."""
    review = {"year": 2024, "agency": "a", "name": "甲", "seen": {"report": "a" * 64}}
    data = saved_decision(review | {"findings_seen": "a" * 64, "before": ""})
    named = write_saved(tmp_path / "d", data)
    renamed = write_saved(tmp_path / "d/里面", data, name="甲局.json")
    broken = tmp_path / "d/审核-2024-b.json"
    broken.write_text("{", "utf-8")
    (tmp_path / "d/other.json").write_text(json.dumps({"a": 1}), "utf-8")
    (tmp_path / "d/说明.txt").write_text("x", "utf-8")
    files, others = found_files([tmp_path / "d", named])
    assert (set(files), others) == ({named, renamed, broken}, 1)


def test_a_figure_changed_since_is_listed(workspace: Workspace, review: dict[str, Any]) -> None:
    """A return that was worked on: the figure before and now, and the words."""
    assert review["state"]["since"] is None
    entry = SignOff(decision="return", by="李四", date="2025-01-21", note="改", seen="")
    sign_report(workspace, year=YEAR, agency=AGENCY, entry=entry)
    address = "t4.litigation_direct.total"
    set_figure(workspace, year=YEAR, agency=AGENCY, address=address, value=26)
    replaced(workspace.inputs(YEAR, AGENCY) / "narrative.md", "全市", "全县")
    state = shown(workspace, year=YEAR, agency=AGENCY)["state"]
    assert state["decision"] == "mended"
    assert state["since"]["figures"] == [{"address": address, "before": "25", "now": "26"}]
    assert state["since"]["paragraphs"]
    for changed in state["since"]["paragraphs"]:
        assert ["gone", "市"] in changed["runs"]
    assert "1 个数" in state["since"]["said"]
    assert "1 项其他内容" in state["since"]["said"]

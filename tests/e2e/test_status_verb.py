"""`kit status` and what `kit check` says of claims: both sides, in words a clerk can act on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.built import data_files_built
from builders.workspaces import set_figure

from kit.workspace import Workspace

Kit = Callable[..., Any]
YEAR, AGENCY = 2024, "suqian"
SIGN = ("sign", str(YEAR), AGENCY, "--by", "张三", "--on", "2025-01-20")


def told(kit: Kit, year: int = YEAR, agency: str = AGENCY) -> dict[str, Any]:
    """Return what the verb says of one agency."""
    ended = kit("status", str(year), agency, "--json")
    assert ended.code == 0, ended.err
    (found,) = json.loads(ended.out)["agencies"]
    assert isinstance(found, dict)
    return found


def test_every_agency_has_its_line(kit: Kit, workspace: Workspace) -> None:
    """Begun or not; the last line counts each side."""
    data_files_built(workspace, year=2019, agency="shanghai-office")
    ended = kit("status", "2019")
    lines = ended.out.splitlines()
    assert lines[0] == "qiantang-jxkj 钱塘区经济信息化和科学技术局  未开始"
    (own,) = (line for line in lines if line.startswith("shanghai-office"))
    assert "已生成" in own
    assert "已生成  来源 tables.xlsx、narrative.md  检查" in own
    assert "检查 待核定（待核定 135）  审核 未审" in own
    assert lines[-1] == "2019 年  机关 3：未开始 2、已生成 1；待核定 1；未审 1"


def test_returned_mended_and_built_again_is_not_approved_and_then_changed(
    kit: Kit, workspace: Workspace
) -> None:
    """Each says what changed since, whether or not it was built again."""
    data_files_built(workspace, year=YEAR, agency=AGENCY)
    assert told(kit)["decision"] == "unsigned"
    assert kit(*SIGN, "--decision", "return", "--note", "核对表四").code == 0
    assert (told(kit)["decision"], told(kit)["outputs"]) == ("returned", "built")
    set_figure(workspace, year=YEAR, agency=AGENCY, address="t2.rules.issued", value=900)
    found = told(kit)
    assert (found["decision"], found["outputs"]) == ("mended", "stale")
    assert found["since"] == "张三于 2025-01-20 签署之后变过：1 个数、1 段文字。"
    data_files_built(workspace, year=YEAR, agency=AGENCY)
    assert (told(kit)["decision"], told(kit)["outputs"]) == ("mended", "built")
    assert kit(*SIGN, "--decision", "approve", "--note", "同意").code == 0
    assert told(kit)["decision"] == "approved"
    set_figure(workspace, year=YEAR, agency=AGENCY, address="t2.rules.issued", value=901)
    assert told(kit)["decision"] == "lapsed"
    assert (
        "审核 已失效（张三于 2025-01-20 签署之后变过：1 个数、1 段文字）"
        in kit("status", str(YEAR)).out
    )


def test_what_cannot_be_read_is_said(kit: Kit, workspace: Workspace) -> None:
    """The fault stands under its line."""
    (workspace.inputs(YEAR, AGENCY) / "tables.xlsx").write_bytes(b"x")
    ended = kit("status", str(YEAR), AGENCY)
    assert ended.code == 4
    assert "suqian 宿迁市人民政府  读不出" in ended.out
    assert "tables.xlsx" in ended.out


def test_a_year_nobody_has_begun_is_told(kit: Kit) -> None:
    """Exit 2, as with the other verbs."""
    assert kit("status", "1999").code == 2


@pytest.fixture
def parameters(workspace: Workspace) -> Path:
    """Give the parameters of a report with one finding."""
    return workspace.inputs(YEAR, AGENCY) / "report.yaml"


def test_check_prints_the_line_to_paste_and_pasted_it_holds(kit: Kit, parameters: Path) -> None:
    """Copied as it is with a reason, the finding is claimed; without one it is refused."""
    ended = kit("check", str(YEAR), AGENCY)
    (line,) = (line for line in ended.out.splitlines() if line.lstrip().startswith("- {rule"))
    assert line.strip() == "- {rule: S9, at: {表四!J5: 25}, reason: 请写明保留的理由}"
    before = parameters.read_text("utf-8")
    parameters.write_text(f"{before}accepted:\n{line}\n", "utf-8")
    assert "照抄的“请写明保留的理由”" in kit("check", str(YEAR), AGENCY).out
    text = f"{before}accepted:\n{line.replace('请写明保留的理由', '已核对案卷')}\n"
    parameters.write_text(text, "utf-8")
    ended = kit("check", str(YEAR), AGENCY)
    assert ended.out.splitlines()[0] == "suqian  错误 0、警告 0、提示 0，待核定 1"
    assert "1 处由填报单位说明保留，待核定" in ended.out


def test_check_says_what_a_stale_claim_lacks(kit: Kit, parameters: Path) -> None:
    """Another value, and an entry of earlier versions: why, and the line that would hold."""
    text = parameters.read_text("utf-8")
    for entry, why in (
        ("{rule: S9, at: {表四!J5: 24}, reason: 旧}", "表四!J5 说明时为 24 ，现在为 25 "),
        ("{rule: S9, cells: [t4.*.*], reason: 旧}", "没有写明所看的单元格和数"),
    ):
        parameters.write_text(f"{text}accepted:\n- {entry}\n", "utf-8")
        out = kit("check", str(YEAR), AGENCY).out
        assert f"说明已不适用  report.yaml accepted 第 1 项（S9，旧）：{why}" in out
        assert "- {rule: S9, at: {表四!J5: 25}, reason: 旧}" in out
        (found,) = json.loads(kit("check", str(YEAR), AGENCY, "--json").out)["agencies"]
        assert [each["number"] for each in found["stale"]] == [1]
        assert found["findings"][0]["accepted"] is None


def test_check_of_a_year_lists_lines_only_when_asked(kit: Kit) -> None:
    """Two reports or more are looked at, not worked on."""
    assert "- {rule" in kit("check", str(YEAR)).out
    kit("new", str(YEAR), "another-one", "--name", "另一个局")
    assert "- {rule" not in kit("check", str(YEAR)).out
    assert "- {rule" in kit("check", str(YEAR), "--claims").out

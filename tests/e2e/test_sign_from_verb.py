"""`kit sign --from` and several reports at once: every decision where it belongs, or refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.saved import saved_decision, shown, write_saved
from builders.workspaces import EXAMPLES

from kit.signoff import read_sign_offs
from kit.workspace import Workspace

Kit = Callable[..., Any]
BY = ("--by", "张三", "--on", "2025-01-20")


@pytest.fixture
def reviews(workspace: Workspace) -> dict[tuple[int, str], dict[str, Any]]:
    """Give what the pages of all examples showed."""
    return {each: shown(workspace, year=each[0], agency=each[1]) for each in EXAMPLES}


def decisions(workspace: Workspace) -> dict[tuple[int, str], list[str]]:
    """Return what was decided on each example."""
    return {
        (year, agency): [
            entry.decision for entry in read_sign_offs(workspace.inputs(year, agency)).entries
        ]
        for year, agency in EXAMPLES
    }


def test_a_folder_of_decisions_is_taken_in(
    kit: Kit, workspace: Workspace, reviews: Any, tmp_path: Path
) -> None:
    """All years in one go; the one that is not as it was saved is named, the others are signed."""
    folder = tmp_path / "下载"
    for review in reviews.values():
        keys = [finding["key"] for finding in review["findings"] if finding["accepted"]]
        write_saved(folder, saved_decision(review, note="同意", confirmed=keys))
    forged = folder / "审核-2022-qiantang-jxkj.json"
    forged.write_text(forged.read_text("utf-8").replace("approve", "return"), "utf-8")
    ended = kit("sign", "--from", str(folder))
    assert ended.code == 2
    assert "审核-2022-qiantang-jxkj.json  没有签\n" in ended.out
    assert "保存之后被改动过的内容" in ended.out
    assert "审核-2019-shanghai-office.json  2019 shanghai-office 上海市人民政府办公厅" in ended.out
    assert "核定 135 处说明" in ended.out
    assert "共 4 个文件：签了 3，以前签过 0，没有签 1。" in ended.out
    found = decisions(workspace)
    assert found.pop((2022, "qiantang-jxkj")) == []
    assert set(map(tuple, found.values())) == {("approve",)}


def test_files_and_folders_of_one_year(
    kit: Kit, workspace: Workspace, reviews: Any, tmp_path: Path
) -> None:
    """Those of another year are refused by name; taken again they are known."""
    own = write_saved(tmp_path / "a", saved_decision(reviews[2023, "suqian"], note="同意"))
    other = write_saved(tmp_path / "b", saved_decision(reviews[2024, "suqian"], note="同意"))
    (tmp_path / "b/设置.json").write_text("{}", "utf-8")
    ended = kit("sign", "2023", "--from", str(own), str(tmp_path / "b"))
    assert (ended.code, f"{other.name}：应为 2023 年度的决定" in ended.out) == (2, True), ended.out
    assert "另有 1 个 .json 文件不是审核决定" in ended.err
    ended = kit("sign", "--from", str(own))
    assert (ended.code, "以前签过，没有再签一次" in ended.out) == (0, True)
    assert decisions(workspace)[2023, "suqian"] == ["approve"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "nowhere.json"), "没有这个文件"),
        (("--from", "."), "--from .：应有审核决定文件，没有"),
        (("--from", "a.json", "--note", "x"), "--from：应为单独使用，实为还有 --note"),
        (("2024", *BY, "--decision", "approve"), "缺少[机关]…"),
        ((), "缺少年度"),
        (("24", "suqian", *BY, "--decision", "approve"), "应为四位年份"),
        (("2024", *BY, "--all-clean", "--decision", "return"), "--all-clean：应为--decision"),
        (("2024", *BY, "--all-clean", "--table", "t3"), "--all-clean：应为整份报告"),
        (("2024", "--all-clean"), "缺少选项 --by"),
    ],
)
def test_wrong_arguments_are_explained(kit: Kit, arguments: tuple[str, ...], said: str) -> None:
    """Exit 2 in Chinese, what to do instead."""
    ended = kit("sign", *arguments)
    assert ended.code == 2
    assert said in ended.err + ended.out


def test_several_reports_are_decided_alike(kit: Kit, workspace: Workspace, reviews: Any) -> None:
    """One that is not there keeps no other; the code is the worst."""
    assert reviews
    more = (*BY, "--decision", "approve", "--note", "同意")
    ended = kit("sign", "2024", "nobody", "suqian", *more)
    assert ended.code == 2
    assert "2024 nobody  没有签" in ended.out
    assert "2024 suqian  整份报告：通过（张三，2025-01-20）" in ended.out
    assert decisions(workspace)[2024, "suqian"] == ["approve"]


def test_all_that_is_clean_is_approved_and_nothing_else(
    kit: Kit, workspace: Workspace, reviews: Any
) -> None:
    """Neither a note nor a claim is clean; what is approved is not signed twice."""
    assert reviews
    assert "2022 qiantang-jxkj  整份报告：通过" in kit("sign", "2022", *BY, "--all-clean").out
    assert "没有签：已经通过。" in kit("sign", "2022", *BY, "--all-clean").out
    assert "没有签：有 1 处发现或说明" in kit("sign", "2024", *BY, "--all-clean").out
    assert "没有签：有 135 处发现或说明" in kit("sign", "2019", *BY, "--all-clean").out
    found = decisions(workspace)
    assert found.pop((2022, "qiantang-jxkj")) == ["approve"]
    assert set(map(tuple, found.values())) == {()}


def test_claims_are_confirmed_before_an_approval_or_a_reason_is_given(
    kit: Kit, workspace: Workspace, reviews: Any
) -> None:
    """The example with claims: refused, then one confirmed, then all."""
    keys = [finding["key"] for finding in reviews[2019, "shanghai-office"]["findings"]]
    sign = ("sign", "2019", "shanghai-office", *BY, "--decision", "approve")
    ended = kit(*sign)
    assert (ended.code, "实为有 135 处由填报单位说明保留，待核定" in ended.err) == (2, True)
    ended = kit(*sign, "--confirm", "no")
    assert (ended.code, "--confirm：应为一处待核定说明的编号，实为 no" in ended.err) == (2, True)
    ended = kit(*sign, "--confirm", keys[0], "--note", "其余下次再核")
    assert (ended.code, "134 处由填报单位说明保留，待核定" in ended.out) == (0, True), ended.err
    assert "检查 待核定，审核 通过" in ended.out
    ended = kit(*sign, "--confirm", "all")
    assert (ended.code, "检查 无问题，审核 通过" in ended.out) == (0, True)
    *_, last = read_sign_offs(workspace.inputs(2019, "shanghai-office")).entries
    assert len(last.confirmed) == 135

"""What may be published and what may not: each reason by name, with its cure."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from builders.sites import make_ready
from builders.workspaces import copied_workspace, replaced, set_figure

from kit.publish import Publishable, Refusal, read_publishable
from kit.signoff import SignOff, add_sign_off, read_sign_offs, sign_report
from kit.workspace import Workspace

YEAR, AGENCY = 2024, "suqian"
#: A number whose check digit is right.
IDENTITY = "11010519491231002X"
#: A character that no packaged font has.
RARE = "\N{CJK UNIFIED IDEOGRAPH-2A6D6}"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Give the examples, one of them built and approved."""
    workspace = copied_workspace(tmp_path_factory.mktemp("ready"))
    make_ready(workspace, year=YEAR, agency=AGENCY)
    return workspace


@pytest.fixture
def workspace(ready: Workspace, tmp_path: Path) -> Workspace:
    """Give a copy of it to change."""
    shutil.copytree(ready.params.parent, tmp_path / "ws")
    return Workspace(params=tmp_path / "ws/params", outputs=tmp_path / "ws/outputs")


def judged(workspace: Workspace, **options: Any) -> Publishable | Refusal:
    """Judge the report."""
    agency = workspace.agency(AGENCY)
    return read_publishable(agency, workspace=workspace, year=YEAR, **options)


def told(workspace: Workspace, **options: Any) -> str:
    """Return what keeps the report from being published, which something has to."""
    refusal = judged(workspace, **options)
    assert isinstance(refusal, Refusal)
    assert (refusal.agency, refusal.name) == (AGENCY, "宿迁市人民政府")
    assert all(fault.cure for fault in refusal.faults)
    return "\n".join(map(str, refusal.faults))


def narrative(workspace: Workspace, words: str) -> None:
    """Add *words* to the fifth section."""
    replaced(workspace.inputs(YEAR, AGENCY) / "narrative.md", "## 六", f"{words}\n\n## 六")


def test_an_approved_report_may_be_published(ready: Workspace) -> None:
    """With the day of its approval and only what is public of its files."""
    found = judged(ready)
    assert isinstance(found, Publishable), found
    assert found.approved == "2025-02-10"
    assert set(found.files) == {"report.html", "report.pdf", "report.json", "report.csv"}


def test_approval_is_asked_for_unless_told(workspace: Workspace) -> None:
    """One that nobody signed is refused, and published where that is not asked for."""
    (workspace.inputs(YEAR, AGENCY) / "signoff.yaml").unlink()
    make_ready(workspace, year=YEAR, agency=AGENCY, approved="")
    assert "审核：应为有效的通过，实为未审" in told(workspace)
    found = judged(workspace, needs_approval=False)
    assert isinstance(found, Publishable)
    assert found.approved == ""


def test_what_changed_after_its_approval_is_refused(workspace: Workspace) -> None:
    """Both that the approval lapsed and that the files are of before."""
    set_figure(workspace, year=YEAR, agency=AGENCY, address="t2.rules.issued", value=900)
    said = told(workspace)
    assert "审核：应为有效的通过，实为已失效" in said
    assert "outputs/2024/suqian：应为按现在的来源生成" in said


@pytest.mark.parametrize("needs_approval", [True, False])
def test_a_report_sent_back_is_refused_whatever_is_asked(
    workspace: Workspace, *, needs_approval: bool
) -> None:
    """The reviewer's words are told to whoever publishes."""
    folder = workspace.inputs(YEAR, AGENCY)
    seen = read_sign_offs(folder).entries[-1].seen
    entry = SignOff(decision="return", by="张三", date="2025-03-01", note="核对表四", seen=seen)
    add_sign_off(folder, entry=entry, year=YEAR, agency=AGENCY)
    assert "退回（张三于 2025-03-01 退回：核对表四）" in told(
        workspace, needs_approval=needs_approval
    )


def test_errors_are_refused_with_the_first(workspace: Workspace) -> None:
    """How many there are, the first of them, and where the others are told."""
    set_figure(workspace, year=YEAR, agency=AGENCY, address="t3.received.total", value=9)
    said = told(workspace, needs_approval=False)
    assert "处错误，如：tables.xlsx 表三" in said
    assert "kit check 2024 suqian" in said


def test_claims_nobody_confirmed_are_refused(workspace: Workspace) -> None:
    """An example whose agency explains what it kept."""
    agency = workspace.agency("shanghai-office")
    found = read_publishable(agency, workspace=workspace, year=2019, needs_approval=False)
    assert isinstance(found, Refusal)
    assert "135 处由填报单位说明保留，待核定" in str(found.faults[0])
    assert found.exit_code == 5


def test_personal_data_in_the_text_is_named_and_masked(workspace: Workspace) -> None:
    """The number itself is not said again."""
    narrative(workspace, f"申请人王某（身份证号{IDENTITY}）对答复不服。")
    said = told(workspace)
    assert "narrative.md 第" in said
    assert "身份证号码“1*****************”" in said
    assert IDENTITY not in said


def test_personal_data_in_any_public_file_is_named(workspace: Workspace) -> None:
    """What an analyst adds is in no section, and is looked at all the same."""
    page = f"<body><td>{IDENTITY}</td></body>".encode()
    make_ready(workspace, year=YEAR, agency=AGENCY, html=page)
    assert "report.html：应为没有个人信息，实为有身份证号码“1*****************”" in told(workspace)


def test_a_character_without_a_glyph_is_named(workspace: Workspace) -> None:
    """Before any PDF is tried: its build fails, and nothing new stands."""
    narrative(workspace, f"由{RARE}某负责。")
    refusal = judged(workspace)
    assert isinstance(refusal, Refusal)
    assert any("U+2A6D6" in str(fault) for fault in refusal.faults)
    assert refusal.exit_code == 7


def test_files_that_are_not_what_was_built_are_named(workspace: Workspace) -> None:
    """Edited, gone, or never made."""
    folder = workspace.report_folder(YEAR, AGENCY)
    (folder / "report.csv").write_bytes(b"edited")
    (folder / "report.pdf").unlink()
    said = told(workspace)
    assert "outputs/2024/suqian/report.csv：应为生成时的内容，实为生成之后改动过" in said
    assert "outputs/2024/suqian/report.pdf：应有生成时的文件，没有" in said
    shutil.rmtree(folder)
    assert "outputs/2024/suqian：应有已生成的报告，没有。请运行 kit build 2024 suqian" in told(
        workspace
    )


def test_files_of_other_people_are_no_part_of_it(workspace: Workspace) -> None:
    """Whatever else stands in the folder of the outputs."""
    folder = workspace.report_folder(YEAR, AGENCY)
    (folder / "report.xlsx").write_bytes(b"somebody's")
    (folder / "底稿.docx").write_bytes(b"somebody's")
    found = judged(workspace)
    assert isinstance(found, Publishable)
    assert "report.xlsx" not in found.files


def test_sources_that_cannot_be_read_are_told(workspace: Workspace) -> None:
    """With the exit code of their kind."""
    (workspace.inputs(YEAR, AGENCY) / "tables.xlsx").write_bytes(b"x")
    found = judged(workspace)
    assert isinstance(found, Refusal)
    assert found.exit_code == 4


def test_a_report_that_was_a_draft_when_built_is_built_again(workspace: Workspace) -> None:
    """Its approval alone does not take the mark from its files."""
    folder = workspace.inputs(YEAR, AGENCY)
    about = folder / "report.yaml"
    about.write_text(
        about.read_text("utf-8") + "accepted:\n- {rule: S9, at: {表四!J5: 25}, reason: 已核对}\n",
        "utf-8",
    )
    make_ready(workspace, year=YEAR, agency=AGENCY, approved="")
    assert "待核定" in told(workspace)
    entry = SignOff(decision="approve", by="张三", date="2025-03-01", note="属实", seen="")
    sign_report(workspace, year=YEAR, agency=AGENCY, entry=entry, confirm=("all",))
    assert told(workspace) == (
        "outputs/2024/suqian：应为没有草稿标记，实为生成时还是草稿，文件上印着“草稿”。"
        "请运行 kit build 2024 suqian，再发布。"
    )

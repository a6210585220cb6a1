"""`kit sign`: a reviewer signs what was seen, and `kit build --require-sign-off` asks for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders.workspaces import replaced

from kit.form import form_of_year
from kit.workbook import cell_positions
from kit.workspace import Workspace

Kit = Callable[..., Any]
YEAR, AGENCY = "2024", "suqian"
APPROVE = ("--by", "张三", "--decision", "approve", "--on", "2025-01-20")
RETURN = ("--by", "李四", "--decision", "return", "--on", "2025-01-21")


@pytest.fixture
def folder(built: Workspace, workspace: Workspace) -> Path:
    """Give the parameters of a report that has been built and may be signed."""
    target = workspace.report_folder(int(YEAR), AGENCY)
    shutil.copytree(built.report_folder(int(YEAR), AGENCY), target)
    return workspace.inputs(int(YEAR), AGENCY)


@pytest.fixture
def rebuild(kit: Kit) -> Callable[..., Any]:
    """Build only the data, which is enough to sign."""
    return lambda *more: kit("build", YEAR, AGENCY, "--to", "json", *more)


def reviewed(workspace: Workspace) -> dict[str, str]:
    """Return the state of each scope in the reviewers' data."""
    path = workspace.report_folder(int(YEAR), AGENCY) / "review.json"
    data = json.loads(path.read_bytes())
    return {each["table"] or "report": each["state"] for each in data["sign_off"]}


def manifest(workspace: Workspace) -> dict[str, Any]:
    """Return the manifest of the report."""
    path = workspace.report_folder(int(YEAR), AGENCY) / "manifest.json"
    read: dict[str, Any] = json.loads(path.read_bytes())
    return read


def break_figure(folder: Path, *, sheet: str = "表三", cell: str = "H5") -> None:
    """Type another number into one cell of the workbook."""
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    found = book[sheet][cell].value
    book[sheet][cell].value = int(found or 0) + 1
    book.save(folder / "tables.xlsx")


def test_the_help_is_worth_reading(kit: Kit) -> None:
    """What is signed, when it lapses, what it cannot prove, and an example."""
    ended = kit("sign", "--help")
    assert ended.code == 0
    for said in ("--decision approve", "自动失效", "不能证明签署人是谁", "signoff.yaml", "--note"):
        assert said in ended.out
    assert "U+" not in ended.out


def test_a_report_is_signed_and_final(
    kit: Kit, folder: Path, workspace: Workspace, rebuild: Callable[..., Any]
) -> None:
    """Before, exit 5 and why; after, built again with the decision in it, exit 0 and final."""
    ended = rebuild("--require-sign-off")
    assert ended.code == 5
    assert "尚未定稿 1 份" in ended.err
    assert f"{AGENCY}  未审" in ended.err
    assert manifest(workspace)["final"] is False
    ended = kit("sign", YEAR, AGENCY, *APPROVE)
    assert (ended.code, ended.err) == (0, "")
    assert "整份报告：通过（张三，2025-01-20）" in ended.out
    assert str(folder / "signoff.yaml") in ended.out
    assert rebuild("--require-sign-off").code == 0
    assert manifest(workspace)["final"] is True
    assert f"params/{YEAR}/{AGENCY}/signoff.yaml" in manifest(workspace)["inputs"]
    assert reviewed(workspace) == {"report": "in force"}
    assert "来源没有变化" in rebuild("--require-sign-off").err


def test_public_files_do_not_change_when_signed(
    kit: Kit, folder: Path, workspace: Workspace, rebuild: Callable[..., Any]
) -> None:
    """Who signed is for reviewers: report.json holds no byte of it, and verifies."""
    out = workspace.report_folder(int(YEAR), AGENCY)
    before = (out / "report.json").read_bytes()
    kit("sign", YEAR, AGENCY, *APPROVE, "--note", "请勿外传")
    rebuild()
    assert (out / "report.json").read_bytes() == before
    assert "请勿外传" in (out / "review.json").read_text("utf-8")
    assert kit("verify", YEAR, AGENCY).code == 0
    assert (folder / "signoff.yaml").is_file()


def test_a_changed_figure_lapses_its_own_and_no_other(
    kit: Kit, folder: Path, workspace: Workspace, rebuild: Callable[..., Any]
) -> None:
    """Signed all over; a cell of table three then lapses table three and the report."""
    for table in ((), ("--table", "表二"), ("--table", "t3"), ("--table", "表四")):
        assert kit("sign", YEAR, AGENCY, *APPROVE, *table).code == 0
    break_figure(folder)
    ended = rebuild("--require-sign-off", "--fail-on", "never")
    assert ended.code == 5
    assert f"{AGENCY}  已失效：张三于 2025-01-20 签署之后" in ended.err
    assert reviewed(workspace) == {
        "report": "lapsed", "t2": "in force", "t3": "lapsed", "t4": "in force",
    }  # fmt: skip


def test_changed_text_lapses_the_report_alone(
    kit: Kit, folder: Path, workspace: Workspace, rebuild: Callable[..., Any]
) -> None:
    """The tables are what they were; put back, the decision is in force again."""
    kit("sign", YEAR, AGENCY, *APPROVE)
    kit("sign", YEAR, AGENCY, *APPROVE, "--table", "表三")
    narrative = folder / "narrative.md"
    before = narrative.read_bytes()
    narrative.write_bytes(before + "\n另有一句。\n".encode())
    assert rebuild("--require-sign-off").code == 5
    assert reviewed(workspace) == {"report": "lapsed", "t3": "in force"}
    narrative.write_bytes(before)
    assert rebuild("--require-sign-off").code == 0


def test_windows_line_ends_are_no_change(
    kit: Kit, folder: Path, rebuild: Callable[..., Any]
) -> None:
    """Narrative and decisions saved by Notepad, with a byte order mark, still stand."""
    kit("sign", YEAR, AGENCY, *APPROVE)
    for name in ("narrative.md", "signoff.yaml"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    assert rebuild("--require-sign-off").code == 0


def test_what_was_not_built_cannot_be_signed(kit: Kit, workspace: Workspace) -> None:
    """Nobody has seen it: exit 2, the cure is to build, nothing is written."""
    ended = kit("sign", YEAR, AGENCY, *APPROVE)
    assert ended.code == 2
    assert f"outputs/{YEAR}/{AGENCY}/review.json：应有这份报告的审核数据，没有。" in ended.err
    assert f"请运行 kit build {YEAR} {AGENCY}" in ended.err
    assert not (workspace.inputs(int(YEAR), AGENCY) / "signoff.yaml").exists()


def test_what_changed_since_it_was_built_cannot_be_signed(
    kit: Kit, folder: Path, rebuild: Callable[..., Any]
) -> None:
    """Nor its table; another table can, for that was seen as it is."""
    break_figure(folder)
    for table in ((), ("--table", "表三")):
        ended = kit("sign", YEAR, AGENCY, *RETURN, "--note", "数不对", *table)
        assert ended.code == 2
        assert "生成之后数或文字变过" in ended.err
    assert not (folder / "signoff.yaml").exists()
    rebuild()
    ended = kit("sign", YEAR, AGENCY, *RETURN, "--note", "数不对", "--table", "表三")
    assert (ended.code, "表三：退回（李四，2025-01-21）" in ended.out) == (0, True)


def test_findings_not_shown_cannot_be_signed_over(
    kit: Kit, folder: Path, workspace: Workspace
) -> None:
    """Last year's workbook changed: the same figures now break a rule the page did not show."""
    assert kit("sign", YEAR, AGENCY, *APPROVE, "--table", "表三").code == 0
    carried = cell_positions(form_of_year(2023))["t3.carried_out.natural_person"]
    break_figure(workspace.inputs(2023, AGENCY), cell=carried.cell)
    ended = kit("sign", YEAR, AGENCY, *APPROVE)
    assert (ended.code, "生成之后检查的结果变过" in ended.err) == (2, True), ended
    assert (folder / "signoff.yaml").read_text("utf-8").count("decision:") == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"seen": 1, "findings": []}'])
def test_damaged_review_data_is_told(
    kit: Kit, folder: Path, workspace: Workspace, content: bytes
) -> None:
    """What is there cannot be what the reviewer looked at."""
    (workspace.report_folder(int(YEAR), AGENCY) / "review.json").write_bytes(content)
    ended = kit("sign", YEAR, AGENCY, *APPROVE)
    assert (ended.code, "kit build" in ended.err) == (2, True)
    assert not (folder / "signoff.yaml").exists()


def test_a_return_says_why_and_keeps_the_report_back(
    kit: Kit, folder: Path, rebuild: Callable[..., Any]
) -> None:
    """Without a note it is refused; with one, the batch says it."""
    ended = kit("sign", YEAR, AGENCY, *RETURN)
    assert (ended.code, "应有退回的原因" in ended.err) == (2, True), ended.err
    assert not (folder / "signoff.yaml").exists()
    kit("sign", YEAR, AGENCY, *RETURN, "--note", "表三总计\n不符")
    ended = rebuild("--require-sign-off")
    assert ended.code == 5
    assert f"{AGENCY}  退回：李四于 2025-01-21 退回：表三总计 不符" in ended.err


def test_errors_are_approved_only_with_a_reason(
    kit: Kit, folder: Path, rebuild: Callable[..., Any]
) -> None:
    """How many stand is recorded and said; a table without errors needs no reason."""
    break_figure(folder)
    assert rebuild().code == 5
    ended = kit("sign", YEAR, AGENCY, *APPROVE)
    assert (ended.code, "处没有说明保留的错误" in ended.err) == (2, True), ended.err
    assert kit("sign", YEAR, AGENCY, *APPROVE, "--table", "表二").code == 0
    ended = kit("sign", YEAR, AGENCY, *APPROVE, "--note", "已核对台账，属实")
    assert (ended.code, "已记入签署" in ended.err) == (0, True)
    assert "errors: 0" in (folder / "signoff.yaml").read_text("utf-8")
    assert rebuild("--require-sign-off", "--fail-on", "never").code == 0


def test_a_file_edited_or_copied_is_told_by_every_build(
    kit: Kit, folder: Path, workspace: Workspace, rebuild: Callable[..., Any]
) -> None:
    """With and without the option, by its line; the report is built all the same."""
    kit("sign", YEAR, AGENCY, *APPROVE)
    replaced(folder / "signoff.yaml", "张三", "王五")
    ended = rebuild()
    assert (ended.code, f"注意：{AGENCY}  签署被改动：signoff.yaml 第 4 行起" in ended.err) == (
        0,
        True,
    ), ended.err
    assert rebuild("--require-sign-off").code == 5
    assert reviewed(workspace) == {"report": "altered"}
    ended = kit("sign", YEAR, AGENCY, *APPROVE)
    assert (ended.code, "注意：signoff.yaml 第 4 行起" in ended.err) == (0, True), ended.err
    assert rebuild("--require-sign-off").code == 0


def test_a_malformed_file_stops_no_build(
    kit: Kit, folder: Path, rebuild: Callable[..., Any]
) -> None:
    """It is told with its line; signing refuses to write over it."""
    content = "decisions:\n- decision: 好\n  by: [\n"
    (folder / "signoff.yaml").write_text(content, "utf-8")
    ended = rebuild("--require-sign-off")
    assert ended.code == 5
    assert f"{AGENCY}  签署被改动：signoff.yaml 第 " in ended.err
    ended = kit("sign", YEAR, AGENCY, *APPROVE)
    assert (ended.code, "请恢复 signoff.yaml 原来的内容" in ended.err) == (2, True)
    assert (folder / "signoff.yaml").read_text("utf-8") == content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "张三"), "缺少选项 --decision"),
        (("--decision", "approve"), "缺少选项 --by"),
        (("--by", "张三", "--decision", "ok"), "应为 approve、return 之一"),
        ((*APPROVE, "--table", "表五"), "应为报告中的一张表，实为表五。最接近的是 表"),
        ((*APPROVE, "--on", "2025-02-30"), "应为日期，如 2025-01-20"),
        ((*APPROVE, "--by", " \n"), "--by：应为审核人的姓名，实为空"),
        ((*APPROVE, "--by", "张三\x1b[2J"), "张三<U+001B>"),
        ((*APPROVE, "--note", "左\u202e右"), "左<U+202E>右"),
        ((*APPROVE, "--by", "张" * 65), "不超过 64 个字"),
    ],
)
def test_wrong_arguments_are_explained(
    kit: Kit, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2 in Chinese, nothing written."""
    ended = kit("sign", YEAR, AGENCY, *arguments)
    assert (ended.code, said in ended.err) == (2, True), ended.err
    assert not (folder / "signoff.yaml").exists()


def test_the_day_is_today_unless_told(kit: Kit, folder: Path) -> None:
    """A date of this century, written as one."""
    assert kit("sign", YEAR, AGENCY, "--by", "张三", "--decision", "approve").code == 0
    assert "  date: '20" in (folder / "signoff.yaml").read_text("utf-8")


def test_a_batch_names_those_that_are_not_signed(
    kit: Kit, folder: Path, workspace: Workspace
) -> None:
    """Of two agencies the one without a decision is named; one that is not built says its own."""
    other = workspace.inputs(int(YEAR), "qiantang-jxkj")
    shutil.copytree(folder, other)
    kit("sign", YEAR, AGENCY, *APPROVE)
    shutil.copy(folder / "signoff.yaml", other / "signoff.yaml")
    broken = workspace.inputs(int(YEAR), "shanghai-office")
    broken.mkdir()
    ended = kit(
        "build", YEAR, "--to", "json", "--require-sign-off", "--fail-on", "never", "--jobs", "2"
    )
    assert ended.code == 4
    assert "尚未定稿 1 份：\n  qiantang-jxkj  签署被改动" in ended.err
    assert f"{AGENCY}  " not in ended.err.partition("尚未定稿")[2]


def test_two_reviewers_at_once_are_both_heard(
    folder: Path, workspace: Workspace, rebuild: Callable[..., Any]
) -> None:
    """Two commands on one folder: both decisions are kept and count."""
    place = ("--params", str(workspace.params), "--outputs", str(workspace.outputs))
    command = [sys.executable, "-m", "kit", "sign", YEAR, AGENCY, *APPROVE, *place]
    running = [subprocess.Popen([*command, "--table", each]) for each in ("表二", "表三")]
    assert [process.wait(timeout=300) for process in running] == [0, 0]
    assert (folder / "signoff.yaml").read_text("utf-8").count("- table:") == 2
    assert rebuild().code == 0
    assert reviewed(workspace) == {"t2": "in force", "t3": "in force"}


@pytest.mark.parametrize("option", ["--params", "--outputs"])
def test_an_address_cannot_be_signed_at(kit: Kit, folder: Path, option: str) -> None:
    """No store can add one decision for certain and lose none: exit 2, what to do instead."""
    ended = kit("sign", YEAR, AGENCY, *APPROVE, option, "memory://bucket/place")
    assert ended.code == 2
    assert "应为本机的文件夹，实为 memory://bucket/place。" in ended.err
    assert "请先把文件取到本机" in ended.err
    assert not (folder / "signoff.yaml").exists()


@pytest.mark.parametrize("name", ["KIT_PARAMS", "KIT_OUTPUTS"])
def test_an_address_in_the_environment_is_refused_too(
    kit: Kit, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The same words, whatever named it."""
    monkeypatch.setenv(name, "s3://bucket/place")
    ended = kit("sign", YEAR, AGENCY, *APPROVE)
    assert (ended.code, "s3://bucket/place" in ended.err) == (2, True)
    assert not (folder / "signoff.yaml").exists()

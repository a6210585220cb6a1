"""`kit new`: a folder ready to fill in, and nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders.filings import real_filing

from kit.form import form_of_year
from kit.workbook import cell_positions
from kit.workspace import Workspace

Kit = Callable[..., Any]
FILES = {"narrative.md", "report.yaml", "tables.xlsx"}


@pytest.fixture
def empty(
    kit: Kit,  # noqa: ARG001 - it moves into its workspace first
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Work in a folder where nothing is yet."""
    folder = tmp_path_factory.mktemp("empty")
    monkeypatch.chdir(folder)
    return folder


def cells_of(path: Path, *, year: int) -> dict[str, object]:
    """Return what stands in each number cell of a workbook, by address."""
    book = openpyxl.load_workbook(path)
    positions = cell_positions(form_of_year(year))
    return {address: book[place.sheet][place.cell].value for address, place in positions.items()}


def test_a_workspace_is_begun_with_its_first_agency(kit: Kit, empty: Path) -> None:
    """With a name, agencies.yaml and its schemas are created, and the files of the report."""
    ended = kit("new", "2025", "my-bureau", "--name", "某某县“数据<管理>&服务”局")
    assert ended.code == 0
    assert "已建立" in ended.out
    assert {path.name for path in (empty / "params/2025/my-bureau").iterdir()} == FILES
    assert {path.name for path in (empty / "params").iterdir()} == {
        "2025",
        "agencies.schema.json",
        "agencies.yaml",
        "parameters.schema.json",
    }
    assert "某某县“数据<管理>&服务”局" in (empty / "params/agencies.yaml").read_text("utf-8")


def test_a_fresh_report_has_findings_and_no_error(kit: Kit, empty: Path) -> None:
    """Blanks and prompts are said briefly, each with where it is and what to do."""
    kit("new", "2025", "my-bureau", "--name", "某局")
    ended = kit("check", "2025", "my-bureau")
    assert (empty / "params").is_dir()
    assert ended.code == 5
    assert "同类的共 199 处：表二 B4、C4、D4、B5、" in ended.out
    assert "留有模板的“（请填写”" in ended.out
    told = [line for line in ended.out.splitlines() if not line.startswith("    - {rule: ")]
    assert len(told) < 10
    assert "Traceback" not in ended.out + ended.err


def test_the_kind_of_a_new_agency_is_entered(kit: Kit, empty: Path) -> None:
    """What --kind names stands in agencies.yaml: deadlines depend on it."""
    kit("new", "2025", "my-town", "--name", "某镇人民政府", "--kind", "town")
    assert "kind: town" in (empty / "params/agencies.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "2025", "my-bureau"), "agencies.yaml"),
        (("new", "2025"), "缺少机关"),
        (("new", "2025", "a-b", "c-d", "--name", "某局"), "请逐个登记"),
        (("new", "2025", "a-b", "--name", "某局", "--kind", "bureau"), "department、government"),
        (("new", "2018", "a-b", "--name", "某局"), "2019 年及以后"),
    ],
)
def test_what_cannot_be_begun_is_explained(
    kit: Kit, empty: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Wrong arguments exit with 2, and no report is begun."""
    ended = kit(*arguments)
    assert ended.code == 2
    assert said in ended.err
    assert not list(empty.glob("params/*/*/*"))


def test_an_unknown_agency_without_a_name_is_refused(kit: Kit) -> None:
    """Where agencies are entered already, the nearest is named."""
    ended = kit("new", "2025", "suqain")
    assert ended.code == 2
    assert "最接近的是 suqian" in ended.err


def test_an_agency_is_entered_once(kit: Kit, workspace: Workspace) -> None:
    """The same name again changes nothing, another one is refused."""
    kit("new", "2025", "a-bureau", "--name", "某局")
    before = (workspace.params / "agencies.yaml").read_bytes()
    assert kit("new", "2026", "a-bureau", "--name", "某局").code == 0
    ended = kit("new", "2026", "a-bureau", "--name", "别局")
    assert ended.code == 2
    assert "“某局”" in ended.err
    assert (workspace.params / "agencies.yaml").read_bytes() == before


def test_the_agencies_entered_before_keep_their_lines(kit: Kit, workspace: Workspace) -> None:
    """Comments and order of agencies.yaml stay; the new agency comes last."""
    before = (workspace.params / "agencies.yaml").read_text("utf-8")
    kit("new", "2025", "a-bureau", "--name", "某局")
    after = (workspace.params / "agencies.yaml").read_text("utf-8")
    assert after.startswith(before.rstrip())
    assert list(workspace.agencies())[-1] == "a-bureau"


def test_last_years_carried_figures_are_filled_in(kit: Kit, workspace: Workspace) -> None:
    """What was carried out of 2024 is carried into 2025, column by column; Y1 then holds."""
    assert kit("new", "2025", "suqian", "--from", "2024").code == 0
    found = cells_of(workspace.inputs(2025, "suqian") / "tables.xlsx", year=2025)
    last = real_filing("suqian-2024")
    for column in ("natural_person", "enterprise", "research", "welfare", "legal_service", "other"):
        assert found[f"t3.carried_in.{column}"] == last.value(f"t3.carried_out.{column}")
    assert found["t3.received.natural_person"] is None
    ended = kit("check", "2025", "suqian")
    assert "Y1" not in ended.out


def test_without_from_nothing_is_carried(kit: Kit, workspace: Workspace) -> None:
    """Last year's report is there, but nobody asked for its figures."""
    kit("new", "2025", "suqian")
    found = cells_of(workspace.inputs(2025, "suqian") / "tables.xlsx", year=2025)
    assert {value for value in found.values() if not isinstance(value, str)} == {None}


@pytest.mark.parametrize(
    ("since", "code", "said"),
    [
        ("2020", 2, "params/2020/suqian：应有上年的报告，没有"),
        (
            "2025",
            2,
            "--from：应为早于 2025 的年度，实为 2025。上年结转来自更早的年度，如 --from 2024",
        ),
        ("25", 2, "四位年份"),
    ],
)
def test_a_year_that_gives_nothing_is_explained(
    kit: Kit, workspace: Workspace, since: str, code: int, said: str
) -> None:
    """A year without a report, the year itself, no year: nothing is written."""
    ended = kit("new", "2025", "suqian", "--from", since)
    assert (ended.code, said in ended.err) == (code, True), ended.err
    assert not workspace.inputs(2025, "suqian").exists()


def test_a_damaged_workbook_of_last_year_is_named(kit: Kit, workspace: Workspace) -> None:
    """The carried figures cannot be read: exit 4, nothing begun."""
    (workspace.inputs(2024, "suqian") / "tables.xlsx").write_bytes(b"PK\3\4")
    ended = kit("new", "2025", "suqian", "--from", "2024")
    assert ended.code == 4
    assert "已损坏或不完整" in ended.err
    assert not workspace.inputs(2025, "suqian").exists()


def test_work_is_not_lost(kit: Kit, workspace: Workspace) -> None:
    """A file somebody changed is kept and named; --overwrite replaces it."""
    kit("new", "2025", "suqian")
    narrative = workspace.inputs(2025, "suqian") / "narrative.md"
    fresh = narrative.read_text("utf-8")
    assert kit("new", "2025", "suqian").code == 0, "what the kit made itself it may make again"
    narrative.write_text(f"{fresh}\n已经写好的文字。\n", "utf-8")
    ended = kit("new", "2025", "suqian")
    assert ended.code == 2
    assert "2025/suqian/narrative.md" in ended.err
    assert "--overwrite" in ended.err
    assert "已经写好的文字" in narrative.read_text("utf-8")
    assert kit("new", "2025", "suqian", "--overwrite").code == 0
    assert narrative.read_text("utf-8") == fresh


def test_one_that_cannot_be_begun_does_not_stop_the_others(kit: Kit, workspace: Workspace) -> None:
    """Several agencies at once: the good one is begun, the exit code tells of the bad one."""
    ended = kit("new", "2025", "nobody", "suqian")
    assert ended.code == 2
    assert {path.name for path in workspace.inputs(2025, "suqian").iterdir()} == FILES


def test_a_blank_ledger_changes_nothing_found(kit: Kit, empty: Path) -> None:
    """With --ledger there is a ledger to fill in; until then the report is what it was."""
    kit("new", "2025", "my-bureau", "--name", "某局")
    before = json.loads(kit("check", "2025", "my-bureau", "--json").out)["agencies"][0]
    ended = kit("new", "2025", "my-bureau", "--ledger")
    assert ended.code == 0
    assert "ledger.xlsx" in ended.out
    assert {path.name for path in (empty / "params/2025/my-bureau").iterdir()} == {
        *FILES,
        "ledger.xlsx",
    }
    after = json.loads(kit("check", "2025", "my-bureau", "--json").out)["agencies"][0]
    assert after["findings"] == before["findings"]


def test_a_ledger_somebody_filled_in_is_not_lost(kit: Kit, empty: Path) -> None:
    """It is replaced only when told to."""
    kit("new", "2025", "my-bureau", "--name", "某局", "--ledger")
    path = empty / "params/2025/my-bureau/ledger.xlsx"
    book = openpyxl.load_workbook(path)
    book["申请"]["A2"].value = "无"
    book.save(path)
    ended = kit("new", "2025", "my-bureau", "--ledger")
    assert ended.code == 2
    assert "2025/my-bureau/ledger.xlsx：应" in ended.err
    assert kit("new", "2025", "my-bureau", "--ledger", "--overwrite").code == 0


def test_last_years_settings_are_taken_and_told(kit: Kit, workspace: Workspace) -> None:
    """What goes on, what does not, and the text filed then beside the draft."""
    path = workspace.inputs(2024, "suqian") / "report.yaml"
    own = "ledger: {wordings: {outcomes: {窗口查阅: 予以公开}}}"
    kept = f"source_name: 某办公室\nkeywords: [2024年]\n{own}\n"
    path.write_text(f"published: 2025-01-20\n{kept}", "utf-8")
    ended = kit("new", "2025", "suqian", "--from", "2024", "--text")
    assert ended.code == 0
    assert (
        "沿用 2024 年：上年结转；信息来源“某办公室”；关键词“2024年”；台账的写法 1 项\n"
        "没有沿用（只属于 2024 年）：发布日期\n"
        "请核对：关键词里写有 2024\n"
    ) in ended.out
    folder = workspace.inputs(2025, "suqian")
    assert {file.name for file in folder.iterdir()} == {*FILES, "narrative.2024.md"}
    assert "窗口查阅: 予以公开" in (folder / "report.yaml").read_text("utf-8")
    assert "## 一、总体情况" in (folder / "narrative.2024.md").read_text("utf-8")


def test_text_of_which_year_must_be_said(kit: Kit, workspace: Workspace) -> None:
    """Without --from there is none to lay beside."""
    ended = kit("new", "2025", "suqian", "--text")
    assert (ended.code, "--from 2024 --text" in ended.err) == (2, True)
    assert not workspace.inputs(2025, "suqian").exists()


def test_blank_cells_become_zero_when_told(kit: Kit, empty: Path) -> None:
    """What is filled in stays, the narrative is not touched, and every cell is named."""
    kit("new", "2025", "my-bureau", "--name", "某局")
    folder = empty / "params/2025/my-bureau"
    places = cell_positions(form_of_year(2025))
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    place = places["t3.received.natural_person"]
    book[place.sheet][place.cell].value = 2
    book.save(folder / "tables.xlsx")
    (folder / "narrative.md").write_text("写好的正文", "utf-8")
    ended = kit("new", "2025", "my-bureau", "--zeros")
    assert ended.code == 0
    assert "my-bureau tables.xlsx：填 0 的有 165 格，已填的没有动" in ended.out
    assert "表三 D6–D27、D29、E5–E27" in ended.out
    assert (folder / "narrative.md").read_text("utf-8") == "写好的正文"
    found = cells_of(folder / "tables.xlsx", year=2025)
    assert found["t3.received.natural_person"] == 2
    assert found["t3.received.enterprise"] == 0
    assert "填 0 的有 0 格" in kit("new", "2025", "my-bureau", "--zeros").out


def test_a_report_may_begin_with_zeros(kit: Kit, empty: Path) -> None:
    """Where there was nothing at all this year."""
    ended = kit("new", "2025", "my-bureau", "--name", "某局", "--zeros")
    assert (ended.code, "填 0 的有 166 格" in ended.out) == (0, True)
    found = json.loads(kit("check", "2025", "my-bureau", "--json").out)["agencies"][0]
    assert "R5" not in {finding["rule"] for finding in found["findings"]}
    assert (empty / "params/2025/my-bureau/narrative.md").is_file()

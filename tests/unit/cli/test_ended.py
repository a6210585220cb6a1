"""What is said at the end of a build: of one report, and of a batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from builders.workspaces import copied_workspace

from kit.cli.ended import Ending, echo_ended
from kit.errors import ExportError, Fault, KitError, SourceError, WriteError
from kit.run import JobResult
from kit.run.job import Told

Said = Callable[..., list[str]]
CLEAN = {"error": 0, "warning": 0, "note": 0, "claimed": 0}


@pytest.fixture
def ending(tmp_path: Path) -> Ending:
    """Give the end of a build of the examples."""
    return Ending(workspace=copied_workspace(tmp_path), year=2024)


@pytest.fixture
def said(ending: Ending, capsys: pytest.CaptureFixture[str]) -> Said:
    """Give what is said of results, line by line."""

    def say(*results: JobResult) -> list[str]:
        echo_ended(results, ending=ending)
        return capsys.readouterr().err.splitlines()

    return say


def told(rule: str, severity: str = "error", cause: str = "") -> Told:
    """Return a finding as it is told."""
    return Told(severity=severity, sentence=f"{rule}  tables.xlsx 表三 D5", cause=cause)  # type: ignore[arg-type] # one of them


def built(agency: str = "suqian", **changes: object) -> JobResult:
    """Return a report that was built, with two errors more than are told."""
    findings = {**CLEAN, "error": 4, "warning": 1}
    first = (told("R1", cause="一格填错：表三 D5"), told("R2"), told("W1", "warning"))
    known: dict[str, object] = {"findings": findings, "told": first, **changes}
    return JobResult(agency=agency, **known)  # type: ignore[arg-type] # as given


@pytest.mark.parametrize(
    ("error", "kind"), [(ExportError, "导出失败"), (WriteError, "文件写不进去")]
)
def test_each_kind_of_end_is_counted_by_its_name(
    said: Said, error: type[KitError], kind: str
) -> None:
    """A disk that is full is not a failed export, though both end with 7."""
    lines = said(*(JobResult(agency=agency, error=error(Fault("x"))) for agency in ("a", "b")))
    assert lines[-1] == f"共 2 份：{kind} 2"


def test_a_batch_ends_with_who_failed_and_why_by_name(said: Said) -> None:
    """Id, name and every fault; then those with errors, each with its first and the rest."""
    failed = JobResult(agency="qiantang-jxkj", error=SourceError(Fault("tables.xlsx", "甲", "乙")))
    lines = said(built(), failed)
    assert lines[:3] == [
        "未生成 1 份：",
        "  qiantang-jxkj 钱塘区经济信息化和科学技术局  来源文件读不出",
        "    tables.xlsx：应为甲，实为乙。",
    ]
    assert lines[3:5] == ["已生成，有错误 1 份：", "  suqian 宿迁市人民政府  错误 4、警告 1"]
    assert lines[5:8] == [
        "    可能的原因  一格填错：表三 D5",
        "    R1  tables.xlsx 表三 D5",
        "    R2  tables.xlsx 表三 D5",
    ]
    assert lines[8].startswith("    另有错误 2；全部见 ")
    assert lines[8].endswith("/outputs/2024/suqian/review.html，或运行 kit check 2024 suqian。")
    assert lines[9:] == ["共 2 份：已生成但有错误 1，来源文件读不出 1"]


def test_what_did_not_change_still_has_its_errors(said: Said) -> None:
    """In a batch, and alone, where the progress said nothing."""
    batch = said(built(is_current=True), JobResult(agency="b", findings=CLEAN, is_current=True))
    assert "  suqian 宿迁市人民政府  错误 4、警告 1，来源没有变化" in batch
    assert batch[-1] == "共 2 份：来源没有变化但有错误 1，来源没有变化 1"
    alone = said(built(is_current=True))
    assert alone[0].startswith("= suqian  来源没有变化：错误 4、警告 1、提示 0 → ")
    assert "  R1  tables.xlsx 表三 D5" in alone


def test_warnings_are_told_to_whoever_asked_to_fail_on_them(ending: Ending) -> None:
    """Else they are only counted."""
    assert not any("W1" in line for line in ending.details(built()))
    strict = Ending(workspace=ending.workspace, year=2024, fail_on="warning")
    assert any("W1" in line for line in strict.details(built()))
    never = Ending(workspace=ending.workspace, year=2024, fail_on="never")
    assert not list(never.details(built()))
    assert not never.is_wrong(built())


def test_many_faults_are_told_in_part_and_where_the_rest_is(ending: Ending) -> None:
    """Those of sources by the check, others by the file of states."""
    faults = [Fault(f"tables.xlsx 表三 D{row}", "数", "字") for row in range(5)]
    of_sources = JobResult(agency="suqian", error=SourceError(*faults))
    *_, last = ending.details(of_sources, most=2)
    assert last == "另有 3 处；全部见 kit check 2024 suqian。"
    of_exports = JobResult(agency="suqian", error=ExportError(*faults))
    *_, last = ending.details(of_exports, most=2)
    assert last.endswith("/2024/batch.json。")
    assert len(list(ending.details(of_exports))) == 5

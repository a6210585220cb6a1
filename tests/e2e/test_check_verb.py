"""`kit check`: findings, the JSON document, exit codes, and one bad report among good ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders.workspaces import replaced

from kit.workspace import Workspace

Kit = Callable[..., Any]


def change_cell(path: Path, sheet: str, cell: str, value: object) -> None:
    """Put *value* into one cell of a workbook."""
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_a_lawful_report_passes(kit: Kit) -> None:
    """The seed has no finding that counts: exit 0."""
    ended = kit("check", "2022", "qiantang-jxkj")
    assert ended.code == 0
    assert "错误 0" in ended.out


def test_a_broken_total_is_found_and_said(kit: Kit, workspace: Workspace) -> None:
    """A changed figure gives exit 5 and a sentence with place, expected, found and reason."""
    change_cell(workspace.inputs(2022, "qiantang-jxkj") / "tables.xlsx", "表三", "D5", 2)
    ended = kit("check", "2022", "qiantang-jxkj")
    assert ended.code == 5
    assert "R1" in ended.out
    assert "R3" in ended.out
    assert "表三" in ended.out


def test_findings_can_be_let_pass(kit: Kit, workspace: Workspace) -> None:
    """--fail-on never gives 0 whatever was found."""
    change_cell(workspace.inputs(2022, "qiantang-jxkj") / "tables.xlsx", "表三", "D5", 2)
    assert kit("check", "2022", "qiantang-jxkj", "--fail-on", "never").code == 0


def test_json_is_one_document_and_nothing_else(kit: Kit) -> None:
    """--json prints the document that programs read."""
    document = json.loads(kit("check", "2023", "--json").out)
    assert document["schema"] == "1"
    assert document["year"] == 2023
    assert [entry["agency"] for entry in document["agencies"]] == ["suqian"]
    assert document["agencies"][0]["outcomes"]["R1"] == "holds"
    assert document["agencies"][0]["outcomes"]["Y1"] == "not applicable"


def test_agencies_without_a_folder_are_listed(kit: Kit) -> None:
    """Without an agency, those not begun are named and change nothing."""
    ended = kit("check", "2022")
    assert ended.code == 0
    assert "未开始：" in ended.err
    assert "suqian" in ended.err


def test_one_bad_report_does_not_stop_the_others(kit: Kit, workspace: Workspace) -> None:
    """A folder without a workbook is explained, the other report is checked, 4 is the exit code."""
    (workspace.params / "2022" / "suqian").mkdir()
    ended = kit("check", "2022")
    assert ended.code == 4
    assert "qiantang-jxkj  错误 0" in ended.out
    assert "tables.xlsx" in ended.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["check", "2022", "no-such-agency"], 2, "qiantang-jxkj"),
        (["check", "1999"], 2, "已有的年度：2019、2022、2023、2024"),
        (["check", "22"], 2, "四位年份"),
        (["check", "2022", "../x"], 2, "小写字母开头"),
        (["check", "2022", "--jsn"], 2, "--json"),
        (["check", "2022", "--fail-on", "all"], 2, "error、warning、never"),
        (["check"], 2, "缺少年度"),
        (["chek", "2022"], 2, "check"),
        (["form", "2022", "x"], 2, "多出的参数：x"),
        (["build", "2022", "--to", "docm"], 2, "可用：html、review、pdf、json"),
        (["build", "2018"], 2, "已有的年度"),
        (["build", "2022", "--jobs", "0"], 2, "不小于 1 的整数，实为“0”"),
        (["build", "2022", "--jobs", "1.5"], 2, "不小于 1 的整数"),
        (["build", "2022", "--timeout", "nan"], 2, "不小于 1 的数"),
        (["build", "2022", "--memory", "x"], 2, "不小于 64 的整数"),
        (["build", "2022", "--engine", "spawn"], 2, "fork、nbclient"),
        (["build", "2022", "--to", ","], 2, "可用：html、review、pdf、json"),
        (["form", "2018"], 2, "2019 年及以后"),
    ],
)
def test_wrong_arguments_are_explained(
    kit: Kit, arguments: list[str], code: int, said: str
) -> None:
    """Wrong arguments exit with 2 and say in Chinese what would be right."""
    ended = kit(*arguments)
    assert ended.code == code
    assert said in ended.err + ended.out
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "said"),
    [
        ("report.yaml", "published", "publishd", 2, "published"),
        ("report.yaml", "2023-01-28", "2023-02-30", 2, "日期"),
        ("narrative.md", "## 六、", "## 七、", 5, "S4"),
        ("narrative.md", "{{ year }}", "{{ yeer }}", 2, "year"),
        ("narrative.md", "{{ year }}", "{{ year", 2, "narrative.md"),
        ("narrative.md", "{{ year }}", "{{ t3.recieved.total }}", 2, "t3.received.total"),
    ],
)
def test_wrong_text_files_are_explained(
    kit: Kit, workspace: Workspace, name: str, old: str, new: str, code: int, said: str
) -> None:
    """A wrong key, date, heading or placeholder is named with its cure."""
    replaced(workspace.inputs(2022, "qiantang-jxkj") / name, old, new)
    ended = kit("check", "2022", "qiantang-jxkj")
    assert ended.code == code
    assert said in ended.out + ended.err


def test_an_empty_section_is_a_finding(kit: Kit, workspace: Workspace) -> None:
    """A section with nothing in it breaks S4."""
    path = workspace.inputs(2022, "qiantang-jxkj") / "narrative.md"
    text = path.read_text("utf-8")
    head, _, _ = text.partition("## 六、")
    path.write_text(head + "## 六、其他需要报告的事项\n", "utf-8")
    ended = kit("check", "2022", "qiantang-jxkj")
    assert ended.code == 5
    assert "S4" in ended.out


def test_an_explanation_tells_how_each_number_was_read(kit: Kit) -> None:
    """It stands below the findings; the document of JSON has the numbers by itself."""
    ended = kit("check", "2022", "qiantang-jxkj", "--explain")
    assert ended.code == 0
    assert "件数：" in ended.out
    both = kit("check", "2022", "qiantang-jxkj", "--explain", "--json")
    assert both.code == 2
    [entry] = json.loads(kit("check", "2022", "qiantang-jxkj", "--json").out)["agencies"]
    assert set(entry["numbers"]) == {"counts", "places"}

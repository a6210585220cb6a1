"""``report.yaml``: defaults, values, and sources that stay in their folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.datafile import schema_text
from kit.errors import ParameterError
from kit.ledger.load import load_kinds
from kit.parameters import Claim, Parameters, read_parameters


def read(folder: Path, text: str) -> Parameters:
    """Read *text* as the report.yaml of *folder*."""
    (folder / "report.yaml").write_text(text, "utf-8")
    return read_parameters(folder)


def test_a_folder_without_report_yaml_has_the_defaults(tmp_path: Path) -> None:
    """Nothing has to be said: the sources have their usual names."""
    parameters = read_parameters(tmp_path)
    assert parameters == Parameters()
    assert (parameters.tables, parameters.narrative) == ("tables.xlsx", "narrative.md")


def test_values_are_read(tmp_path: Path) -> None:
    """Dates, sources and accepted findings come as written."""
    parameters = read(
        tmp_path,
        "published: 2023-01-28\nsources: {tables: 年报.xls}\n"
        "accepted:\n- {rule: R5, reason: 原样}\n"
        "- {rule: Y2, at: {表二!D4: 5, last.表二!D4: 空, 原文: 现行5件}, reason: 清理}\n"
        "- {rule: S4, at: 第四部分：没有内容, reason: 不涉及}\n"
        "- {rule: R5, at: {表三!D5: }, reason: 无}\n"
        "- {rule: Y2, cells: [t2.rules.in_force], reason: 清理}\n",
    )
    assert parameters.published == "2023-01-28"
    assert parameters.tables == "年报.xls"
    assert parameters.accepted == (
        Claim(rule="R5", reason="原样"),
        Claim(
            rule="Y2",
            reason="清理",
            cells={"表二!D4": "5", "last.表二!D4": "空"},
            words="现行5件",
        ),
        Claim(rule="S4", reason="不涉及", words="第四部分：没有内容"),
        Claim(rule="R5", reason="无", cells={"表三!D5": ""}),
        Claim(rule="Y2", reason="清理", patterns=("t2.rules.in_force",)),
    )


@pytest.mark.parametrize("name", ["../tables.xlsx", "/etc/passwd", "a/../../b.xlsx"])
def test_a_source_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """No path leads out of the report's folder."""
    with pytest.raises(ParameterError, match="本文件夹内的文件"):
        read(tmp_path, f"sources: {{tables: {name}}}")


def test_ledgers_and_their_own_headings(tmp_path: Path) -> None:
    """Files are named once for all kinds, headings by kind and column."""
    named = "ledger: {columns: {requests: {outcome: [结论]}}}\n"
    parameters = read(tmp_path, f"sources: {{ledgers: [甲.xlsx, 乙.csv]}}\n{named}")
    assert parameters.ledgers == ("甲.xlsx", "乙.csv")
    assert parameters.ledger_columns == {"requests": {"outcome": ("结论",)}}


def test_a_ledger_stays_in_its_folder(tmp_path: Path) -> None:
    """Like every source; a column that no kind of ledger has is named too."""
    with pytest.raises(ParameterError, match=r"sources\.ledgers：应为本文件夹内的文件"):
        read(tmp_path, "sources: {ledgers: [../ledger.xlsx]}\n")
    with pytest.raises(ParameterError, match="最接近的是 outcome"):
        read(tmp_path, "ledger: {columns: {requests: {outcom: [结论]}}}\n")


def test_every_column_of_every_ledger_may_be_renamed() -> None:
    """The schema knows the kinds and columns there are, no more and no fewer."""
    schema = json.loads(schema_text("parameters"))
    columns = schema["properties"]["ledger"]["properties"]["columns"]["properties"]
    named = {kind: list(node["properties"]) for kind, node in columns.items()}
    assert named == {id_: list(kind.columns) for id_, kind in load_kinds().items()}

"""A small province with every kind of bad input: each is explained, and costs its own report only.

Its reports are built once.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from builders.faults import FAULTS
from builders.province import YEAR, Province, make_province
from builders.verbs import Ended, run_verb
from builders.workspaces import replaced

from kit.cli.outcome import worst
from kit.workspace import Workspace

AGENCIES = 36
FILES = {
    "manifest.json",
    "report.html",
    "report.ipynb",
    "report.json",
    "report.pdf",
    "review.html",
    "review.json",
}


class Built(NamedTuple):
    """A province and what became of it."""

    province: Province
    ended: Ended


def build(province: Province, *arguments: str) -> Ended:
    """Build the province as ``kit build`` does."""
    return run_verb("build", str(YEAR), *arguments, "--params", str(province.workspace.params))


def states(province: Province) -> dict[str, dict[str, Any]]:
    """Return the final state of each agency in ``batch.json``."""
    data = json.loads((year_folder(province) / "batch.json").read_bytes())
    assert (data["schema"], data["year"]) == ("1", YEAR)
    return {entry["agency"]: entry for entry in data["agencies"]}


def year_folder(province: Province) -> Path:
    """Return the outputs of the year."""
    return province.workspace.outputs / str(YEAR)


def contents(province: Province) -> dict[str, bytes]:
    """Return every file of the outputs."""
    folder = province.workspace.outputs
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a province in which each kind of bad input stands once."""
    folder = tmp_path_factory.mktemp("province")
    province = make_province(folder, agencies=AGENCIES, faulty=len(FAULTS))
    return Built(province, build(province))


def test_the_faults_are_every_kind_once(built: Built) -> None:
    """Each kind of bad input stands at one agency, and some agencies have none."""
    names = [fault.name for fault in built.province.faulty.values()]
    assert sorted(names) == sorted(fault.name for fault in FAULTS)
    assert len(names) < AGENCIES


def test_the_worst_fault_is_the_exit_code(built: Built) -> None:
    """The command ends with the worst of all reports' codes."""
    assert built.ended.code == worst(fault.code for fault in FAULTS)
    assert "Traceback" not in built.ended.err


def test_every_good_report_is_built_without_a_finding(built: Built) -> None:
    """The agencies without a fault have complete reports, and what is made up is lawful."""
    found = states(built.province)
    for agency in set(built.province.agencies) - set(built.province.faulty):
        assert found[agency]["state"] == "built"
        assert set(found[agency]["findings"].values()) == {0}, agency


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_each_faulty_report_is_explained(built: Built, fault: Any) -> None:
    """Refused with the exit code of its kind and a sentence, or built with the findings."""
    (agency,) = (a for a, f in built.province.faulty.items() if f == fault)
    state = states(built.province)[agency]
    if fault.is_refused:
        assert (state["state"], state["exit_code"]) == ("failed", fault.code)
        assert all(line.endswith(("。", "）")) for line in state["faults"]), state["faults"]
        assert all(line in built.ended.err for line in state["faults"])
        assert f"✗ {agency}" in built.ended.err
    else:
        assert state["state"] == "built"
        assert state["findings"]["error"] > 0
        assert f"! {agency}" in built.ended.err


def test_nothing_is_half_written(built: Built) -> None:
    """A report's folder is complete, manifest and all, or is not there; no temporary file is."""
    refused = built.province.refused()
    folders = {path.name: path for path in year_folder(built.province).iterdir() if path.is_dir()}
    assert set(folders) == set(built.province.agencies) - refused
    for folder in folders.values():
        assert {path.name for path in folder.iterdir()} == FILES
    assert not list(built.province.workspace.outputs.rglob(".*"))


def test_no_fault_changes_its_sources(built: Built) -> None:
    """Building reads: nothing appears beside the sources of a faulty report."""
    names = {"tables.xlsx", "tables.doc", "narrative.md", "report.yaml"}
    for agency in built.province.faulty:
        folder = built.province.workspace.inputs(YEAR, agency)
        assert {path.name for path in folder.iterdir()} <= names


def test_the_summary_counts_each_kind(built: Built) -> None:
    """The last line says how many reports ended in which way."""
    counts = [fault.code for fault in FAULTS]
    summary = next(line for line in built.ended.err.splitlines() if line.startswith("共 "))
    said = dict(re.findall(r"([^：，]+) (\d+)", summary.partition("：")[2]))
    assert summary.startswith(f"共 {AGENCIES} 份")
    assert said == {
        "已生成": str(AGENCIES - len(FAULTS)),
        "已生成但有错误": str(counts.count(5)),
        "参数有误": str(counts.count(2)),
        "来源文件读不出": str(counts.count(4)),
        "导出失败": str(counts.count(7)),
    }


def test_what_stands_is_not_built_again_and_what_changed_is(built: Built, tmp_path: Path) -> None:
    """A second run builds none that stands; after one change it builds that one alone."""
    moved = Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")
    shutil.copytree(built.province.workspace.params, moved.params)
    shutil.copytree(built.province.workspace.outputs, moved.outputs)
    province = replace(built.province, workspace=moved)
    good = sorted(set(province.agencies) - set(province.faulty))
    before = contents(province)
    again = build(province, *good)
    assert again == Ended(0, "", f"共 {len(good)} 份：来源没有变化 {len(good)}\n")
    assert contents(province) == before
    replaced(moved.inputs(YEAR, good[0]) / "narrative.md", "统计期限", "统计时段")
    changed = build(province, *good)
    assert re.findall(r"^[✓!✗] (\S+)", changed.err, re.MULTILINE) == good[:1]
    after = contents(province)
    assert {name.split("/")[1] for name in after if after[name] != before[name]} == {good[0]}

"""Copied text from the command line: found in a year, on the review page, verified, gone again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.filings import form
from builders.rollups import YEAR, file_report, tree_workspace

from kit.narrative import template_narrative
from kit.workspace import Workspace

Kit = Callable[..., Any]
GAP = "（请填写：上年问题的改进情况；本年度具体的问题；针对这些问题的措施。不要照搬上年的文字。）"
COPIED = (
    "部分科室对公开范围把握不准，重要政策的解读材料多为文字，群众不易看懂；"
    "公开目录没有及时随机构职能调整。下一步在全局开展一次公开属性源头认定检查，"
    "逐件核对未公开的文件，请业务骨干录制短视频讲解申报条件。"
)


@pytest.fixture
def bureaus(tmp_path: Path) -> Workspace:
    """Give two bureaus with one text."""
    agencies = {f"bureau-{n}": {"name": f"某县第{n}局", "kind": "department"} for n in (1, 2)}
    workspace = tree_workspace(tmp_path / "county", agencies)
    for agency in agencies:
        file_report(workspace, agency)
        text = template_narrative(form()).replace(GAP, COPIED)
        (workspace.inputs(YEAR, agency) / "narrative.md").write_text(text, "utf-8")
    return workspace


def likeness_found(run: Kit, *agencies: str) -> dict[str, list[str]]:
    """Return what S8 finds at each agency."""
    document = json.loads(run("check", str(YEAR), *agencies, "--json").out)
    return {
        entry["agency"]: [f["message"] for f in entry["findings"] if f["rule"] == "S8"]
        for entry in document["agencies"]
    }


def test_a_year_is_held_against_itself(kit: Kit, bureaus: Workspace) -> None:
    """In check of the year, on both review pages; a report mended since is no copy any more."""
    places = ("--params", str(bureaus.params), "--outputs", str(bureaus.outputs))

    def run(*arguments: str) -> Any:
        return kit(*arguments, *places)

    found = likeness_found(run)
    assert "与本年度某县第2局的文字有" in found["bureau-1"][0]
    assert len(found["bureau-2"]) == 1
    # Who looks at one report alone does not know of others.
    assert likeness_found(run, "bureau-1") == {"bureau-1": []}
    run("build", str(YEAR), "--to", "review,json")
    page = (bureaus.report_folder(YEAR, "bureau-1") / "review.html").read_text("utf-8")
    assert 'id="copied"' in page
    assert "部分科室对公开范围把握不准" in page.partition('id="copied"')[2]
    assert len(likeness_found(run, "bureau-1")["bureau-1"]) == 1
    assert run("verify", str(YEAR)).code == 0
    mended = bureaus.inputs(YEAR, "bureau-2") / "narrative.md"
    mended.write_text(template_narrative(form()).replace(GAP, "栏目更新不及时。"), "utf-8")
    assert likeness_found(run, "bureau-2") == {"bureau-2": []}
    assert likeness_found(run) == {"bureau-1": [], "bureau-2": []}

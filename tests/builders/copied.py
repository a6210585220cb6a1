"""Two bureaus that have filed one text."""

from __future__ import annotations

from pathlib import Path

from builders.filings import form
from builders.rollups import YEAR, file_report, tree_workspace
from kit.narrative import template_narrative
from kit.workspace import Workspace

_GAP = "（请填写：上年问题的改进情况；本年度具体的问题；针对这些问题的措施。不要照搬上年的文字。）"
COPIED = (
    "部分科室对公开范围把握不准，重要政策的解读材料多为文字，群众不易看懂；"
    "公开目录没有及时随机构职能调整。下一步在全局开展一次公开属性源头认定检查，"
    "逐件核对未公开的文件，请业务骨干录制短视频讲解申报条件。"
)


def copied_county(folder: Path) -> Workspace:
    """Make a workspace with two bureaus whose problems and measures are the same words."""
    agencies = {f"bureau-{n}": {"name": f"某县第{n}局", "kind": "department"} for n in (1, 2)}
    workspace = tree_workspace(folder, agencies)
    for agency in agencies:
        file_report(workspace, agency)
        narrative = workspace.inputs(YEAR, agency) / "narrative.md"
        narrative.write_text(own_narrative(COPIED), "utf-8")
    return workspace


def own_narrative(problems: str) -> str:
    """Return the text of a report, its *problems* and measures filled in."""
    return template_narrative(form()).replace(_GAP, problems)

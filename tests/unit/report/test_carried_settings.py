"""What a new report takes over from last year's, and what it says it did not."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.rollups import tree_workspace

from kit.errors import ParameterError
from kit.parameters import Parameters, read_parameters
from kit.report.begin import begin_report, lay_beside
from kit.report.carried import CarriedSettings, carried_settings
from kit.workspace import Workspace

LAST = """\
published: 2024-01-20
deadline: 2024-01-25
source_name: 某局办公室
keywords: [公开, 2023年]
fonts: system
charts: [requests]
sources: {narrative: narrative.md}
accepted:
  - {rule: Y2, at: {表二!D5: 12}, reason: 理由}
ledger:
  columns:
    requests: {outcome: [结论], answered: [回函日期]}
  wordings:
    outcomes: {窗口查阅: 予以公开, "按2类:答": 重复申请}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county whose police reported for 2023."""
    workspace = tree_workspace(tmp_path)
    begin_report(workspace, year=2023, agency="police", since=None, overwrite=False)
    return workspace


def begun(workspace: Workspace, last: str) -> Parameters:
    """Return the parameters of 2024 begun from those of 2023."""
    (workspace.inputs(2023, "police") / "report.yaml").write_text(last, "utf-8")
    begin_report(workspace, year=2024, agency="police", since=2023, overwrite=False)
    return read_parameters(workspace.inputs(2024, "police"))


def test_what_holds_from_year_to_year_is_taken(workspace: Workspace) -> None:
    """Words, columns, keywords, source, fonts, charts; no date, no file, no claim."""
    assert begun(workspace, LAST) == Parameters(
        source_name="某局办公室",
        keywords=("公开", "2023年"),
        fonts="system",
        charts=("requests",),
        ledger_columns={"requests": {"outcome": ("结论",), "answered": ("回函日期",)}},
        ledger_wordings={"outcomes": {"窗口查阅": "予以公开", "按2类:答": "重复申请"}},
    )


def test_it_is_said_what_was_taken_and_what_not(workspace: Workspace) -> None:
    """And where the old year is named in what was taken."""
    begun(workspace, LAST)
    carried = carried_settings(workspace, since=2023, agency="police")
    assert carried.taken == (
        "信息来源“某局办公室”",
        "关键词“公开、2023年”",
        "字体“system”",
        "图表“requests”",
        "台账的列名 2 项",
        "台账的写法 2 项",
    )
    assert carried.left == ("发布日期", "当地规定的公布期限", "来源文件的名称", "保留的发现")
    assert carried.dated == ("关键词",)


def test_nothing_said_is_nothing_taken(workspace: Workspace) -> None:
    """Of a report.yaml of comments alone, or of none."""
    assert begun(workspace, "# 没有\n") == Parameters()
    (workspace.inputs(2023, "police") / "report.yaml").unlink()
    assert carried_settings(workspace, since=2023, agency="police") == CarriedSettings()


def test_charts_wanted_or_not_are_taken_as_they_stand(workspace: Workspace) -> None:
    """Also where it is but yes."""
    assert begun(workspace, "charts: true\n").charts


def test_settings_that_cannot_be_read_are_named(workspace: Workspace) -> None:
    """With the year they are of."""
    with pytest.raises(ParameterError, match="2023"):
        begun(workspace, "keyword: 某\n")


def test_last_years_text_is_laid_beside_the_draft(workspace: Workspace) -> None:
    """Its placeholders filled, under another name; the draft is what it was."""
    begun(workspace, LAST)
    folder = workspace.inputs(2024, "police")
    narrative = workspace.inputs(2023, "police") / "narrative.md"
    text = narrative.read_text("utf-8").replace("（请填写", "{{ t3.received.total }}（请填写")
    narrative.write_text(text.replace("{{ t3.received.total }}", "2023 年写的"), "utf-8")
    draft = (folder / "narrative.md").read_bytes()
    path = lay_beside(workspace, year=2024, agency="police", since=2023, overwrite=False)
    assert path == folder / "narrative.2023.md"
    assert "2023 年写的" in path.read_text("utf-8")
    assert "{{" not in path.read_text("utf-8")
    assert (folder / "narrative.md").read_bytes() == draft
    path.write_text("批注", "utf-8")
    with pytest.raises(ParameterError, match=r"narrative\.2023\.md"):
        lay_beside(workspace, year=2024, agency="police", since=2023, overwrite=False)

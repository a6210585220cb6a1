"""`kit verify`: the same, or which of inputs, versions, files and outputs is not."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.workspaces import replaced

from kit.export.manifest import sha256
from kit.workspace import Workspace

Kit = Callable[..., Any]
AGENCY = "qiantang-jxkj"


@pytest.fixture
def report(built: Workspace, workspace: Workspace) -> Path:
    """Give the outputs of the seed's report, to spoil, beside its inputs."""
    target = workspace.report_folder(2022, AGENCY)
    shutil.copytree(built.report_folder(2022, AGENCY), target)
    return target


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def told(ended: Any, *words: str) -> bool:
    """Whether all *words* stand in what was printed."""
    return all(word in ended.out for word in words)


def test_an_untouched_report_is_the_same(
    kit: Kit, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 0; the report is left as it is, and nothing is left where it was built again."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    before = contents(report)
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 0
    assert told(ended, f"✓ {AGENCY}  逐字节相同（7 个文件）")
    assert contents(report) == before
    assert not list(place.glob("kit-verify-*"))


def test_altered_and_lost_files_are_named(kit: Kit, report: Path) -> None:
    """A text file by its first line that differs, another by its first byte; exit 5."""
    replaced(report / "report.html", "钱塘区经济信息化和科学技术局2022年", "某局2022年")
    (report / "review.json").unlink()
    content = bytearray((report / "report.pdf").read_bytes())
    content[1000] ^= 0xFF
    (report / "report.pdf").write_bytes(content)
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 5
    assert told(ended, "文件在生成之后被改动", "report.html 第 ", "现为“<title>某局2022年")
    assert told(ended, "report.pdf 第 1001 个字节", "review.json：已经没有了")
    assert "再生成的结果不同" not in ended.out


def test_another_output_of_the_same_inputs_is_a_defect(kit: Kit, report: Path) -> None:
    """Files as the manifest has them, but not what building gives: told as our fault, exit 5."""
    replaced(report / "report.html", "总体情况", "总体状况")
    manifest = json.loads((report / "manifest.json").read_bytes())
    manifest["outputs"]["report.html"] = sha256((report / "report.html").read_bytes())
    (report / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 5
    assert told(ended, "再生成的结果不同", "report.html 第 ", "总体状况", "缺陷")
    assert "被改动" not in ended.out


def test_a_manifest_that_says_otherwise_is_altered(kit: Kit, report: Path) -> None:
    """Counts of findings are no hash of a file, and are compared all the same."""
    replaced(report / "manifest.json", '"warning": 0', '"warning": 7')
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 5
    assert told(ended, "manifest.json 第 ", '“  "warning": 7')


def test_a_changed_input_is_told_from_a_changed_output(
    kit: Kit, report: Path, workspace: Workspace
) -> None:
    """An edited narrative is named; nothing is said of outputs; exit 5."""
    replaced(workspace.inputs(2022, AGENCY) / "narrative.md", "我局", "本局")
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 5
    assert told(ended, "来源在生成之后变过", "params/2022/qiantang-jxkj/narrative.md：内容不同")
    assert "report." not in ended.out
    assert report.is_dir()


def test_a_changed_version_is_told_by_its_own_exit_code(kit: Kit, report: Path) -> None:
    """A library of another version is named with both; exit 2."""
    manifest = json.loads((report / "manifest.json").read_bytes())
    manifest["versions"]["papermill"] = "1.0"
    (report / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 2
    assert told(ended, "版本与生成时不同", "papermill：生成时为 1.0，现为 ")


def test_another_font_is_another_version(kit: Kit, report: Path) -> None:
    """A PDF set with another font file was made by another version; exit 2."""
    manifest = json.loads((report / "manifest.json").read_bytes())
    manifest["fonts"]["NotoSansSC-Regular.otf"] = "0" * 64
    (report / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 2
    assert told(ended, "NotoSansSC-Regular.otf：生成时为 0000")


def test_only_what_was_built_is_compared(kit: Kit, workspace: Workspace) -> None:
    """Of a report of which only the page was built, no PDF is wanted."""
    assert kit("build", "2022", AGENCY, "--to", "html").code == 0
    ended = kit("verify", "2022", AGENCY)
    assert ended.code == 0
    assert told(ended, "（3 个文件）")
    assert not (workspace.report_folder(2022, AGENCY) / "report.pdf").exists()


def test_the_worst_of_a_year_is_the_exit_code(kit: Kit, report: Path, workspace: Workspace) -> None:
    """One the same, one not built, one that cannot be: each is told, in any order."""
    shutil.copytree(workspace.inputs(2023, "suqian"), workspace.inputs(2022, "suqian"))
    ended = kit("verify", "2022", "--jobs", "1")
    assert ended.code == 5
    assert told(ended, f"✓ {AGENCY}", "✗ suqian  尚未生成", "请先运行 kit build")
    assert "未开始：shanghai-office" in ended.err
    assert report.is_dir()

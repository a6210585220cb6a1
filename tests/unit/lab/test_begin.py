"""A workspace begun from the package alone: what it lacks is written, what is there stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.errors import ParameterError
from kit.lab import begin_workspace, complete_notebooks
from kit.report.begin import begin_report, enter_agency
from kit.workspace import Agency, find_workspace


def test_a_report_can_be_begun_in_it(tmp_path: Path) -> None:
    """In a folder of Chinese and blanks: found from its notebooks, its first agency entered."""
    folder = tmp_path / "我的 年报"
    begin_workspace(folder)
    workspace = find_workspace(start=folder / "notebooks")
    enter_agency(workspace, Agency(id="a", name="某局", kind="department"))
    begin_report(workspace, year=2025, agency="a", since=None, overwrite=False)
    assert list(workspace.agencies()) == ["a"]
    assert workspace.filed(2025) == ("a",)
    assert workspace.notebook() == folder / "notebooks" / "annual_report.ipynb"


def test_what_is_there_stays(tmp_path: Path) -> None:
    """Begun again, nothing is replaced; a notebook that is gone comes back."""
    begun = begin_workspace(tmp_path)
    assert begun.kept == ()
    readme, notebook = tmp_path / "README.md", tmp_path / "notebooks" / "explore.ipynb"
    readme.write_text("自己写的", "utf-8")
    notebook.unlink()
    again = begin_workspace(tmp_path)
    assert again.written == (notebook,)
    assert readme in again.kept
    assert readme.read_text("utf-8") == "自己写的"


def test_a_workspace_without_notebooks_gets_them(tmp_path: Path) -> None:
    """Notebooks and the settings of the lab, in Chinese, and nothing else."""
    begun = complete_notebooks(tmp_path)
    assert {path.relative_to(tmp_path).parts[0] for path in begun.written} == {"notebooks"}
    (settings,) = (path for path in begun.written if path.parent.name == "labconfig")
    locale = json.loads(settings.read_bytes())["@jupyterlab/translation-extension:plugin"]
    assert locale == {"locale": "zh_CN"}


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    """A file where the folder should be is told, and stays."""
    place = tmp_path / "年报"
    place.write_text("x", "utf-8")
    with pytest.raises(ParameterError, match="一个文件"):
        begin_workspace(place)
    assert place.read_text("utf-8") == "x"

"""Where things are, and writing that is never half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.workspaces import PROJECT

from kit.disk import write_atomic
from kit.errors import ParameterError
from kit.workspace import Workspace, checked_agency_id, find_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace with one agency and one year."""
    (tmp_path / "params" / "2022" / "a-bureau").mkdir(parents=True)
    text = "a-bureau:\n  name: 某某局\n  kind: department\n"
    (tmp_path / "params" / "agencies.yaml").write_text(text, "utf-8")
    return Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIT_PARAMS", raising=False)
    monkeypatch.delenv("KIT_OUTPUTS", raising=False)


def test_the_nearest_folder_upward_is_found(workspace: Workspace) -> None:
    """Inside the workspace, however deep, its params and outputs are found."""
    deep = workspace.params / "2022" / "a-bureau"
    assert find_workspace(start=deep) == workspace
    notebooks = workspace.params.parent / "notebooks"
    assert find_workspace(start=notebooks) == workspace


def test_what_is_named_wins_over_the_environment(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arguments win over KIT_PARAMS, which wins over the nearest folder."""
    monkeypatch.setenv("KIT_PARAMS", str(tmp_path / "other"))
    assert find_workspace(start=workspace.params).params == tmp_path / "other"
    assert find_workspace(params=workspace.params).params == workspace.params
    assert find_workspace(params=workspace.params).outputs == workspace.outputs


def test_no_workspace_is_explained(tmp_path: Path) -> None:
    """Outside of any workspace the message says what is missing and the cure."""
    with pytest.raises(ParameterError, match="--params"):
        find_workspace(start=tmp_path)


def test_agencies_are_read_with_their_defaults(workspace: Workspace) -> None:
    """An agency has what the file says and the defaults otherwise."""
    agency = workspace.agency("a-bureau")
    assert (agency.name, agency.kind, agency.scope) == ("某某局", "department", "own")
    assert not agency.rule_making


def test_an_unknown_agency_lists_the_known(workspace: Workspace) -> None:
    """A misspelt id is answered with the nearest one."""
    with pytest.raises(ParameterError, match="最接近的是 a-bureau"):
        workspace.agency("a-bureu")


def test_an_unknown_year_lists_the_known(workspace: Workspace) -> None:
    """A year without a folder is answered with the years there are."""
    assert workspace.filed(2022) == ("a-bureau",)
    with pytest.raises(ParameterError, match="已有的年度：2022"):
        workspace.filed(2023)


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", "1a", "a" * 65, "甲", "a b", ".", "a\n"])
def test_ids_that_could_leave_the_folder_are_refused(workspace: Workspace, name: str) -> None:
    """Nothing but an id becomes the name of a folder."""
    with pytest.raises(ParameterError, match="小写字母开头"):
        checked_agency_id(name)
    with pytest.raises(ParameterError):
        workspace.inputs(2022, name)
    with pytest.raises(ParameterError):
        workspace.report_folder(2022, name)


def test_the_examples_agencies_are_valid() -> None:
    """The committed agencies.yaml passes its schema and names the examples."""
    agencies = Workspace(params=PROJECT / "params", outputs=PROJECT / "outputs").agencies()
    assert {"qiantang-jxkj", "suqian", "shanghai-office"} <= set(agencies)
    assert agencies["suqian"].kind == "government"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """A write that fails leaves the old file and no temporary one."""
    path = tmp_path / "deep" / "file.txt"
    write_atomic(path, b"one")
    with pytest.raises(TypeError):
        write_atomic(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"one"
    assert [entry.name for entry in path.parent.iterdir()] == ["file.txt"]


def test_a_written_file_is_readable_by_others(tmp_path: Path) -> None:
    """The rename does not leave the private mode of a temporary file behind."""
    path = tmp_path / "file.txt"
    write_atomic(path, b"one")
    plain = tmp_path / "plain.txt"
    plain.write_bytes(b"one")
    assert path.stat().st_mode == plain.stat().st_mode

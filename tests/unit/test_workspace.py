"""Where things are, and writing that is never half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.workspaces import PROJECT, copied_workspace

from kit.disk import write_atomic
from kit.errors import ParameterError
from kit.report.files import report_parameters
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


@pytest.mark.parametrize(
    ("params", "outputs"),
    [
        ("params", "params"),
        ("params", "params/"),
        ("params", "params/2022"),
        ("params", "params/../params/x"),
        ("params", "."),
        ("params", "link"),
        ("link/2022", "params"),
        ("params", "link/2022/qiantang-jxkj"),
    ],
)
def test_outputs_over_the_parameters_are_refused(tmp_path: Path, params: str, outputs: str) -> None:
    """One folder, or one inside the other, by whatever way it is reached."""
    copied_workspace(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "params")
    with pytest.raises(ParameterError, match="--outputs") as caught:
        find_workspace(params=tmp_path / params, outputs=tmp_path / outputs)
    assert "请用 --outputs 另指一个文件夹" in str(caught.value)


@pytest.mark.parametrize("link", ["2022", "2022/qiantang-jxkj"])
def test_a_folder_of_outputs_that_leads_to_the_sources_is_refused(
    tmp_path: Path, link: str
) -> None:
    """The two folders are apart, but a link below one leads into the other."""
    workspace = copied_workspace(tmp_path)
    path = workspace.outputs / link
    path.parent.mkdir(parents=True)
    path.symlink_to(workspace.params / link)
    with pytest.raises(ParameterError, match="--outputs"):
        workspace.report_folder(2022, "qiantang-jxkj")


@pytest.mark.parametrize("content", ["{}", "null", "", "# 无", "---"])
def test_agencies_that_name_nobody_are_a_fault(tmp_path: Path, content: str) -> None:
    """An empty file of agencies is told with its cure, whatever way it is empty."""
    (tmp_path / "agencies.yaml").write_text(content, "utf-8")
    with pytest.raises(ParameterError, match="应有至少一个机关，没有"):
        Workspace(params=tmp_path, outputs=tmp_path / "outputs").agencies()


def test_what_is_no_folder_of_an_agency_is_named_and_refused_alone(tmp_path: Path) -> None:
    """A file in its place, a link to nowhere and one in a circle; other files are nobody's."""
    workspace = copied_workspace(tmp_path)
    year = workspace.params / "2024"
    (year / "README.md").write_text("", "utf-8")
    (year / "shanghai-office").write_text("", "utf-8")
    (year / "nowhere").symlink_to(tmp_path / "gone")
    (year / "circle").symlink_to(year / "circle")
    assert workspace.filed(2024) == ("circle", "nowhere", "shanghai-office", "suqian")
    for agency in ("circle", "nowhere", "shanghai-office"):
        with pytest.raises(ParameterError, match="应为文件夹，实为"):
            report_parameters(workspace, year=2024, agency=agency)

"""`kit init`, and what `kit preview` and `kit lab` say before they serve anything."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from kit.workspace import Workspace

Kit = Callable[..., Any]


def test_init_says_what_it_wrote_and_what_comes_next(kit: Kit, workspace: Workspace) -> None:
    """A new folder beside the workspace; a second time all of it is left as it is."""
    ended = kit("init", "我的 年报")
    assert ended.code == 0
    assert "notebooks/annual_report.ipynb" in ended.out
    assert 'cd "我的 年报"' in ended.out
    assert (workspace.params.parent / "我的 年报" / "params" / "agencies.yaml").is_file()
    again = kit("init", "我的 年报")
    assert again.code == 0
    assert "已有、没有改动的：README.md" in again.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2024", "nobody"), "nobody"),
        (("2031", "suqian"), "已有的年度"),
        (("2022", "suqian"), "kit new 2022 suqian"),
        (("2024",), "缺少机关"),
    ],
)
def test_a_report_that_is_not_there_is_not_served(
    kit: Kit, arguments: tuple[str, ...], said: str
) -> None:
    """An unknown agency, a year or a report nobody has begun: told at once."""
    ended = kit("preview", *arguments, "--no-browser")
    assert ended.code == 2
    assert said in ended.err
    assert ended.out == ""


def test_a_port_that_is_taken_is_told(kit: Kit) -> None:
    """Another program's port is no defect of ours."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = kit("preview", "2024", "suqian", "--no-browser", "--port", port)
    assert ended.code == 2
    assert f"--port：应为空闲的端口，实为 {port}" in ended.err


def test_the_lab_wants_a_workspace(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a workspace nothing is opened, and the cure is named."""
    monkeypatch.chdir("/")
    ended = kit("lab", "--no-browser")
    assert ended.code == 2
    assert "params/agencies.yaml" in ended.err

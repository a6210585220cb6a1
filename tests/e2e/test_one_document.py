"""``kit check --json`` prints one document, whatever happens; one agency takes no other along."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.processes import are_gone, eventually, family

from kit.workspace import Workspace

Kit = Callable[..., Any]
YEAR = "2024"


def document(out: str) -> dict[str, Any]:
    """Return the one document that was printed."""
    data: dict[str, Any] = json.loads(out)
    assert set(data) <= {"schema", "year", "agencies", "error"}
    return data


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["2031"], 2),
        (["abcd"], 2),
        ([], 2),
        ([YEAR, "UPPER"], 2),
        ([YEAR, "--nonsense"], 2),
        ([YEAR, "--params", "/long_place"], 2),
        ([YEAR, "--fail-on", "x"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_wrong_arguments_are_in_the_document_too(kit: Kit, arguments: list[str], code: int) -> None:
    """There are no agencies then, and the error says why."""
    ended = kit("check", "--json", *arguments)
    assert ended.code == code
    data = document(ended.out)
    assert data["agencies"] == []
    assert data["error"]["exit_code"] == code
    assert data["error"]["faults"]


@pytest.mark.parametrize("content", ["{}", "null", "...", "- a", "a: [", "\x00", "suqian: 1"])
def test_agencies_that_cannot_be_read_are_told_in_the_document(
    kit: Kit, workspace: Workspace, content: str
) -> None:
    """Whether the fault is of the file or of the one agency, there is one document."""
    (workspace.params / "agencies.yaml").write_text(content, "utf-8")
    ended = kit("check", YEAR, "--json")
    data = document(ended.out)
    told = [entry.get("error") for entry in data["agencies"]] or [data["error"]]
    assert [error["exit_code"] for error in told] == [2]
    assert ended.code == 2


def test_what_is_no_folder_or_holds_no_report_is_its_own_entry(
    kit: Kit, workspace: Workspace
) -> None:
    """The others are checked, in their order; the worst decides."""
    year = workspace.params / YEAR
    (year / "a-nobody").mkdir()
    (year / "z-broken").mkdir()
    (year / "z-broken" / "report.yaml").write_bytes(b"\xff\xfe\x00")
    ended = kit("check", YEAR, "--json")
    data = document(ended.out)
    assert [entry["agency"] for entry in data["agencies"]] == ["a-nobody", "suqian", "z-broken"]
    assert "error" not in data["agencies"][1]
    codes = [data["agencies"][at]["error"]["exit_code"] for at in (0, 2)]
    assert ended.code == (4 if 4 in codes else 2)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_check_that_is_told_to_end_prints_nothing_half(
    workspace: Workspace, number: signal.Signals
) -> None:
    """It ends with the signal's code, in Chinese, and its processes end with it."""
    source = workspace.params / YEAR / "suqian"
    for agency in range(150):
        (source.parent / f"a{agency}").symlink_to(source)
    places = ["--params", str(workspace.params)]
    with subprocess.Popen(
        [sys.executable, "-m", "kit", "check", YEAR, "--json", *places],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as started:
        assert eventually(lambda: bool(family(started.pid)) or started.poll() is not None)
        children = family(started.pid)
        os.killpg(started.pid, number)
        out, err = started.communicate()
    assert started.returncode == 128 + number, err
    assert out == ""
    assert "已中断" in err
    assert "Traceback" not in err
    assert eventually(lambda: are_gone(children)), children


def test_a_temporary_folder_with_a_long_path_serves(workspace: Workspace, tmp_path: Path) -> None:
    """No socket's path fits below it, so sockets are elsewhere."""
    long_place = tmp_path / ("x" * 90) / ("y" * 90)
    long_place.mkdir(parents=True)
    command = [sys.executable, "-m", "kit", "build", YEAR, "--params", str(workspace.params)]
    ended = subprocess.run(
        [*command, "--to", "json"],
        env=os.environ | {"TMPDIR": str(long_place)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert list(long_place.iterdir()) == []

"""A batch stopped anywhere: what was done stays done, and the next one goes on from there."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builders.cells import workspace_with_cells
from builders.processes import HANG_S, are_gone, command_of, eventually, family
from builders.province import YEAR, make_province

from kit.report.copies import COPIES
from kit.run import CAN_FORK
from kit.workspace import Workspace

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="本平台不能 fork")


def kit_build(workspace: Workspace, *arguments: str, errors: Path) -> subprocess.Popen[bytes]:
    """Start ``kit build`` in a session of its own, as a terminal does."""
    places = ["--params", str(workspace.params), "--outputs", str(workspace.outputs)]
    with errors.open("wb") as stderr:
        return subprocess.Popen(
            [sys.executable, "-m", "kit", "build", str(YEAR), "--jobs", "2", *arguments, *places],
            stderr=stderr,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder*, hidden ones too, by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def manifests(workspace: Workspace) -> list[Path]:
    """Return the manifests there are."""
    return sorted(workspace.outputs.glob("*/*/manifest.json"))


def is_complete(manifest: Path) -> bool:
    """Whether a report has exactly the files its manifest names, as it names them."""
    outputs: dict[str, Any] = json.loads(manifest.read_bytes())["outputs"]
    files = {p.name: p.read_bytes() for p in manifest.parent.iterdir() if p != manifest}
    return outputs == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_a_batch_killed_three_times_ends_in_the_same_bytes(tmp_path: Path) -> None:
    """Killed at three random moments and started again, all outputs are as undisturbed."""
    errors = tmp_path / "stderr"
    formats = ("--to", "html,json")
    province = make_province(tmp_path, agencies=11, seed=7, faulty=2)
    undisturbed = Workspace(params=province.workspace.params, outputs=tmp_path / "undisturbed")
    code = kit_build(undisturbed, *formats, errors=errors).wait(HANG_S)
    assert len(manifests(undisturbed)) >= 9, errors.read_text("utf-8")

    chance = Random(20240131)  # noqa: S311 - moments, no secrets
    kills = 0
    for _ in range(3):
        enough = len(files_below(province.workspace.outputs)) + chance.randint(0, 9)
        process = kit_build(province.workspace, *formats, errors=errors)
        assert eventually(partial(has_come_to, process, province.workspace.outputs, files=enough))
        threading.Event().wait(chance.random() * 0.02)
        children = family(process.pid)
        kills += process.poll() is None
        process.kill()
        process.wait(HANG_S)
        # A server that was still importing ends when it is done with that.
        assert eventually(partial(are_gone, children)), children
    assert kills
    assert kit_build(province.workspace, *formats, errors=errors).wait(HANG_S) == code
    assert tree(province.workspace.outputs) == tree(undisturbed.outputs)


def has_come_to(process: subprocess.Popen[bytes], outputs: Path, *, files: int) -> bool:
    """Whether a batch has written so many files, or is over; it has started to build."""
    if process.poll() is not None:
        return True
    return len(files_below(outputs)) >= files and number_of_children(process) == 2


def number_of_children(process: subprocess.Popen[bytes]) -> int:
    """Count the children of the first process: its tracker of resources, and the server."""
    try:
        listed = Path(f"/proc/{process.pid}/task").glob("*/children")
        return sum(len(children.read_text().split()) for children in listed)
    except OSError:
        return 0


def files_below(folder: Path) -> list[Path]:
    """Return the files below *folder*, which others write and remove meanwhile."""
    return [Path(top, name) for top, _, names in os.walk(folder) for name in names]


@pytest.fixture
def endless(tmp_path: Path) -> Workspace:
    """Give a workspace where two reports of seven are built and the others never end."""
    cells = {
        "endless": "import threading\nif agency > 'a2':\n    threading.Event().wait()",
    }
    workspace = workspace_with_cells(tmp_path, cells)
    source = workspace.params / str(YEAR) / "suqian"
    entries = (workspace.params / "agencies.yaml").read_text("utf-8")
    for number in range(1, 7):
        agency = f"a{number}"
        entries += f"\n{agency}:\n  name: 某市人民政府\n  kind: government\n  level: city\n"
        (source.parent / agency).mkdir()
        for path in source.iterdir():
            (source.parent / agency / path.name).write_bytes(path.read_bytes())
    (workspace.params / "agencies.yaml").write_text(entries, "utf-8")
    return workspace


def assert_clean_stop(
    process: subprocess.Popen[bytes], workspace: Workspace, *, errors: Path
) -> None:
    """Assert that a batch ended, said so, and left nothing half-done or running."""
    code = process.wait(HANG_S)
    said = errors.read_text("utf-8")
    assert code == 130, said
    assert "已中断" in said
    assert "Traceback" not in said
    assert all(is_complete(manifest) for manifest in manifests(workspace))
    complete = {path.parent for path in manifests(workspace)}
    # What reports of the year share is a whole file of its own.
    written = {path.parent for path in files_below(workspace.outputs) if path.name != COPIES}
    assert written == complete


@pytest.mark.parametrize("to_group", [True, False], ids=["terminal", "process"])
def test_ctrl_c_ends_a_batch_cleanly(endless: Workspace, tmp_path: Path, to_group: bool) -> None:  # noqa: FBT001 - a case
    """Ctrl-C ends the batch: done reports complete, nothing half-written, nothing running."""
    errors = tmp_path / "stderr"
    process = kit_build(endless, "--to", "html", errors=errors)
    assert eventually(lambda: len(manifests(endless)) == 2)
    children = family(process.pid)
    (os.killpg if to_group else os.kill)(process.pid, signal.SIGINT)
    assert_clean_stop(process, endless, errors=errors)
    assert len(manifests(endless)) == 2
    assert eventually(lambda: are_gone(children))


@pytest.mark.parametrize("children", [1, 2])
def test_ctrl_c_while_it_starts_is_clean_too(
    endless: Workspace, tmp_path: Path, children: int
) -> None:
    """Ctrl-C while the server of processes still imports ends the batch just as well."""
    errors = tmp_path / "stderr"
    process = kit_build(endless, "--to", "html", errors=errors)
    assert eventually(lambda: number_of_children(process) >= children)
    started = family(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    assert_clean_stop(process, endless, errors=errors)
    assert eventually(lambda: are_gone(started))


def test_a_killed_batch_takes_its_kernels_along(endless: Workspace, tmp_path: Path) -> None:
    """With the plain engine too, nothing of a killed batch goes on running."""
    process = kit_build(
        endless, "a5", "--to", "html", "--engine", "nbclient", errors=tmp_path / "stderr"
    )
    assert eventually(
        lambda: any("ipykernel_launcher" in command_of(p) for p in family(process.pid))
    )
    children = family(process.pid)
    process.kill()
    process.wait(HANG_S)
    assert eventually(lambda: are_gone(children)), children

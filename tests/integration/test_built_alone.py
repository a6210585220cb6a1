"""A single report, built without a server of processes, is the one that a batch builds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from builders.workspaces import copied_workspace

from kit.processes import CAN_FORK, Limits, ProcessExecutor
from kit.run import Job, run_batch
from kit.run.executors import PRELOAD
from kit.workspace import Workspace

YEAR, AGENCY = 2022, "qiantang-jxkj"


def contents(workspace: Workspace) -> dict[str, bytes]:
    """Return every file of the report."""
    folder = workspace.report_folder(YEAR, AGENCY)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.skipif(not CAN_FORK, reason="本平台不能 fork")
def test_the_same_bytes_as_in_a_batch(tmp_path: Path) -> None:
    """Whoever imported what, and whichever process wrote the files."""
    alone, batch = (copied_workspace(tmp_path / name) for name in ("alone", "batch"))
    # A process of its own, which has one thread as a command line has.
    command = (sys.executable, "-m", "kit", "build", str(YEAR), AGENCY)
    ended = subprocess.run(
        command, cwd=alone.params.parent, capture_output=True, text=True, timeout=300, check=False
    )
    assert ended.returncode == 0, ended.stderr
    with ProcessExecutor(1, limits=Limits(), preload=PRELOAD) as executor:
        (result,) = run_batch([Job(workspace=batch, year=YEAR, agency=AGENCY)], executor=executor)
    assert result.error is None
    assert contents(alone) == contents(batch)
    assert f"✓ {AGENCY}" in ended.stderr

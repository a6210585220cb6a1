"""Writing a report's files from a cell of its notebook: what ``kit build`` does, as asked there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from html import escape

from kit.errors import ExportError, Fault
from kit.workspace import Workspace

#: Told to the notebook that a build runs: a cell of it starts no other build.
BUILDING = "KIT_BUILDING"
#: How a build ends that wrote its files, findings or none.
_WRITTEN = (0, 5)
#: A report that takes longer, in seconds, than any that was met hangs.
_TIMEOUT_S = 900


def export_html(workspace: Workspace, *, year: int, agency: str, formats: Sequence[str]) -> str:
    """Write the files of *formats* and say where they are, as HTML.

    The saved notebook is run in a process of its own, so that the files are those that a
    batch writes.

    Raises
    ------
    ExportError
        Saying what the build said, if there is no report.
    """
    if os.environ.get(BUILDING):
        return '<div class="ogi-analyst"><p>正由 kit build 生成，这一格不再另外导出。</p></div>'
    folders = ["--params", str(workspace.params), "--outputs", str(workspace.outputs)]
    build = [sys.executable, "-m", "kit", "build", str(year), agency, *folders, "--force"]
    ended = subprocess.run(  # noqa: S603 - the kit itself, on checked parameters
        [*build, "--to", ",".join(formats)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        timeout=_TIMEOUT_S,
        check=False,
    )
    if ended.returncode not in _WRITTEN:
        lines = [line for line in ended.stderr.splitlines() if line.strip()]
        raise ExportError(*map(Fault, lines or [f"kit build 退出码 {ended.returncode}"]))
    return (
        f'<div class="ogi-analyst"><p>已写入 <code>outputs/{year}/{escape(agency)}/</code>：'
        f"{escape('、'.join(formats))}。按已保存的笔记本生成，没有保存的改动不在其中。</p></div>"
    )

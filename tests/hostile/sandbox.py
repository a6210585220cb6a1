"""One case in a process of its own, forked from this one, with limits of time and memory."""

from __future__ import annotations

import json
import multiprocessing.util
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from hostile.model import Case, Ended, Figures
from kit.cli import main
from kit.report.filed import read_filed
from kit.workspace import Workspace

#: Longer than this is a failure, in seconds; the process is ended then.
LIMIT_S = 20.0
#: More memory than this above what it began with is a failure, in bytes.
LIMIT_BYTES = 1 << 30
#: The system ends what takes three times that, so that a failure does not take the machine along.
_BELT_BYTES = 3 << 30


def run_case(case: Case, *, bases: Path, folder: Path) -> Ended:
    """Run *case* in a copy of its base below *folder*, which is removed afterwards."""
    place = Path(tempfile.mkdtemp(dir=folder))
    root, temporary = place / "work", place / "tmp"
    shutil.copytree(bases / case.base, root, symlinks=True)
    temporary.mkdir()
    for name, content in case.files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    try:
        return _ended(case, root=root, place=place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _ended(case: Case, *, root: Path, place: Path) -> Ended:
    started_s = time.monotonic()
    pid = os.fork()
    if not pid:
        _child(case, root=root, place=place)
    status, peak_bytes = _waited(pid)
    seconds = time.monotonic() - started_s
    code = os.waitstatus_to_exitcode(status)
    traces = sorted((place / "tmp").glob("kit-defect-*"))
    left = tuple(p.name for p in sorted((place / "tmp").iterdir()) if p not in traces)
    return Ended(
        code=code,
        out=_text(place / "out"),
        err=_text(place / "err"),
        trace="\n".join(map(_text, traces)),
        seconds=seconds,
        peak_bytes=max(0, peak_bytes - int(_text(place / "began") or 0)),
        figures=_figures(place / "figures.json"),
        left=left,
    )


def _waited(pid: int) -> tuple[int, int]:
    """Wait until the child has ended; end it, and all it started, when its time is up."""
    handle = os.pidfd_open(pid)
    try:
        if not select.select([handle], [], [], LIMIT_S + 1)[0]:
            _kill(pid)
    finally:
        os.close(handle)
    _, status, usage = os.wait4(pid, 0)
    _kill(pid)
    return status, usage.ru_maxrss * 1024


def _kill(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _child(case: Case, *, root: Path, place: Path) -> None:
    """Run the verb, read the figures, and end without what the parent would do at its end."""
    code = 1
    try:
        _set_up(root, place=place)
        code = _exit_code(case)
        sys.stdout.flush()
        sys.stderr.flush()
        # What an interpreter does at its end; the rest of that is the parent's.
        multiprocessing.util._exit_function()  # noqa: SLF001 - as processes of that library do
        if code in {0, 5} and case.truth is not None:
            _write_figures(case, root=root, place=place)
    except BaseException:  # noqa: BLE001 - nothing may leave a forked child
        os.write(2, traceback.format_exc().encode("utf-8", "backslashreplace"))
        code = 1
    finally:
        os._exit(code)


def _set_up(root: Path, *, place: Path) -> None:
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(place / name, os.O_WRONLY | os.O_CREAT), number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - a number
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - a number
    os.environ["TMPDIR"] = str(place / "tmp")
    tempfile.tempdir = None
    os.chdir(root)
    # What was there before the fork is not the verb's.
    (place / "began").write_text(str(_status_bytes("VmRSS")))
    address_bytes = _status_bytes("VmSize") + _BELT_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (address_bytes, address_bytes))
    cpu_s = int(2 * LIMIT_S)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _exit_code(case: Case) -> int:
    try:
        main(list(case.arguments))
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def _write_figures(case: Case, *, root: Path, place: Path) -> None:
    figures = read_figures(root, year=case.year, agency=case.agency)
    (place / "figures.json").write_text(json.dumps(figures))


def read_figures(root: Path, *, year: int, agency: str) -> Figures:
    """Read the figures that stand in a workspace as any verb reads them."""
    workspace = Workspace(params=root / "params", outputs=root / "outputs")
    filing = read_filed(workspace, year=year, agency=agency)
    values = {address: figure.value for address, figure in filing.figures.items()}
    return {a: None if value is None else str(value) for a, value in values.items()}


def _figures(path: Path) -> Figures | None:
    return json.loads(path.read_text()) if path.is_file() else None


def _text(path: Path) -> str:
    try:
        return path.read_bytes()[:200_000].decode("utf-8", "backslashreplace")
    except OSError:
        return ""


def _status_bytes(name: str) -> int:
    """Return a line of what Linux tells of this process, given in kB."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) * 1024

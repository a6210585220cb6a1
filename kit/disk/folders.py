"""Folders: made on the way to a file, or temporary ones that outlive no killed process for long."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kit.disk.processes import is_alive
from kit.disk.reasons import cannot_write
from kit.errors import Fault, WriteError
from kit.interrupts import interrupts_held

_OURS = re.compile(r"kit-([0-9]+)-.+")
#: A socket has a path of 103 bytes at most; what is made below the temporary place takes 41.
_LONGEST = 62
_SHORT = Path("/tmp")  # noqa: S108 - a folder of our own is made in it


def make_folders(folder: Path) -> list[Path]:
    """Make *folder* and those above it; return those that were not there, the inmost first.

    Raises
    ------
    WriteError
        If it cannot be made; none is left then.
    """
    missing: list[Path] = []
    try:
        missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        remove_empty(missing)
        raise cannot_write(folder, problem) from None
    return missing


def remove_empty(folders: list[Path]) -> None:
    """Remove those of *folders*, the inmost first, that hold nothing."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def temporary_folder(*, is_for_sockets: bool = False) -> Iterator[Path]:
    """Give an empty folder that is removed afterwards, and remove those of dead processes.

    Parameters
    ----------
    is_for_sockets
        Where the place for temporary files has too long a path for a socket, take a shorter one.

    Raises
    ------
    WriteError
        If the place for temporary files is not to be written.
    """
    try:
        above = Path(tempfile.gettempdir())
    except OSError:
        cure = "请清理磁盘，或把 TMPDIR（Windows 上是 TEMP）设为可以写的文件夹，再运行一次。"
        raise WriteError(Fault("临时文件夹", "可以写入", "没有一个可以写", cure)) from None
    if is_for_sockets and len(os.fsencode(above)) > _LONGEST and os.access(_SHORT, os.W_OK):
        above = _SHORT
    _remove_abandoned(above)
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"kit-{os.getpid()}-", dir=above))
    except OSError as problem:
        raise cannot_write(above, problem) from None
    try:
        yield folder
    finally:
        # Ctrl-C meanwhile would leave half of it until the next run.
        with interrupts_held():
            shutil.rmtree(folder, ignore_errors=True)


def _remove_abandoned(above: Path) -> None:
    """Remove the folders of this user's processes that are no more."""
    own = os.getuid() if hasattr(os, "getuid") else None
    with suppress(OSError):
        for folder in above.glob("kit-*"):
            found = _OURS.fullmatch(folder.name)
            if not found or folder.is_symlink() or not folder.is_dir():
                continue
            known = folder.stat()
            is_own = own is None or known.st_uid == own
            if is_own and not is_alive(int(found[1]), since_s=known.st_mtime):
                shutil.rmtree(folder, ignore_errors=True)

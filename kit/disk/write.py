"""Writing files that are whole or not there, whatever ends the process meanwhile."""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import secrets
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from kit.disk.folders import make_folders, remove_empty
from kit.disk.processes import is_alive
from kit.disk.reasons import cannot_write

#: A file being written: the machine and process it belongs to, then what no other has.
_TEMPORARY = re.compile(r"\.kit-([0-9a-f]{8})-([0-9]+)-[0-9a-f]{12}\.tmp")
#: A file of another machine is given up after this long, in seconds: no write takes a day.
_GIVEN_UP_S = 86_400.0


def write_atomic(path: Path, content: bytes, *, is_durable: bool = True) -> None:
    """Write *content* beside *path*, then rename: the file is whole or as it was.

    Parameters
    ----------
    is_durable
        Whether file and folder are flushed to the disk first, so that a power cut
        leaves the old or the new content: for what cannot be made again.

    Raises
    ------
    WriteError
        Saying what keeps it from being written.
    """
    write_together({path: content}, is_durable=is_durable)


def write_together(
    contents: Mapping[Path, bytes], *, is_durable: bool = True, obsolete: Iterable[Path] = ()
) -> None:
    """Write all of *contents* beside their paths before the first replaces what is there.

    A disk that fills leaves every file as it was, and no folder that was not there.
    The files are replaced in the order given; the mode, the owner and the symbolic
    links of those that exist stay.

    Parameters
    ----------
    obsolete
        Files that go when the new ones come: removed before the last of *contents*,
        which vouches for the others, is replaced.

    Raises
    ------
    WriteError
        Naming the file that cannot be written, and why.
    """
    made: list[Path] = []
    staged: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            target = _target(path)
            made += make_folders(target.parent)
            remove_leftovers(target.parent)
            _refuse_folder(target)
            staged[path] = _temporary(target.parent)
            _write(staged[path], content, like=target, is_durable=is_durable)
        for path, temporary in tuple(staged.items()):
            if len(staged) == 1:
                _remove(obsolete)
            _replace(temporary, path)
            del staged[path]
        for folder in {_target(path).parent for path in contents} if is_durable else ():
            _flush_folder(folder)
    except BaseException:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)
        # A folder that holds what was replaced already stays.
        remove_empty(made)
        raise


def remove_leftovers(folder: Path) -> None:
    """Remove what writers that are no more left half-written in *folder*."""
    with suppress(OSError), os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(".kit-")]
        for name in names:
            if is_leftover(name, written_s=(folder / name).stat().st_mtime):
                (folder / name).unlink(missing_ok=True)


@cache
def umask() -> int:
    """Return the mask of permissions this process began with, whatever a cell sets it to."""
    # There is no way to ask for the mask without setting it.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _target(path: Path) -> Path:
    """Return the file that *path* leads to: a link stays a link."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _temporary(folder: Path) -> Path:
    """Return a name beside the target; short, for the target's own may be as long as can be."""
    return folder / temporary_name()


def temporary_name() -> str:
    """Return a name that no other writer has, and that tells whose it is."""
    return f".kit-{_host()}-{os.getpid()}-{secrets.token_hex(6)}.tmp"


def is_leftover(name: str, *, written_s: float) -> bool:
    """Whether *name*, last written at *written_s*, is of a writer that is no more."""
    found = _TEMPORARY.fullmatch(name)
    if not found:
        return False
    if found[1] != _host():
        return time.time() - written_s > _GIVEN_UP_S
    pid = int(found[2])
    return pid != os.getpid() and not is_alive(pid, since_s=written_s)


@cache
def _host() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]


def _refuse_folder(target: Path) -> None:
    """Refuse to put a file where a folder stands, before anything else is replaced."""
    try:
        is_folder = target.is_dir()
    except OSError as problem:
        raise cannot_write(target, problem) from None
    if is_folder:
        raise cannot_write(target, IsADirectoryError(errno.EISDIR, ""))


def _write(temporary: Path, content: bytes, *, like: Path, is_durable: bool) -> None:
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            if is_durable:
                os.fsync(file.fileno())
        _take_after(temporary, like=like)
    except OSError as problem:
        temporary.unlink(missing_ok=True)
        raise cannot_write(like, problem) from None


def _take_after(temporary: Path, *, like: Path) -> None:
    """Give the new file the mode and, where this process may, the owner of the one before."""
    try:
        before = like.stat()
    except OSError:
        temporary.chmod(0o666 & ~umask())
        return
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, before.st_uid, before.st_gid)
    temporary.chmod(stat.S_IMODE(before.st_mode))


def _replace(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(_target(path))
    except OSError as problem:
        raise cannot_write(path, problem) from None


def _remove(obsolete: Iterable[Path]) -> None:
    for path in obsolete:
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise cannot_write(path, problem) from None


def _flush_folder(folder: Path) -> None:
    """Flush the names in *folder*; Windows and some file shares have no way to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

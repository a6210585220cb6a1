"""One writer at a time of a file that several people change."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kit.disk.folders import make_folders, remove_empty
from kit.disk.reasons import cannot_write
from kit.errors import Fault, WriteError

#: How long to wait for another writer, and how often to look, in seconds.
_WAIT_S, _LOOK_S = 10.0, 0.01
#: A lock is signed as soon as it is made; so long after, in seconds, nobody will.
_UNSIGNED_S = 5.0


@contextmanager
def locked(path: Path, *, wait_s: float = _WAIT_S) -> Iterator[None]:
    """Keep every other process from changing *path*, on this machine and on those that share it.

    A file beside it says who holds it: that works on file shares too, where locks of
    the operating system do not reach other machines for certain. One that a dead
    process of this machine left is taken over.

    Raises
    ------
    WriteError
        If another process keeps it longer than *wait_s*, or the folder is not to be written.
    """
    from filelock import SoftFileLock, Timeout  # only those who write need it

    lock = path.with_name(f"{path.name}.lock")
    made = make_folders(lock.parent)
    _remove_unsigned(lock)
    # Another call of this process waits as well: it may be of another thread.
    holder = SoftFileLock(lock, timeout=wait_s, poll_interval=_LOOK_S, thread_local=False)
    try:
        holder.acquire()
    except Timeout:
        raise WriteError(_busy(lock)) from None
    except OSError as problem:
        remove_empty(made)
        raise cannot_write(path, problem) from None
    try:
        yield
    finally:
        holder.release()
        # Where nothing came of it no folder stays.
        remove_empty(made)


def _remove_unsigned(lock: Path) -> None:
    """Remove a lock that says of nobody that he holds it: whoever made it died at once."""
    with suppress(OSError):
        known = lock.stat()
        if known.st_size == 0 and time.time() - known.st_mtime > _UNSIGNED_S:
            lock.unlink()


def release_abandoned(folder: Path) -> None:
    """Remove the locks in *folder* of processes of this machine that are no more."""
    with suppress(OSError):
        locks = [path for path in folder.iterdir() if path.suffix == ".lock"]
        for lock in locks:
            # Who gets its turn at once takes a dead one over, and leaves none.
            with suppress(WriteError), locked(lock.with_suffix(""), wait_s=0):
                pass


def _busy(lock: Path) -> Fault:
    cure = "请稍后再试；确知没有人在写的，是别的机器中断时留下的，请删去这个文件。"
    return Fault(str(lock), found="别的程序正在写它旁边的文件", cure=cure)

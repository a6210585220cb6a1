"""One reviewer at a time: a file beside the decisions, which only one process can make."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from kit.errors import Fault, ParameterError

#: How long to wait for another reviewer's decision to be written, and how often to look.
_WAIT_S, _LOOK_S = 10.0, 0.01


@contextmanager
def locked(path: Path, *, wait_s: float = _WAIT_S) -> Iterator[None]:
    """Keep every other process from changing *path*, on this machine and on those that share it.

    Making a file that must not be there yet is one step on file shares too, where
    locks of the operating system do not reach other machines for certain.

    Raises
    ------
    ParameterError
        If another process keeps it longer than *wait_s*, or was stopped while it did.
    """
    lock = path.with_name(f"{path.name}.lock")
    _take(lock, until=monotonic() + wait_s)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _take(lock: Path, *, until: float) -> None:
    while True:
        try:
            lock.touch(exist_ok=False)
        except FileExistsError:
            if monotonic() >= until:
                raise ParameterError(_busy(lock)) from None
            sleep(_LOOK_S)
        else:
            return


def _busy(lock: Path) -> Fault:
    cure = "请稍后再签署；确知没有人在签署的，是上次签署中断留下的，请删去这个文件。"
    return Fault(str(lock), found="有别人正在签署", cure=cure)

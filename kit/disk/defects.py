"""An exception nobody expected, as an error of the kit: only what is a defect is called one."""

from __future__ import annotations

import errno
import os
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kit.disk.reasons import cannot_write, is_of_machine
from kit.errors import Fault, KitError, NotebookError, ParameterError, SourceError

Given = TypeVar("Given")
#: What the system says when it has no room for another process or thread.
_SHORTAGES = {errno.EAGAIN, errno.ENOMEM}
_REPORT = "这是软件的缺陷，请反馈"


def as_kit_error(error: BaseException, *, where: str) -> KitError:
    """Return *error* as one of the kit's own.

    What the machine lacks (a disk that is full, a permission, memory) is said as
    such. Anything else is a defect; its trace goes to a file that the message names,
    never to a terminal.
    """
    if isinstance(error, KitError):
        return error
    if isinstance(error, OSError) and (of_file := _of_file(error, where=where)):
        return of_file
    if _is_shortage(error):
        cure = "请关闭别的程序，或请管理员放宽进程数的限额（ulimit -u），再运行一次。"
        return NotebookError(Fault(where, "足够的内存和进程", "内存或进程数不足", cure))
    if isinstance(error, MemoryError):
        cure = "请关闭别的程序，或检查来源文件是否过大。"
        return NotebookError(Fault(where, "足够的内存", "内存不足", cure))
    return KitError(Fault(where, "", f"内部错误 {type(error).__name__}", _cure(error)))


def attempted(function: Callable[[], Given], *, where: str = "") -> Given | KitError:
    """Return what *function* gives, or whatever it raised as an error of the kit.

    For what must not take others along: one report of many. A wish to leave is no error.
    """
    try:
        return function()
    except (SystemExit, KeyboardInterrupt, GeneratorExit):
        raise
    # Libraries in Rust raise what is no Exception.
    except BaseException as error:  # noqa: BLE001 - the one place where a call becomes a result
        return as_kit_error(error, where=where)


def _of_file(error: OSError, *, where: str) -> KitError | None:
    """Return an error of one file as the kit's own; ``None`` when it is of none."""
    name = str(error.filename or where)
    if error.errno == errno.ENAMETOOLONG:
        wanted, cure = "系统容得下的文件名和路径", "请改用短一些的名称或路径。"
        return ParameterError(Fault(name, wanted, "过长", cure))
    if isinstance(error, PermissionError) and _is_closed(Path(name)):
        cure = "请核对这个文件和它所在文件夹的权限，再运行一次。"
        return SourceError(Fault(name, "可以读的文件", "读不了（没有权限）", cure))
    if is_of_machine(error):
        return cannot_write(name, error)
    if isinstance(error, FileNotFoundError) and error.filename:
        cure = "它在运行中被移走或改名了，请放回后再运行一次。"
        return SourceError(Fault(name, "一个文件", "没有", cure))
    return None


def _is_closed(path: Path) -> bool:
    """Whether *path* cannot even be looked at: nobody was about to write it."""
    nearest = next((each for each in path.parents if os.path.lexists(each)), path.parent)
    if not os.access(nearest, os.X_OK):
        return True
    return os.path.lexists(path) and not os.access(path, os.R_OK | os.X_OK * path.is_dir())


def _is_shortage(error: BaseException) -> bool:
    """Whether the system had no room for another process, or Python none for a thread."""
    if isinstance(error, OSError):
        return error.errno in _SHORTAGES
    return isinstance(error, RuntimeError) and "start new thread" in str(error)


def _cure(error: BaseException) -> str:
    place = _write_trace(error)
    return f"{_REPORT}；详情已写入 {place}。" if place else f"{_REPORT}。"


def _write_trace(error: BaseException) -> Path | None:
    """Write the trace to a file only this user can read; nowhere if that cannot be."""
    text = "".join(traceback.format_exception(error))
    try:
        handle, name = tempfile.mkstemp(prefix="kit-defect-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return None
    return Path(name)

"""Reading a file whose kind and size are known to be such as can be read."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from kit.errors import Fault, KitError, SourceError

#: Longest text or parameters that are read, in bytes: no report has a hundredth of it.
MAX_TEXT_BYTES = 5_000_000
#: Longest file that is hashed, in bytes; those that are read have closer limits.
_MAX_HASHED_BYTES = 300_000_000
#: Opening a pipe without the second would wait for somebody who writes into it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_file(
    path: Path, *, limit_bytes: int = MAX_TEXT_BYTES, error: type[KitError] = SourceError
) -> bytes:
    """Return what *path* holds, if it is an ordinary file within the limit.

    Parameters
    ----------
    limit_bytes
        The most it may hold; a file that grows meanwhile is cut off there and refused.
    error
        The family of the error.

    Raises
    ------
    KitError
        Of the family: if there is none, it is a folder, a pipe or a device, it is too
        large, or it may not be read.
    """
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as problem:
        raise error(_unopened(path, problem)) from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise error(_no_file(path, is_folder=stat.S_ISDIR(found.st_mode)))
        if found.st_size > limit_bytes:
            raise error(_too_large(path, found.st_size, limit_bytes=limit_bytes))
        with os.fdopen(handle, "rb", closefd=False) as file:
            # As much as there is: asked for more, Python would set the memory aside.
            content = file.read(found.st_size + 1)
            if len(content) > found.st_size:
                content += file.read(limit_bytes + 1 - len(content))
    except OSError as problem:
        raise error(_unopened(path, problem)) from None
    finally:
        os.close(handle)
    if len(content) > limit_bytes:
        raise error(_too_large(path, len(content), limit_bytes=limit_bytes))
    return content


def file_sha256(path: Path, *, error: type[KitError] = SourceError) -> str:
    """Return the hexadecimal sha256 of an ordinary file.

    Raises
    ------
    KitError
        As :func:`read_file`.
    """
    return hashlib.sha256(read_file(path, limit_bytes=_MAX_HASHED_BYTES, error=error)).hexdigest()


def _no_file(path: Path, *, is_folder: bool) -> Fault:
    found = "文件夹" if is_folder else "管道或设备"
    return Fault(path.name, "一个文件", found, "请指明普通的文件。")


def _too_large(path: Path, size: int, *, limit_bytes: int) -> Fault:
    cure = "请核对是否放错了文件。"
    limit, found = _said(limit_bytes), _said(size)
    return Fault(path.name, f"不超过 {limit}", found if found != limit else f"{size} 字节", cure)


def _said(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:.0f} MB" if size_bytes >= 1_000_000 else f"{size_bytes} 字节"  # noqa: PLR2004 - a megabyte


def _unopened(path: Path, problem: OSError | ValueError) -> Fault:
    match problem:
        case FileNotFoundError() | NotADirectoryError():
            return Fault(path.name, "文件", "没有这个文件", "请核对文件名和位置。")
        case IsADirectoryError():
            return _no_file(path, is_folder=True)
        case PermissionError():
            if path.is_dir():
                return _no_file(path, is_folder=True)
            cure = "请核对读的权限；正在 Excel 或 WPS 中打开的，关闭后再运行。"
            return Fault(path.name, "可以读的文件", "读不了：没有权限，或被别的程序占用", cure)
        case ValueError():
            return Fault(repr(str(path))[:80], "文件名", "含有不能用于文件名的字符", "请改名。")
        case _:
            cure = "请核对文件名、磁盘和网络盘的连接。"
            return Fault(path.name[:80], "可以打开的文件", "打不开", cure)

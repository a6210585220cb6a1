"""What keeps a file from being written, in the words of whoever has to mend it."""

from __future__ import annotations

import errno
from pathlib import Path

from kit.errors import Fault, WriteError

_FULL = ("磁盘已满", "请清理出空间再运行一次；原有的文件没有改动。")
_DENIED = (
    "写不进去（没有权限，或正被别的程序打开）",
    "请关闭打开它的 Excel、WPS 或阅读器，并核对文件夹的权限，再运行一次。",
)
_IN_THE_WAY = (
    "路径上有同名的文件占了文件夹的位置，或同名的文件夹占了文件的位置",
    "请移走它或另选地方，再运行一次。",
)
_GONE = (
    "文件或文件夹不在了，可能被别的程序移走或删除",
    "请核对路径和临时文件夹（TMPDIR），再运行一次。",
)
_UNREACHABLE = ("磁盘读写出错", "请检查磁盘或网络盘的连接，再运行一次。")
#: What was found and the cure, by the number of the system's error.
_REASONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("磁盘配额已用完", _FULL[1]),
    errno.EFBIG: ("文件大小超过系统限额", "请请管理员放宽限额（ulimit -f），再运行一次。"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EBUSY: _DENIED,
    errno.ETXTBSY: _DENIED,
    errno.EROFS: ("只读的磁盘", "请另选可以写的地方（--outputs 或 --params），再运行一次。"),
    errno.ENOENT: _GONE,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.ENOTEMPTY: _IN_THE_WAY,
    errno.ELOOP: ("互相指来指去的链接", "请改用真实的文件夹。"),
    errno.ENAMETOOLONG: ("文件名或路径过长", "请改用短一些的名称或路径。"),
    errno.EMFILE: ("打开的文件过多", "请关闭别的程序，或用 --jobs 减少同时生成的份数。"),
    errno.ENFILE: ("打开的文件过多", "请关闭别的程序，或用 --jobs 减少同时生成的份数。"),
    errno.EIO: _UNREACHABLE,
    errno.ESTALE: _UNREACHABLE,
    errno.ETIMEDOUT: _UNREACHABLE,
    errno.ENODEV: _UNREACHABLE,
    errno.ENXIO: _UNREACHABLE,
}


def cannot_write(path: Path | str, problem: OSError) -> WriteError:
    """Return the error that says why *path* cannot be written, and what to do about it."""
    name = errno.errorcode.get(problem.errno or 0, type(problem).__name__)
    unknown = (f"系统报告 {name}", "请核对磁盘和权限，再运行一次。")
    found, cure = _REASONS.get(problem.errno or 0, unknown)
    return WriteError(Fault(str(path), "可以写入", found, cure))


def is_of_machine(problem: OSError) -> bool:
    """Whether an error is the machine's: its disk, its permissions, its other programs."""
    return problem.errno in _REASONS or isinstance(problem, PermissionError)

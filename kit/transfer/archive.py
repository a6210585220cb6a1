"""The archive of a filing: one way to write it, and nothing else is read.

Files are stored without compression, in one order, with one time and mode: the same
filing gives the same bytes on every machine, and nothing in it unpacks to more than it
takes. What is read has to be, to the byte, what writing it again would give: no
remark, no link, no hidden or doubled file has a place in that.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from kit.errors import Fault, SourceError
from kit.source.zip_parts import MAGIC, read_parts, unpack
from kit.transfer.model import MANIFEST
from kit.transfer.names import name_faults

#: Far above what workbooks, texts and decisions of five years take.
MAX_ARCHIVE_BYTES, MAX_FILE_BYTES, MAX_FILES = 100_000_000, 50_000_000, 600
#: The end of a zip: mark, this disk, first disk, files here, files, size, place, remark's length.
_END = struct.Struct("<4s4H2LH")
_END_MARK, _ZIP64_MARK = b"PK\x05\x06", b"PK\x06\x07"
#: What stands before the end when sizes beyond 4 GB do.
_ZIP64_BYTES = 20
#: The longest entry of the directory of an archive of ours.
_ENTRY_BYTES = 46 + 200
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE = 3, stat.S_IFREG | 0o644
_ENCRYPTED = 1
#: So many faults of one archive are named.
_NAMED = 20
_CURE = "这不是 kit pack 写出的原样，没有收；请向填报单位重新要一份，不要解开再压缩。"


def archive_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of *files*, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, date_time=_TIME)
            info.create_system, info.external_attr = _UNIX, _MODE << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def read_archive(content: bytes, *, where: str) -> dict[str, bytes]:
    """Return the files of an archive, nothing of which is anything but what was packed.

    Parameters
    ----------
    where
        What the archive is called, for messages.

    Raises
    ------
    SourceError
        If it is too large, damaged, or not to the byte as it would be written.
    """
    _refuse_end(content, where=where)
    path = Path(where)
    try:
        parts = read_parts(content, path=path)
        _refuse_parts(parts, where=where)
        files = {p.filename: b"".join(unpack(p, content=content, path=path)) for p in parts}
    except SourceError as error:
        raise SourceError(*(_reworded(fault, where=where) for fault in error.faults)) from None
    if archive_bytes(files) != content:
        raise _unlike(where, "夹带了别的内容，或写法不同")
    return files


def _refuse_end(content: bytes, *, where: str) -> None:
    """Judge how many files there are and where their directory is, before any reader does."""
    if not content.startswith(MAGIC):
        raise _unlike(where, "不是压缩包，或前面有别的内容")
    if len(content) > MAX_ARCHIVE_BYTES:
        wanted = f"不超过 {MAX_ARCHIVE_BYTES // 1_000_000} MB 的报送包"
        raise SourceError(Fault(where, wanted, "更大的文件", _CURE))
    end = content[-_END.size :]
    if len(end) < _END.size or not end.startswith(_END_MARK):
        raise _unlike(where, "没有存完，或末尾有附注、别的内容")
    _, disk, first, here, files, size, start, remark = _END.unpack(end)
    if content[-_END.size - _ZIP64_BYTES :].startswith(_ZIP64_MARK) or start == 0xFFFFFFFF:  # noqa: PLR2004 - zip64
        raise _unlike(where, "超大压缩包（zip64）的写法")
    if disk or first or here != files or remark:
        raise _unlike(where, "分卷，或带附注")
    if files > MAX_FILES or size > MAX_FILES * _ENTRY_BYTES:
        raise SourceError(Fault(where, f"至多 {MAX_FILES} 个文件", "更多", _CURE))
    if start + size + _END.size != len(content):
        raise _unlike(where, "目录之外还有别的内容")


def _refuse_parts(parts: list[zipfile.ZipInfo], *, where: str) -> None:
    names = [part.orig_filename for part in parts]
    if MANIFEST not in names:
        raise SourceError(Fault(f"{where} {MANIFEST}", "报送包的清单", "没有清单", _CURE))
    faults = [*_part_faults(parts, where=where), *name_faults(names, where=where)]
    if faults:
        raise SourceError(*faults[:_NAMED])


def _part_faults(parts: list[zipfile.ZipInfo], *, where: str) -> Iterator[Fault]:
    """Yield each thing that parts are and may not be, with the first that is."""
    found: dict[str, list[str]] = {}
    for part in parts:
        found.setdefault(_found(part), []).append(part.filename[:80])
    for what, names in found.items():
        if what:
            more = f" 等 {len(names)} 个" if len(names) > 1 else ""
            yield Fault(f"{where} {names[0]}{more}", "包内的普通文件", what, _CURE)


def _found(part: zipfile.ZipInfo) -> str:
    """Say what a part is that has no place in an archive of ours; empty when it has one."""
    mode = part.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "链接"
    if mode and not stat.S_ISREG(mode):
        return "设备、管道或文件夹"
    if part.flag_bits & _ENCRYPTED:
        return "加密的文件"
    if part.compress_type != zipfile.ZIP_STORED:
        return "压缩过的文件，可能是压缩炸弹"
    if max(part.file_size, part.compress_size) > MAX_FILE_BYTES:
        return f"超过 {MAX_FILE_BYTES // 1_000_000} MB 的文件"
    return ""


def _reworded(fault: Fault, *, where: str) -> Fault:
    """Say of an archive what is said of broken workbooks otherwise."""
    if fault.cure == _CURE or fault.where != where:
        return fault
    return Fault(where, "完好的报送包", fault.found, _CURE)


def _unlike(where: str, found: str) -> SourceError:
    return SourceError(Fault(where, "kit pack 写出的报送包", found, _CURE))

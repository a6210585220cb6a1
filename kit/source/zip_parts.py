"""The parts of a zip file, each unpacked in pieces and held against what the file says of it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from kit.errors import SourceError
from kit.source.refusals import broken, locked

MAGIC = b"PK\x03\x04"
_PIECE_BYTES = 1 << 16
#: A larger part that is refused anyway is not unpacked again to see whether it is damaged.
_JUDGED_BYTES = 20_000_000
_ENCRYPTED_FLAG, _SIZES_FOLLOW_FLAG = 1, 1 << 3
#: What precedes a part: signature, version, flags, method, time, date, sum, two sizes, two lengths.
_HEADER = struct.Struct("<4sHHHHHIIIHH")
#: A size that stands in a field of its own, as of parts beyond 4 GB.
_ELSEWHERE = 0xFFFFFFFF


def read_parts(content: bytes, *, path: Path) -> list[zipfile.ZipInfo]:
    """Return the parts that the directory of a zip names, if it names each once and truly.

    Programs that meet two parts of one name, or a part that its own header calls
    otherwise, read this or that: no figure can be told from them.

    Raises
    ------
    SourceError
        If the directory is broken or the parts contradict it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts, end = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        raise SourceError(broken(path, "压缩结构不完整")) from None
    names = [part.filename.replace("\\", "/").lower() for part in parts]
    if len(set(names)) < len(names):
        raise SourceError(broken(path, "有同名的部件"))
    at = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        # What stands before the first part would be another file.
        if part.header_offset < at or (part.header_offset > 0 and not at):
            raise SourceError(broken(path, f"部件 {_spoken(part)} 与别的内容重叠"))
        at = _start(part, content=content, path=path) + part.compress_size
        if at > end:
            raise SourceError(broken(path, f"部件 {_spoken(part)} 与别的内容重叠"))
    return parts


def unpack(part: zipfile.ZipInfo, *, content: bytes, path: Path) -> Iterator[bytes]:
    """Unpack one part in small pieces; at its end see that it is what its checksum says.

    ``zipfile`` would stop at the size that the part declares; a reader need not.

    Raises
    ------
    SourceError
        If it cannot be unpacked, or its size or its checksum is another.
    """
    if part.flag_bits & _ENCRYPTED_FLAG:
        raise SourceError(locked(path))
    size = checksum = 0
    try:
        for piece in _inflate(part, content=content, path=path):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            yield piece
    except zlib.error:
        raise SourceError(broken(path, f"部件 {_spoken(part)} 无法读出")) from None
    if size != part.file_size:
        raise SourceError(broken(path, f"部件 {_spoken(part)} 大小不符"))
    if checksum != part.CRC:
        raise SourceError(broken(path, f"部件 {_spoken(part)} 与校验和不符"))


def refuse_damage(part: zipfile.ZipInfo, *, content: bytes, path: Path) -> None:
    """Refuse a part whose checksum does not hold, before anything else is said against it.

    Raises
    ------
    SourceError
        If it is damaged, as far as it is no more than it says.
    """
    size = 0
    for piece in unpack(part, content=content, path=path):
        size += len(piece)
        if size > min(part.file_size, _JUDGED_BYTES):
            return


def _spoken(part: zipfile.ZipInfo) -> str:
    return part.filename[:80]


def _start(part: zipfile.ZipInfo, *, content: bytes, path: Path) -> int:
    """Return where the packed bytes of a part begin, its own header found to agree."""
    try:
        magic, _, flags, method, _, _, crc, packed, size, name, extra = _HEADER.unpack_from(
            content, part.header_offset
        )
    except struct.error:
        raise SourceError(broken(path, "压缩结构不完整")) from None
    start = part.header_offset + _HEADER.size
    said = content[start : start + name].decode("utf-8" if flags & 0x800 else "cp437", "replace")
    told = zip((crc, packed, size), (part.CRC, part.compress_size, part.file_size), strict=True)
    is_told = flags & _SIZES_FOLLOW_FLAG or all(a in {b, _ELSEWHERE} for a, b in told)
    if magic != MAGIC or said != part.orig_filename or method != part.compress_type or not is_told:
        raise SourceError(broken(path, f"部件 {_spoken(part)} 与目录不符"))
    return int(start + name + extra)


def _inflate(part: zipfile.ZipInfo, *, content: bytes, path: Path) -> Iterator[bytes]:
    start = _start(part, content=content, path=path)
    packed = content[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise SourceError(broken(path, f"部件 {_spoken(part)} 的压缩方式不支持"))
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _PIECE_BYTES):
        left = packed[at : at + _PIECE_BYTES]
        while left and not machine.eof:
            yield machine.decompress(left, _PIECE_BYTES)
            left = machine.unconsumed_tail
    yield machine.flush()

"""Manifests and receipts, read by their types and held against their schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kit.datafile import read_json
from kit.disk import parse_record, read_record, record_data, record_text
from kit.errors import Fault, SourceError
from kit.export.manifest import sha256
from kit.transfer.model import (
    KIND,
    MANIFEST,
    SCHEMA,
    FilingManifest,
    PackedFile,
    Receipt,
)

_LIMIT_BYTES = 2_000_000
#: So many faults of one archive are named.
_NAMED = 20
_ANEW = "这不是 kit pack 写出的原样，没有收；请向填报单位重新要一份。"


def packed_files(files: Mapping[str, bytes]) -> tuple[PackedFile, ...]:
    """Return what a manifest says of *files*."""
    return tuple(
        PackedFile(name=name, size_bytes=len(content), sha256=sha256(content))
        for name, content in files.items()
    )


def record_bytes(record: FilingManifest | Receipt) -> bytes:
    """Return the bytes that a record is written as."""
    return record_text(record_data(record)).encode()


def read_filing_manifest(files: Mapping[str, bytes], *, where: str) -> FilingManifest:
    """Read the manifest among the *files* of an archive, and see that it names the others.

    Raises
    ------
    SourceError
        If there is none, it is of another kind or of a later version, or a file is not
        as it says.
    """
    said = f"{where} {MANIFEST}"
    content = files.get(MANIFEST, b"")
    data = parse_record(content[:_LIMIT_BYTES], kind=dict[str, Any]) if content else None
    if data is None or data.get("kind") != KIND:
        found = "没有清单" if not content else "读不通的清单" if data is None else "别的文件"
        raise SourceError(Fault(said, "报送包的清单", found, _ANEW))
    if data.get("schema") != SCHEMA:
        cure = "请升级到打包的版本或更新的版本再收。"
        found = f"第 {str(data.get('schema'))[:20]} 版"
        raise SourceError(Fault(said, f"第 {SCHEMA} 版的报送包", found, cure))
    try:
        read_json(content, schema="filing", where=said, error=SourceError)
    except SourceError as error:
        faults = (Fault(f.where, f.wanted, f.found, _ANEW) for f in error.faults)
        raise SourceError(*faults) from None
    manifest = parse_record(content, kind=FilingManifest)
    if manifest is None or record_bytes(manifest) != content:
        raise SourceError(Fault(said, "kit pack 写出的原样", "别的写法", _ANEW))
    wrong = list(_file_faults(manifest, files=files, where=where))
    if wrong:
        raise SourceError(*wrong[:_NAMED])
    return manifest


def _file_faults(
    manifest: FilingManifest, *, files: Mapping[str, bytes], where: str
) -> Iterator[Fault]:
    there = {name: content for name, content in files.items() if name != MANIFEST}
    listed = {file.name: file for file in manifest.files}
    for name in there.keys() - listed.keys():
        yield Fault(f"{where} {name}", "清单列出的文件", "清单里没有的文件", _ANEW)
    for name, file in listed.items():
        if name not in there:
            yield Fault(f"{where} {name}", "清单列出的文件", "没有", _ANEW)
        elif (len(there[name]), sha256(there[name])) != (file.size_bytes, file.sha256):
            yield Fault(f"{where} {name}", "清单所记的内容", "被改动过的内容", _ANEW)
    if there.keys() == listed.keys() and [*there] != [file.name for file in manifest.files]:
        yield Fault(f"{where} {MANIFEST}", "按次序列出的文件", "次序不同或重复", _ANEW)


def former_receipt(path: Path) -> Receipt | None:
    """Return the receipt at *path*; ``None`` if there is none that can be read."""
    return read_record(path, kind=Receipt)

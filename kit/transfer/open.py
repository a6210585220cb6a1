"""An archive opened: everything it says is held against what it is, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from kit.disk import attempted
from kit.errors import Fault, FormError, KitError, ParameterError, SourceError
from kit.export.manifest import sha256
from kit.report.filed import read_filed
from kit.report.register import entries_of
from kit.signoff import KeptReport, SignOffs
from kit.source import Filing
from kit.transfer.archive import archive_bytes, read_archive
from kit.transfer.collect import filing_contents
from kit.transfer.look import laid_out, look_at
from kit.transfer.model import ENTRY, MANIFEST, SUFFIX, FilingManifest
from kit.transfer.records import read_filing_manifest
from kit.version import kit_version
from kit.workspace import Workspace, checked_agency_id

_CURE = "这不是 kit pack 写出的原样，没有收；请向填报单位重新要一份。"
_MENDED = "没有收；请由填报单位改好，重新打包。"
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An archive that is what it says.

    Attributes
    ----------
    file, sha256
        Its name and digest.
    files
        By name, its manifest and the entry of the agency among them.
    kept, sign_offs
        What there is to see of its report, and the decisions on it.
    filings
        The figures of its years.
    narrative
        The name of its text among the files.
    notebook
        The name of a notebook of its own, whose code building it would run; empty without.
    is_other_kit
        Whether another version packed it, whose rules may have read it otherwise.
    """

    file: str
    sha256: str
    manifest: FilingManifest
    files: Mapping[str, bytes]
    entry: Mapping[str, Any]
    kept: KeptReport
    sign_offs: SignOffs
    filings: Mapping[int, Filing]
    narrative: str
    notebook: str
    is_other_kit: bool

    @property
    def content(self) -> bytes:
        """The archive, which is to the byte what its files give."""
        return archive_bytes(self.files)

    @property
    def placed(self) -> dict[str, bytes]:
        """The files that have a place in a folder of a year."""
        return {name: content for name, content in self.files.items() if "/" in name}


def open_filing(content: bytes, *, file: str) -> Opened:
    """Open an archive, laid out where nothing else is, and read its report there.

    Raises
    ------
    SourceError
        If it is not to the byte what was packed, its report cannot be read, or that is
        another than the manifest says.
    """
    files = read_archive(content, where=file)
    manifest = read_filing_manifest(files, where=file)
    _refuse_misnamed(manifest, file=file)
    _sourced(lambda: checked_agency_id(manifest.agency), file=file)
    entry = _entry(files, manifest=manifest, file=file)
    return _sourced(
        lambda: _read(content, files=files, manifest=manifest, entry=entry, file=file), file=file
    )


def _sourced(read: Callable[[], Given], *, file: str) -> Given:
    """Return what *read* gives; what is wrong inside an archive is a fault of the archive."""
    try:
        return read()
    except (ParameterError, FormError, SourceError) as error:
        faults = (f if f.where.startswith(file) else _within(f, file=file) for f in error.faults)
        raise SourceError(*faults) from None


def _within(fault: Fault, *, file: str) -> Fault:
    return Fault(f"{file} {fault.where}", fault.wanted, fault.found, _MENDED)


def _refuse_misnamed(manifest: FilingManifest, *, file: str) -> None:
    """Refuse a file that is called after another filing than it holds."""
    stem = file.removesuffix(SUFFIX)
    agency, dash, year = stem.rpartition("-")
    is_named = file.endswith(SUFFIX) and dash and year.isdecimal()
    if is_named and (agency, year) != (manifest.agency, str(manifest.year)):
        found = f"{manifest.year} 年 {manifest.agency} 的报送"
        cure = "请与填报单位核对；确是这一份的，改为它自己的文件名。"
        raise SourceError(Fault(file, f"{year} 年 {agency} 的报送", found, cure))


def _entry(files: Mapping[str, bytes], *, manifest: FilingManifest, file: str) -> Mapping[str, Any]:
    """Return the agency's entry, the only one there is."""
    where = f"{file} {ENTRY}"
    if ENTRY not in files:
        raise SourceError(Fault(where, "机关的登记", "没有", _CURE))
    entries = _sourced(lambda: entries_of(files[ENTRY]), file=file)
    said = {id_: entry["name"] for id_, entry in entries.items()}
    if said != {manifest.agency: manifest.name}:
        found = "、".join(f"{id_} {name}" for id_, name in said.items()) or "没有"
        raise SourceError(Fault(where, f"{manifest.agency} {manifest.name}", found, _CURE))
    entry: Mapping[str, Any] = entries[manifest.agency]
    return entry


def _read(
    content: bytes,
    *,
    files: Mapping[str, bytes],
    manifest: FilingManifest,
    entry: Mapping[str, Any],
    file: str,
) -> Opened:
    agency, is_other = manifest.agency, manifest.kit != kit_version()
    with laid_out(files, agency=agency, entry=entry) as workspace:
        look = look_at(workspace, year=manifest.year, agency=agency)
        _refuse_unneeded(workspace, files=files, manifest=manifest, file=file)
        if look.digest != manifest.report and not is_other:
            found = f"读出的是 {look.digest[:12]}"
            raise SourceError(Fault(file, f"清单所记的报告 {manifest.report[:12]}", found, _CURE))
        named = look.report.parameters.notebook
        narrative = look.report.parameters.narrative
        return Opened(
            file=file,
            sha256=sha256(content),
            manifest=manifest,
            files=files,
            entry=entry,
            kept=look.kept,
            sign_offs=look.sign_offs,
            filings=filings_of(workspace, files=files, agency=agency),
            narrative=f"{manifest.year:04d}/{narrative}",
            notebook=named if f"{manifest.year:04d}/{named}" in files else "",
            is_other_kit=is_other,
        )


def _refuse_unneeded(
    workspace: Workspace, *, files: Mapping[str, bytes], manifest: FilingManifest, file: str
) -> None:
    """Refuse files that the report does not rest on: packing it again would not pack them."""
    again = filing_contents(workspace, year=manifest.year, agency=manifest.agency)
    for name, content in files.items():
        if name != MANIFEST and name not in again:
            raise SourceError(Fault(f"{file} {name}", "报告用到的文件", "用不到的文件", _CURE))
        is_same_kit = manifest.kit == kit_version()
        if is_same_kit and name not in {MANIFEST, ENTRY} and again[name] != content:
            raise SourceError(Fault(f"{file} {name}", "kit pack 写出的原样", "别的写法", _CURE))


def filings_of(
    workspace: Workspace, *, files: Mapping[str, bytes], agency: str
) -> dict[int, Filing]:
    """Return the figures of the years that *files* are of, those that can be read."""
    years = sorted({int(name[:4]) for name in files if "/" in name})
    read = {
        year: attempted(lambda y=year: read_filed(workspace, year=y, agency=agency))  # type: ignore[misc]
        for year in years
    }
    return {year: got for year, got in read.items() if not isinstance(got, KitError)}

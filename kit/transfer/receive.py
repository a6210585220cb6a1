"""Put a filing that came in where it belongs: whole or not at all, nothing lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.disk import locked, read_file, write_together
from kit.errors import Fault, ParameterError
from kit.export.manifest import sha256
from kit.parameters import REPORT
from kit.report.files import SIGN_OFF
from kit.report.register import blank_agencies, entries_of, with_entry
from kit.report.take import ORIGINAL
from kit.transfer.archive import MAX_FILE_BYTES
from kit.transfer.arrival import Arrival, place_of
from kit.transfer.model import RECEIPT, RECEIPT_KIND, SCHEMA, SUFFIX, Receipt
from kit.transfer.records import former_receipt, record_bytes
from kit.workspace import AGENCIES, Workspace

_NAME_DIGITS = 12
_AGAIN = "它在比较之后变过，没有收；请再运行一次。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A filing that is in its place, the receipt for it, and whether anything was written."""

    folder: Path
    receipt: Receipt
    is_written: bool


def put_arrival(
    workspace: Workspace, arrival: Arrival, *, overwrite: bool, with_notebook: bool = False
) -> Received:
    """Write the files of a filing, keep those they replace, and leave a receipt.

    Parameters
    ----------
    overwrite
        Whether what is there and says otherwise is replaced.
    with_notebook
        Whether a notebook of its own is taken: building the report runs its code.

    Raises
    ------
    ParameterError
        If something there would be replaced and *overwrite* is not wanted, it changed
        since it was compared, or a notebook comes that is not wanted.
    WriteError
        If a file cannot be written; then all are as they were.
    """
    manifest = arrival.opened.manifest
    if arrival.outcome == "differs" and not overwrite:
        where = f"params/{manifest.year}/{manifest.agency}"
        cure = f"看过上面的不同，确要替换请加 --overwrite；原有的会留在 {ORIGINAL}/ 里。"
        raise ParameterError(Fault(where, "与收到的相同", "不同的内容", cure))
    if arrival.has_new_notebook and not with_notebook:
        name = arrival.opened.notebook
        cure = f"请先取出 {name} 看过其中的代码；可以运行的，加 --with-notebook 再收。"
        raise ParameterError(Fault(arrival.opened.file, "没有代码的报送", f"笔记本 {name}", cure))
    folder = workspace.inputs(manifest.year, manifest.agency)
    with ExitStack() as stack:
        for path in (workspace.params / AGENCIES, folder / REPORT, folder / SIGN_OFF):
            stack.enter_context(locked(path))
        return _put(workspace, arrival=arrival, folder=folder)


def _put(workspace: Workspace, *, arrival: Arrival, folder: Path) -> Received:
    opened = arrival.opened
    former = dict(_former(workspace, arrival=arrival))
    kept_in = f"{ORIGINAL}/replaced-{_joined(former)[:_NAME_DIGITS]}" if former else ""
    receipt = _receipt(arrival, former=kept_in)
    before = former_receipt(folder / RECEIPT)
    if before and before.sha256 == receipt.sha256 and _stands(workspace, arrival=arrival):
        return Received(folder=folder, receipt=before, is_written=False)
    manifest = opened.manifest
    came = f"{manifest.agency}-{manifest.year}.{opened.sha256[:_NAME_DIGITS]}{SUFFIX}"
    contents = dict(_register(workspace, arrival=arrival))
    contents |= {folder / kept_in / name: content for name, content in former.items()}
    contents[folder / ORIGINAL / came] = opened.content
    for name, content in opened.placed.items():
        if name not in arrival.left:
            contents[place_of(workspace, name=name, agency=manifest.agency)] = content
    # What is there vouches for the others: it comes last.
    contents[folder / RECEIPT] = record_bytes(receipt)
    write_together(contents)
    return Received(folder=folder, receipt=receipt, is_written=True)


def _stands(workspace: Workspace, *, arrival: Arrival) -> bool:
    """Whether all of a filing is in its place by now, its agency entered too."""
    agency = arrival.opened.manifest.agency
    for name, content in arrival.opened.placed.items():
        path = place_of(workspace, name=name, agency=agency)
        is_there = path.is_file() and read_file(path, limit_bytes=MAX_FILE_BYTES) == content
        if not (is_there or name in arrival.left):
            return False
    return arrival.entry is None or agency in _entered(workspace)


def _entered(workspace: Workspace) -> Mapping[str, Any]:
    """Return the entries of the register; none without one."""
    register = workspace.params / AGENCIES
    return entries_of(read_file(register, error=ParameterError)) if register.is_file() else {}


def _former(workspace: Workspace, *, arrival: Arrival) -> Iterator[tuple[str, bytes]]:
    """Yield the files that are replaced, as they were when they were compared.

    Raises
    ------
    ParameterError
        If somebody changed one since, or put one where there was none.
    """
    agency = arrival.opened.manifest.agency
    for name, content in arrival.opened.placed.items():
        path = place_of(workspace, name=name, agency=agency)
        was = read_file(path, limit_bytes=MAX_FILE_BYTES) if path.exists() else None
        wanted = arrival.changed.get(name)
        if name in arrival.left or was == content or (was is None and wanted is None):
            continue
        if was is None or sha256(was) != wanted:
            raise ParameterError(Fault(str(path), "比较时的内容", "别的内容", _AGAIN))
        yield name, was
    if arrival.entry is not None and agency in _entered(workspace):
        yield AGENCIES, read_file(workspace.params / AGENCIES, error=ParameterError)


def _register(workspace: Workspace, *, arrival: Arrival) -> Iterator[tuple[Path, bytes]]:
    """Yield the register with the agency's entry, and what a register is begun with."""
    if arrival.entry is None:
        return
    path = workspace.params / AGENCIES
    before = read_file(path, error=ParameterError) if path.is_file() else None
    for name, content in blank_agencies().items():
        if not (workspace.params / name).is_file():
            yield workspace.params / name, content
    agency = arrival.opened.manifest.agency
    yield path, with_entry(before, agency=agency, entry=arrival.entry)


def _receipt(arrival: Arrival, *, former: str) -> Receipt:
    opened, manifest = arrival.opened, arrival.opened.manifest
    return Receipt(
        kind=RECEIPT_KIND,
        schema=SCHEMA,
        file=opened.file,
        sha256=opened.sha256,
        kit=manifest.kit,
        year=manifest.year,
        agency=manifest.agency,
        name=manifest.name,
        report=manifest.report,
        files=manifest.files,
        differed=arrival.differences,
        former=former,
    )


def _joined(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{sha256(content)}\0".encode())
    return digest.hexdigest()

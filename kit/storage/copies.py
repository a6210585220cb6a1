"""Temporary copies of a workspace that is kept at an address."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kit.disk import is_leftover, overlap, read_record, temporary_folder, temporary_name
from kit.errors import ExportError, Fault, ParameterError, SourceError
from kit.storage import objects
from kit.workspace import (
    AGENCIES,
    HISTORY_YEARS,
    NOTEBOOK,
    Workspace,
    checked_agency_id,
    find_workspace,
    is_address,
)

#: What was imported, as it came, is no input of a report.
_NO_INPUT = "original"
#: Names the parts of a roll-up.
_ROLLUP = "rollup.json"
_READ, _WRITTEN = "可以读的地址", "可以读写的地址"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What is to be known of one part of a roll-up."""

    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Added:
    """What is to be known of ``rollup.json`` before its parts are there."""

    members: tuple[_Part, ...]


@contextmanager
def open_workspace(*, params: str | None, outputs: str | None, year: int) -> Iterator[Workspace]:
    """Open the workspace that is named; of one kept at an address, a copy of its outline.

    The outline of a year is the agencies, the notebook, and an empty folder for
    each report. Folders of this machine are taken as they are.

    Raises
    ------
    ParameterError
        If the workspace is not to be found.
    SourceError, ExportError
        If the address of the parameters, or of the outputs, is not to be reached.
    """
    named = params or os.environ.get("KIT_PARAMS") or ""
    written = outputs or os.environ.get("KIT_OUTPUTS") or ""
    if not (is_address(named) or is_address(written)):
        yield find_workspace(params=params, outputs=outputs)
        return
    named, written = (
        objects.checked_address(place, where=option) if is_address(place) else place
        for option, place in (("--params", named), ("--outputs", written))
    )
    with temporary_folder() as folder:
        workspace = _outlined(named, written, folder=folder)
        _fetch_outline(workspace, year=year)
        yield workspace


def copied(workspace: Workspace, folder: Path) -> Workspace:
    """Return a workspace in *folder*, still empty, for what *workspace* keeps at addresses."""
    return Workspace(
        params=folder / "params" if workspace.params_address else workspace.params,
        outputs=folder / "outputs" if workspace.outputs_address else workspace.outputs,
    )


def fetch_inputs(workspace: Workspace, *, into: Workspace, year: int, agency: str) -> None:
    """Fetch all that one report is read from: its folder, earlier years', agencies, notebook.

    Of a roll-up also the folders of its parts, to tell whether these have changed.
    Nothing is to do for parameters in a folder of this machine.

    Raises
    ------
    SourceError
        If the address is not to be read.
    """
    address = workspace.params_address
    if not address:
        return
    with objects.told(SourceError, address, wanted=_READ):
        fetch_shared(address, into=into)
        for each in range(year - HISTORY_YEARS, year + 1):
            fetch_folder(address, into=into, year=each, agency=agency)
        for member in _members(into.inputs(year, agency) / _ROLLUP):
            fetch_folder(address, into=into, year=year, agency=member)
    # Without it the message would be that nobody has a report of that year.
    into.inputs(year, agency).parent.mkdir(parents=True, exist_ok=True)


def listed_outputs(workspace: Workspace, folder: Path) -> tuple[str, ...]:
    """List the files of a *folder* of the outputs, if these are kept at an address.

    Raises
    ------
    ExportError
        If the address is not to be read.
    """
    if not workspace.outputs_address:
        return ()
    with _told_outputs(workspace):
        return objects.names(_address(workspace, folder))


def fetch_output(workspace: Workspace, path: Path, *, into: Workspace) -> None:
    """Fetch one file of the outputs, named by its *path* in *workspace*, if it is there.

    Raises
    ------
    ExportError
        If the address is not to be read.
    """
    if not workspace.outputs_address:
        return
    copy = into.outputs / path.relative_to(workspace.outputs)
    with (
        _told_outputs(workspace),
        suppress(FileNotFoundError),
    ):
        objects.fetch(_address(workspace, path), copy)


def send_output(workspace: Workspace, path: Path) -> None:
    """Send one file that was written to the copy of the outputs; one that is gone there goes.

    Raises
    ------
    ExportError
        If the address is not to be written.
    """
    if not workspace.outputs_address:
        return
    with _told_outputs(workspace):
        if path.is_file():
            objects.send(path, _address(workspace, path))
        else:
            objects.remove(_address(workspace, path))


def send_report(
    workspace: Workspace,
    folder: Path,
    *,
    built: Path,
    names: Sequence[str],
    stale: Sequence[str],
) -> None:
    """Send what was *built* for one *folder* of the outputs.

    All of it is there, under names of its own, before the report that stood is touched:
    a connection that is lost leaves that one complete. Stores have no way to replace
    several files at once: while they are put in place, which takes no sending, the
    report is marked as incomplete.

    Parameters
    ----------
    built
        The folder it was built in.
    names
        The files to send; the last marks a report as complete.
    stale
        Files of the report that stood which the new one does not have.

    Raises
    ------
    ExportError
        If the address is not to be written.
    """
    if not workspace.outputs_address:
        return
    address = _address(workspace, folder)
    with _told_outputs(workspace):
        _remove_leftovers(address)
        *others, last = names
        staged = {name: f"{address}/{temporary_name()}" for name in others}
        try:
            for name, there in staged.items():
                objects.send(built / name, there)
            objects.remove(f"{address}/{last}")
            for name, there in staged.items():
                if not objects.move(there, f"{address}/{name}"):
                    objects.send(built / name, f"{address}/{name}")
            for name in stale:
                objects.remove(f"{address}/{name}")
            objects.send(built / last, f"{address}/{last}")
        finally:
            for there in staged.values():
                objects.remove(there)


def _remove_leftovers(address: str) -> None:
    """Remove what runs that are no more left at *address* while sending."""
    for name in objects.names(address):
        there = f"{address}/{name}"
        if name.startswith(".kit-") and is_leftover(name, written_s=objects.written_s(there)):
            objects.remove(there)


def _told_outputs(workspace: Workspace) -> AbstractContextManager[None]:
    """Say what goes wrong at the address of the outputs as an error of the export."""
    return objects.told(ExportError, workspace.outputs_address, wanted=_WRITTEN)


def _outlined(named: str, written: str, *, folder: Path) -> Workspace:
    """Return the workspace in *folder* of which at least one half is kept at an address."""
    params, outputs = folder / "params", folder / "outputs"
    if not is_address(named):
        params = find_workspace(params=named or None, outputs=outputs).params
    written = written or _beside(named, "outputs")
    _refuse_overlap(named or str(params), written)
    return Workspace(
        params=params,
        outputs=outputs if is_address(written) else Path(written).absolute(),
        params_address=named.rstrip("/") if is_address(named) else "",
        outputs_address=written.rstrip("/") if is_address(written) else "",
    )


def _refuse_overlap(params: str, outputs: str) -> None:
    """Refuse outputs at an address that lie over the parameters, or the other way round."""
    with objects.told(SourceError, params, wanted=_READ):
        sources = objects.place(params)
    with objects.told(ExportError, outputs, wanted=_WRITTEN):
        made = objects.place(outputs)
    if objects.overlap(sources, made):
        raise overlap(params, outputs)


def _fetch_outline(workspace: Workspace, *, year: int) -> None:
    params, outputs = workspace.params_address, workspace.outputs_address
    if params:
        with objects.told(SourceError, params, wanted=_READ):
            fetch_shared(params, into=workspace)
            years = objects.folders(params)
            reports = objects.folders(f"{params}/{year:04d}")
        for name in (*years, *(f"{year:04d}/{agency}" for agency in reports)):
            (workspace.params / name).mkdir(parents=True, exist_ok=True)
    if outputs:
        with _told_outputs(workspace):
            # Only to learn, before anything is built, that the place is there.
            objects.names(f"{outputs}/{year:04d}/{AGENCIES}")


def _members(path: Path) -> Iterator[str]:
    """Yield the agencies that a roll-up adds; whether the file is right is told when it is read."""
    rollup = read_record(path, kind=_Added)
    for member in rollup.members if rollup else ():
        with suppress(ParameterError):
            yield checked_agency_id(member.agency)


def fetch_folder(address: str, *, into: Workspace, year: int, agency: str) -> None:
    """Fetch what was filed for one report, but for what was imported as it came."""
    there = f"{address}/{year:04d}/{agency}"
    objects.fetch_folder(there, into.inputs(year, agency), without=_NO_INPUT)


def fetch_shared(address: str, *, into: Workspace) -> None:
    """Fetch what all reports share: the agencies, and the workspace's notebook if it has one."""
    objects.fetch_shared(f"{address}/{AGENCIES}", into.params / AGENCIES)
    with suppress(ParameterError, FileNotFoundError):
        notebook = into.params.parent / "notebooks" / NOTEBOOK
        objects.fetch_shared(_beside(address, f"notebooks/{NOTEBOOK}"), notebook)


def _beside(address: str, name: str) -> str:
    """Return the address of what stands beside *address*."""
    above = address.rstrip("/").rpartition("/")[0]
    if above.endswith("/"):
        cure = "请用 --outputs 指明输出的地址。"
        raise ParameterError(Fault("--params", f"旁边可以放 {name} 的地址", address, cure))
    return f"{above}/{name}"


def _address(workspace: Workspace, path: Path) -> str:
    """Return the address of what stands at *path* in the copy of the outputs."""
    return f"{workspace.outputs_address}/{path.relative_to(workspace.outputs).as_posix()}"

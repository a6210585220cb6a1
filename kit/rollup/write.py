"""Add up the agencies below one, and write what came of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kit.disk import locked, write_atomic, write_together
from kit.errors import Fault, ParameterError, SourceError
from kit.form import Form, form_of_year, load_forms
from kit.parameters import TABLES, read_parameters
from kit.report.begin import begin_report
from kit.report.filed import filing_files, read_filed
from kit.report.parts import ROLLUP, read_parts, rollup_bytes
from kit.report.rollup import Rollup
from kit.rollup.add import add_parts, summed_filing
from kit.rollup.members import Membership
from kit.rollup.read import Part, read_part
from kit.source import Value
from kit.workbook import write_workbook
from kit.workspace import Agency, Workspace

NARRATIVE = "narrative.md"
#: Files that are there only while something is written.
_PASSING = (".lock", ".tmp")
#: Maps a function over agencies in their order; a pool's is quicker.
Run = Callable[[Callable[[Agency], Part], tuple[Agency, ...]], Iterable[Part]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledUp:
    """What came of a roll-up.

    Attributes
    ----------
    before
        The roll-up of the run before; ``None`` at the first.
    path
        The workbook, written with the sums or left as it was filed.
    is_written
        Whether the workbook was written.
    filed
        Where a workbook that was left differs from the sums: by address, what is
        filed and what it should be.
    """

    rollup: Rollup
    before: Rollup | None
    path: Path
    is_written: bool
    filed: dict[str, tuple[Value, Value]]


def roll_up(
    workspace: Workspace,
    *,
    year: int,
    members: Membership,
    overwrite: bool,
    run: Run = map,
) -> RolledUp:
    """Add up *members* for *year*, and write ``rollup.json`` and the workbook of their roll-up.

    A workbook that somebody filled in is compared with the sums and left as it
    is, unless *overwrite*. A report that has no folder yet is begun.

    Raises
    ------
    ParameterError
        If a file would be lost, or the workbook that is named cannot be written.
    SourceError
        If the workbook that was filed cannot be read.
    """
    form, agency = form_of_year(year), members.top.id
    path = workspace.inputs(year, agency) / ROLLUP
    # Told before many are read; decided once the turn has come.
    _read_before(path, overwrite=overwrite)
    parts = tuple(run(partial(read_part, workspace=workspace, year=year), members.parts))
    left_out = [one.id for one in members.left_out]
    rollup = add_parts(parts, form=form, agency=agency, year=year, left_out=left_out)
    with locked(path):
        return _write(
            workspace, rollup=rollup, form=form, name=members.top.name, overwrite=overwrite
        )


def _write(
    workspace: Workspace, *, rollup: Rollup, form: Form, name: str, overwrite: bool
) -> RolledUp:
    """Write the workbook, unless it is somebody's, and ``rollup.json`` with it."""
    year, agency = rollup.year, rollup.agency
    folder = workspace.inputs(year, agency)
    before = _read_before(folder / ROLLUP, overwrite=overwrite)
    _begin(workspace, year=year, agency=agency)
    path = folder / read_parameters(folder).tables
    filing = summed_filing(rollup, form=form)
    content = write_workbook(form, agency_name=name, year=year, filing=filing)
    kept = {content, *_begun(workspace, form=form, agency=agency, year=year)}
    kept |= set(_summed(before, name=name))
    if overwrite or not path.is_file() or _is_ours(path, before=before, kept=kept):
        _refuse_other_kind(path)
        rollup = replace(rollup, workbook=_sha256(content))
        # Whatever ends the process between the two, the next run knows the workbook for ours.
        announced = replace(before or rollup, workbook=rollup.workbook)
        write_atomic(folder / ROLLUP, rollup_bytes(announced))
        # The sums are on the disk before the record says so.
        write_together({path: content, folder / ROLLUP: rollup_bytes(rollup)})
        return RolledUp(rollup=rollup, before=before, path=path, is_written=True, filed={})
    filed = _differences(workspace, rollup=rollup, form=form)
    write_atomic(folder / ROLLUP, rollup_bytes(rollup))
    return RolledUp(rollup=rollup, before=before, path=path, is_written=False, filed=filed)


def _begin(workspace: Workspace, *, year: int, agency: str) -> None:
    """Begin the report unless somebody has; one that was being begun is begun to its end."""
    folder = workspace.inputs(year, agency)
    there = {path.name for path in folder.iterdir() if path.suffix not in _PASSING}
    if there <= {TABLES, NARRATIVE}:
        # A workbook that is not as it begins is somebody's: nothing is put beside it.
        with suppress(ParameterError) if there else nullcontext():
            begin_report(workspace, year=year, agency=agency, since=None, overwrite=False)


def _read_before(path: Path, *, overwrite: bool) -> Rollup | None:
    """Read the roll-up of the run before; a file that is none is only replaced if told."""
    if not os.path.lexists(path):
        return None
    try:
        return read_parts(path)
    except ParameterError as error:
        if overwrite:
            return None
        cure = "确要替换，请加 --overwrite。"
        raise ParameterError(*error.faults, Fault(path.name, "", "没有替换", cure)) from None


def _is_ours(path: Path, *, before: Rollup | None, kept: set[bytes]) -> bool:
    """Whether the kit wrote the workbook and nobody has changed it since."""
    content = path.read_bytes()
    return content in kept or (before is not None and _sha256(content) == before.workbook)


def _summed(before: Rollup | None, *, name: str) -> Iterator[bytes]:
    """Give the workbook with the sums of the run before."""
    if before:
        form = load_forms()[before.edition]
        filing = summed_filing(before, form=form)
        yield write_workbook(form, agency_name=name, year=before.year, filing=filing)


def _begun(workspace: Workspace, *, form: Form, agency: str, year: int) -> Iterator[bytes]:
    """Give the workbooks as ``kit new`` begins them, without last year's filing and with it."""
    name = workspace.agency(agency).name
    yield write_workbook(form, agency_name=name, year=year)
    try:
        if filing_files(workspace, year=year - 1, agency=agency):
            last = read_filed(workspace, year=year - 1, agency=agency)
            yield write_workbook(form, agency_name=name, year=year, last=last)
    except (ParameterError, SourceError):
        # Last year's report is judged in its own turn.
        return


def _refuse_other_kind(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        cure = "请在 report.yaml 的 sources.tables 改为 .xlsx 文件名。"
        raise ParameterError(Fault(path.name, ".xlsx 工作簿", path.suffix or "没有扩展名", cure))


def _differences(
    workspace: Workspace, *, rollup: Rollup, form: Form
) -> dict[str, tuple[Value, Value]]:
    """Return the cells of the workbook filed that are not the sums, where these are known."""
    filing = read_filed(workspace, year=rollup.year, agency=rollup.agency)
    tables = load_forms()[filing.edition].tables
    alike = [table for id_, table in form.tables.items() if table.is_like(tables[id_])]
    sums = {address: rollup.total(address) for table in alike for address in table.cells}
    return {
        address: (filing.value(address), total)
        for address, total in sums.items()
        if total is not None and filing.value(address) != total
    }


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

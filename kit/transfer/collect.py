"""Which files a filing is made of: all that its report rests on, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kit.datafile import yaml_text
from kit.disk import read_file
from kit.errors import ParameterError, SourceError
from kit.export.manifest import sha256
from kit.form import load_forms
from kit.parameters import COUNTED, REPORT, Parameters, read_parameters
from kit.report import COPIED, copied_bytes, read_kept_copy
from kit.report.counted import count_ledger
from kit.report.counted_record import counted_bytes
from kit.report.filed import ledger_files, read_filed
from kit.report.files import (
    KEPT,
    SIGN_OFF,
    earlier_years,
    report_notebook,
    report_parameters,
)
from kit.report.parts import ROLLUP, member_digest, read_rollup
from kit.report.receipts import RECEIPTS, MemberReceipt, read_receipts, receipts_bytes
from kit.report.register import entries_of
from kit.signoff import kept_name, read_sign_offs
from kit.transfer.archive import MAX_FILE_BYTES
from kit.transfer.model import ENTRY, RECEIPT, Receipt
from kit.transfer.records import former_receipt
from kit.workspace import AGENCIES, Workspace

_read = partial(read_file, limit_bytes=MAX_FILE_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """The folder of one year's report and what it says of its files."""

    workspace: Workspace
    year: int
    agency: str
    parameters: Parameters

    @property
    def folder(self) -> Path:
        return self.workspace.inputs(self.year, self.agency)


def filing_contents(workspace: Workspace, *, year: int, agency: str) -> dict[str, bytes]:
    """Return the files of a filing by their names in an archive, in its order.

    Ledgers are not among them: what they came to is.

    Raises
    ------
    KitError
        If the report, or last year's, cannot be read.
    """
    parameters = report_parameters(workspace, year=year, agency=agency)
    at = partial(_Year, workspace=workspace, agency=agency)
    named = {ENTRY: _entry(workspace, agency=agency)}
    own = dict(_own_files(at(year=year, parameters=parameters)))
    for earlier in earlier_years(workspace, year=year, agency=agency):
        # No rule rests on the years before last: one that cannot be read is none.
        with suppress(ParameterError, SourceError):
            read_filed(workspace, year=earlier, agency=agency)
            before = read_parameters(workspace.inputs(earlier, agency))
            named |= _in(earlier, dict(_figures(at(year=earlier, parameters=before))))
    if workspace.inputs(year - 1, agency).is_dir():
        before = read_parameters(workspace.inputs(year - 1, agency))
        named |= _in(year - 1, dict(_last_files(at(year=year - 1, parameters=before))))
    return {ENTRY: named.pop(ENTRY)} | dict(sorted((named | _in(year, own)).items()))


def _in(year: int, files: dict[str, bytes]) -> dict[str, bytes]:
    return {f"{year:04d}/{name}": content for name, content in files.items()}


def _entry(workspace: Workspace, *, agency: str) -> bytes:
    entries = entries_of(_read(workspace.params / AGENCIES, error=ParameterError))
    return yaml_text({agency: entries[agency]}).encode()


def _figures(at: _Year) -> Iterator[tuple[str, bytes]]:
    """Yield what the figures of a year are read from, ledgers by what they came to."""
    yield from _existing(at.folder, REPORT, at.parameters.tables)
    ledgers = ledger_files(at.folder, parameters=at.parameters)
    if [path.name for path in ledgers] == [COUNTED]:
        yield COUNTED, _read(ledgers[0])
    elif ledgers:
        filing = read_filed(at.workspace, year=at.year, agency=at.agency)
        form = load_forms()[filing.edition]
        ledger = count_ledger(ledgers, form=form, year=at.year, parameters=at.parameters)
        edition = form.edition
        yield COUNTED, counted_bytes(ledger, paths=ledgers, edition=edition, year=at.year)


def _last_files(at: _Year) -> Iterator[tuple[str, bytes]]:
    yield from _figures(at)
    yield from _existing(at.folder, at.parameters.narrative)


def _own_files(at: _Year) -> Iterator[tuple[str, bytes]]:
    yield from _figures(at)
    yield from _existing(at.folder, at.parameters.narrative, SIGN_OFF)
    kept = dict.fromkeys(kept_name(e.saw) for e in read_sign_offs(at.folder).entries if e.saw)
    yield from _existing(at.folder, *(f"{KEPT}/{name}" for name in kept))
    if at.parameters.notebook:
        notebook = report_notebook(at.workspace, year=at.year, agency=at.agency)
        yield at.parameters.notebook, _read(notebook)
    narrative = at.folder / at.parameters.narrative
    copied = read_kept_copy(at.workspace, year=at.year, agency=at.agency, narrative=narrative)
    if copied:
        yield COPIED, copied_bytes(copied)
    yield from _rollup(at)


def _existing(folder: Path, *names: str) -> Iterator[tuple[str, bytes]]:
    for name in names:
        if (folder / name).is_file():
            yield name, _read(folder / name)


def _rollup(at: _Year) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a roll-up, and how each of its members' filings came in."""
    rollup = read_rollup(at.workspace, year=at.year, agency=at.agency)
    if rollup is None:
        return
    yield ROLLUP, _read(at.folder / ROLLUP)
    told = read_receipts(at.folder)
    members = (_member(at, agency=m.agency, name=m.name, told=told) for m in rollup.members)
    yield RECEIPTS, receipts_bytes(members, year=at.year, agency=at.agency)


def _is_as_received(came: Receipt, *, folder: Path) -> bool:
    """Whether nobody has changed the files of a filing since it was received, decisions apart."""
    received = {
        folder / own: file.sha256
        for file in came.files
        for year, _, own in (file.name.partition("/"),)
        if year == f"{came.year:04d}" and own != SIGN_OFF
    }
    return all(path.is_file() and sha256(_read(path)) == was for path, was in received.items())


def _member(at: _Year, *, agency: str, name: str, told: dict[str, MemberReceipt]) -> MemberReceipt:
    """Return how a member's filing came in: here, or where the roll-up was received from."""
    folder = at.workspace.inputs(at.year, agency)
    if agency in told and not folder.is_dir():
        return told[agency]
    figures = member_digest(at.workspace, year=at.year, agency=agency, told=told)
    came = former_receipt(folder / RECEIPT)
    if came is None or not _is_as_received(came, folder=folder):
        return MemberReceipt(agency=agency, name=name, figures=figures)
    return MemberReceipt(
        agency=agency,
        name=name,
        figures=figures,
        file=came.file,
        sha256=came.sha256,
        report=came.report,
    )

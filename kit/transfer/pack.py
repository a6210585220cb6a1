"""Pack a filing: one archive, the same bytes for the same report, from whatever machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.disk import write_atomic
from kit.errors import Fault, ParameterError, SourceError
from kit.parameters import REPORT
from kit.run.shaping import shape_sha256
from kit.transfer.archive import archive_bytes
from kit.transfer.collect import filing_contents
from kit.transfer.look import Look, look_at
from kit.transfer.model import KIND, MANIFEST, SCHEMA, SUFFIX, FilingManifest
from kit.transfer.open import open_filing
from kit.transfer.personal import refuse_personal
from kit.transfer.records import packed_files, record_bytes
from kit.version import kit_version
from kit.workspace import Workspace, shipped_notebook

_MEND = "请照此改正，再打包。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A filing as it travels: the name and the bytes of its archive, and where it stands.

    ``notes`` say what the receiving side will see otherwise.
    """

    file: str
    content: bytes
    manifest: FilingManifest
    look: Look
    notes: tuple[str, ...] = ()


def pack_filing(workspace: Workspace, *, year: int, agency: str) -> Packed:
    """Return the filing of one agency and year as one archive.

    It is opened again as the receiving side will, so that what arrives is what was
    packed.

    Raises
    ------
    KitError
        If the report cannot be read.
    ParameterError
        If personal data or a ledger is in one of its files, or what it rests on cannot
        travel.
    """
    look = look_at(workspace, year=year, agency=agency)
    notes = tuple(_notebook_notes(workspace, look=look))
    contents = filing_contents(workspace, year=year, agency=agency)
    confirmed = look.state.confirmed
    refuse_personal(contents, report=look.report, findings=look.findings, confirmed=confirmed)
    manifest = FilingManifest(
        kind=KIND,
        schema=SCHEMA,
        kit=kit_version(),
        year=year,
        agency=agency,
        name=look.report.agency.name,
        report=look.digest,
        files=packed_files(contents),
    )
    content = archive_bytes({MANIFEST: record_bytes(manifest)} | contents)
    file = f"{agency}-{year:04d}{SUFFIX}"
    try:
        open_filing(content, file=file)
    except SourceError as error:
        faults = (Fault(f.where, f.wanted, f.found, _MEND) for f in error.faults)
        raise ParameterError(*faults) from None
    return Packed(file=file, content=content, manifest=manifest, look=look, notes=notes)


def write_packed(packed: Packed, *, folder: Path) -> Path:
    """Write an archive into *folder*, in the place of an earlier one, and return its file."""
    path = folder / packed.file
    write_atomic(path, packed.content)
    return path


def _notebook_notes(workspace: Workspace, *, look: Look) -> list[str]:
    """Say what becomes of a notebook of the workspace's own that the report does not name.

    Raises
    ------
    ParameterError
        If cells of it are public: the other side would publish something else.
    """
    report = look.report
    used = workspace.notebook()
    if report.parameters.notebook or used == shipped_notebook():
        return []
    cure = f"请在 {REPORT} 写明 notebook: {used.name}，它就随报送一起走。"
    if report.public_cells:
        found = "改过，有要公开的格，而报告没有写明用它"
        raise ParameterError(Fault(f"notebooks/{used.name}", "随报送走的笔记本", found, cure))
    parameters: dict[str, int | str] = {"year": report.year, "agency": report.agency.id}
    shapes = {shape_sha256(path, parameters=parameters) for path in (used, shipped_notebook())}
    said = f"notebooks/{used.name} 改过：收方用他们自己的笔记本生成，审核页可能不同；{cure}"
    return [said] if len(shapes) > 1 else []

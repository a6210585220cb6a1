"""The figures of one part, read in whatever process there is for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from kit.checks import broken_sums
from kit.errors import KitError
from kit.form import load_forms
from kit.report.filed import filing_files, read_filed
from kit.report.parts import part_digest
from kit.report.rollup import Member
from kit.source import Filing, Value
from kit.workbook.formulas import carried_cells
from kit.workspace import Agency, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One member and its values, in the order of its edition's cells; none unless counted."""

    member: Member
    values: tuple[Value, ...] = ()


def read_part(agency: Agency, *, workspace: Workspace, year: int) -> Part:
    """Read what *agency* filed for *year*; what keeps it from being read is said, not raised.

    A workbook as ``kit new`` begins it, with no figure but those carried over
    from last year, is not filed yet.
    """
    named = partial(Member, agency=agency.id, name=agency.name)
    try:
        if not filing_files(workspace, year=year, agency=agency.id):
            return Part(member=named(state="missing"))
        digest = part_digest(workspace, year=year, agency=agency.id)
        filing = read_filed(workspace, year=year, agency=agency.id)
    except KitError as error:
        digest = part_digest(workspace, year=year, agency=agency.id)
        why = "；".join(map(str, error.faults))
        return Part(member=named(state="unreadable", digest=digest, why=why))
    if not _is_begun(filing):
        return Part(member=named(state="missing", digest=digest))
    cells = load_forms()[filing.edition].cells
    broken = broken_sums(filing, agency=agency)
    return Part(
        member=named(
            state="counted",
            digest=digest,
            edition=filing.edition,
            broken=tuple(sorted({finding.rule for finding in broken})),
            doubtful=tuple(sorted({cell for finding in broken for cell in finding.cells})),
        ),
        values=tuple(filing.value(address) for address in cells),
    )


def _is_begun(filing: Filing) -> bool:
    carried = carried_cells(load_forms()[filing.edition])
    own = (figure for address, figure in filing.figures.items() if address not in carried)
    return any(figure.raw or figure.value is not None for figure in own)

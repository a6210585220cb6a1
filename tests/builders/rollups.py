"""Roll-ups: parts from plain figures, and workspaces whose agencies are a tree."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builders.filings import filing_of
from kit.datafile import yaml_text
from kit.form import Form, form_of_year
from kit.report.rollup import Member, Rollup
from kit.rollup import Part, add_parts
from kit.source.values import Raw
from kit.workbook import WORKBOOK, write_workbook
from kit.workspace import AGENCIES, Workspace

YEAR = 2024
#: A county: its own office, two departments, one of which has a unit, a town, and the tax bureau.
COUNTY: Mapping[str, Mapping[str, Any]] = {
    "county": {"name": "某县人民政府", "kind": "government", "scope": "rollup"},
    "office": {"name": "某县人民政府办公室", "kind": "office", "parent": "county"},
    "education": {"name": "某县教育局", "kind": "department", "parent": "county"},
    "school": {"name": "某县教育考试中心", "kind": "department", "parent": "education"},
    "police": {"name": "某县公安局", "kind": "department", "parent": "county"},
    "town": {"name": "某县城关镇人民政府", "kind": "town", "level": "town", "parent": "county"},
    "tax": {"name": "某县税务局", "kind": "department", "parent": "county", "vertical": True},
}
MEMBERS = ("office", "education", "school", "police", "town")


def part_of(form: Form, values: Mapping[str, Raw] | None, *, agency: str, name: str) -> Part:
    """Return the part with *values*, zeros but for these; ``None`` has not filed."""
    if values is None:
        return Part(member=Member(agency=agency, name=name, state="missing"))
    filing = filing_of(form, values)
    edition = form.edition
    member = Member(agency=agency, name=name, state="counted", edition=edition, digest=agency)
    return Part(member=member, values=tuple(filing.value(address) for address in form.cells))


def rollup_of(
    form: Form, parts: Mapping[str, Mapping[str, Raw] | None], *, year: int = YEAR
) -> Rollup:
    """Return the roll-up of *parts* by name, whose figures are zeros but for those given."""
    read = [
        part_of(form, values, agency=f"part-{number}", name=name)
        for number, (name, values) in enumerate(parts.items(), start=1)
    ]
    return add_parts(read, form=form, agency="test-agency", year=year)


def tree_workspace(
    folder: Path, agencies: Mapping[str, Mapping[str, Any]] = COUNTY, *, year: int = YEAR
) -> Workspace:
    """Write a workspace of *agencies* in which nobody has filed for *year* yet."""
    params = folder / "params"
    (params / str(year)).mkdir(parents=True)
    entries = {agency: dict(entry) for agency, entry in agencies.items()}
    (params / AGENCIES).write_text(yaml_text(entries), "utf-8")
    return Workspace(params=params, outputs=folder / "outputs")


def file_report(
    workspace: Workspace,
    agency: str,
    *,
    year: int = YEAR,
    form: Form | None = None,
    **values: Raw,
) -> Path:
    """File a workbook of zeros but for *values*, whose keys have ``__`` for the dots."""
    of = form or form_of_year(year)
    changed = {key.replace("__", "."): value for key, value in values.items()}
    filing = filing_of(of, changed, year=year)
    path = workspace.inputs(year, agency) / WORKBOOK
    path.parent.mkdir(parents=True, exist_ok=True)
    name = workspace.agency(agency).name
    path.write_bytes(write_workbook(of, agency_name=name, year=year, filing=filing))
    return path

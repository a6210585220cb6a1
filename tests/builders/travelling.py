"""Filings that travel: a city's workspace with an approval, a ledger and a roll-up, and parcels."""

from __future__ import annotations

from pathlib import Path

from builders.ledgers import YEAR as LEDGER_YEAR
from builders.ledgers import make_ledger
from builders.rollups import COUNTY, file_report
from builders.spreadsheets import write_book
from builders.workspaces import copied_workspace
from kit.report.begin import begin_report, enter_agency
from kit.report.register import with_entry
from kit.rollup import find_members, roll_up
from kit.signoff import SignOff, add_sign_off, write_kept
from kit.transfer import Arrival, Packed, judge_arrival, look_at, pack_filing, write_packed
from kit.workspace import AGENCIES, Agency, Workspace

#: A report that is approved, one counted from a ledger, and a roll-up, as year and agency.
APPROVED, COUNTED, ADDED = (2024, "suqian"), (LEDGER_YEAR, "ceshi-ju"), (2024, "county")


def city(folder: Path) -> Workspace:
    """Write the workspace of a city: the examples, an agency with a ledger, and a county."""
    workspace = copied_workspace(folder)
    parameters = workspace.inputs(*APPROVED) / "report.yaml"
    parameters.write_text(parameters.read_text("utf-8") + "charts: true\n", "utf-8")
    approve(workspace, *APPROVED)
    keep_ledger(workspace)
    add_county(workspace)
    return workspace


def empty(folder: Path) -> Workspace:
    """Return the workspace of a province that nobody has filed to yet."""
    return Workspace(params=folder / "params", outputs=folder / "outputs")


def approve(workspace: Workspace, year: int, agency: str, **said: str) -> None:
    """Add an approval of the whole report as it is."""
    look = look_at(workspace, year=year, agency=agency)
    folder = workspace.inputs(year, agency)
    saw = write_kept(folder, kept=look.kept)
    facts = {"by": "张三", "date": "2025-01-20"} | said
    entry = SignOff(decision="approve", seen=look.digest, saw=saw, **facts)  # type: ignore[arg-type]
    add_sign_off(folder, entry=entry, year=year, agency=agency)


def keep_ledger(workspace: Workspace, *, size: int = 12) -> None:
    """Give an agency a ledger in the place of a workbook."""
    year, agency = COUNTED
    enter_agency(workspace, Agency(id=agency, name="某某区测试局", kind="department"))
    begin_report(workspace, year=year, agency=agency, since=None, overwrite=False)
    (workspace.inputs(year, agency) / "tables.xlsx").unlink()
    pages = make_ledger(size, seed=7).pages
    write_book(workspace.inputs(year, agency) / "ledger.xlsx", pages)


def add_county(workspace: Workspace) -> None:
    """Enter a county and its agencies, two of which filed, and add these up."""
    year, agency = ADDED
    path = workspace.params / AGENCIES
    for each, entry in COUNTY.items():
        path.write_bytes(with_entry(path.read_bytes(), agency=each, entry=entry))
    for number, each in enumerate(("office", "education", "school", "police", "town"), start=1):
        begin_report(workspace, year=year, agency=each, since=None, overwrite=True)
        file_report(workspace, each, year=year, t3__received__natural_person=number)
    members = find_members(workspace.agencies(), agency=agency)
    roll_up(workspace, year=year, members=members, overwrite=True)


def packed(workspace: Workspace, report: tuple[int, str]) -> Packed:
    """Return a filing packed."""
    return pack_filing(workspace, year=report[0], agency=report[1])


def arrival(parcel: Packed, *, workspace: Workspace, folder: Path) -> Arrival:
    """Return a filing judged where it came in."""
    return judge_arrival(write_packed(parcel, folder=folder), workspace=workspace)

"""A filing on its way up: what is built where it arrives is what is built where it was filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from builders.travelling import ADDED, APPROVED, COUNTED, arrival, city, empty, packed

from kit.export.manifest import MANIFEST
from kit.run import Job, Limits, ProcessExecutor, run_batch
from kit.signoff import STANDING_NAMES
from kit.transfer import Received, look_at, put_arrival
from kit.workspace import Workspace

REPORTS = (APPROVED, COUNTED, ADDED)
FORMATS = ("html", "review", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelled:
    """The same filings in a city and in a province, and what was built of them."""

    city: Workspace
    province: Workspace
    received: Mapping[tuple[int, str], Received]


def build(workspace: Workspace) -> None:
    """Build the reports."""
    jobs = [Job(workspace=workspace, year=y, agency=a, to=FORMATS) for y, a in REPORTS[1:]]
    jobs.append(
        Job(workspace=workspace, year=APPROVED[0], agency=APPROVED[1], to=(*FORMATS, "pdf"))
    )
    with ProcessExecutor(2, limits=Limits()) as executor:
        results = list(run_batch(jobs, executor=executor))
    assert [result.error for result in results] == [None] * len(jobs)


@pytest.fixture(scope="module")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Travelled:
    """Give filings that were packed in one workspace and received in another, built in both."""
    folder = tmp_path_factory.mktemp("travels")
    here, there = city(folder / "city"), empty(folder / "province")
    received = {}
    for report in REPORTS:
        came = arrival(packed(here, report), workspace=there, folder=folder / "sent")
        assert came.outcome == "new"
        received[report] = put_arrival(there, came, overwrite=False)
    build(here)
    build(there)
    return Travelled(city=here, province=there, received=received)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report[1])
def test_the_report_is_the_same_byte_for_byte(
    travelled: Travelled, report: tuple[int, str]
) -> None:
    """Every file of it, whether the figures were filled in, counted from a ledger or added up."""
    here, there = (w.report_folder(*report) for w in (travelled.city, travelled.province))
    names = {path.name for path in here.iterdir()} - {MANIFEST}
    assert {path.name for path in there.iterdir()} - {MANIFEST} == names
    assert [
        name for name in names if (here / name).read_bytes() != (there / name).read_bytes()
    ] == []


def test_what_it_was_made_from_is_told_alike(travelled: Travelled) -> None:
    """Of a report without a ledger even the record of what went in is the same."""
    here, there = (
        w.report_folder(*APPROVED) / MANIFEST for w in (travelled.city, travelled.province)
    )
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report[1])
def test_the_same_decisions_count(travelled: Travelled, report: tuple[int, str]) -> None:
    """An approval where it was filed is one where it arrives, bound to the same digest."""
    looks = [
        look_at(w, year=report[0], agency=report[1]) for w in (travelled.city, travelled.province)
    ]
    assert looks[0].digest == looks[1].digest == travelled.received[report].receipt.report
    states = [STANDING_NAMES[look.state.state.decision] for look in looks]
    assert states == ["通过" if report == APPROVED else "未审"] * 2


def test_no_ledger_travels(travelled: Travelled) -> None:
    """Of the ledger there is what it came to, and nothing of its rows but their numbers."""
    folder = travelled.province.inputs(*COUNTED)
    assert sorted(path.name for path in folder.iterdir()) == [
        "counted.json",
        "narrative.md",
        "original",
        "receipt.json",
        "report.yaml",
    ]

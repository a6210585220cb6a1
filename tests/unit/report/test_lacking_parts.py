"""A report some of whose files are lacking or spoilt: what still counts, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.rollups import YEAR, file_report, tree_workspace

from kit.errors import SourceError
from kit.form import form_of_year
from kit.report import Report, read_report
from kit.report.begin import begin_report
from kit.report.filed import filing_files, read_counted, read_filed
from kit.rollup import find_members, roll_up
from kit.workbook import write_ledger
from kit.workspace import Workspace

RECEIVED = "t3.received.total"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county whose police have filed this year and last, with a text for both."""
    made = tree_workspace(tmp_path)
    for year in (YEAR - 1, YEAR):
        begin_report(made, year=year, agency="police", since=None, overwrite=False)
        file_report(made, "police", year=year, t3__received__total=year)
        narrative = made.inputs(year, "police") / "narrative.md"
        narrative.write_text("## 一、总体情况\n\n新收{{ t3.received.total }}件。\n", "utf-8")
    return made


def police(workspace: Workspace, *, year: int = YEAR) -> Path:
    """Return the folder of the police's report."""
    return workspace.inputs(year, "police")


def read(workspace: Workspace) -> Report:
    """Read the police's report."""
    return read_report(workspace, year=YEAR, agency="police")


def last_words(workspace: Workspace) -> str | None:
    """Return what section one said last year; ``None`` where there is no text."""
    text = read(workspace).last_narrative
    return text.section(1).before if text else None


def test_a_text_that_is_not_there_is_told(workspace: Workspace) -> None:
    """The file that is missing, and how to name another."""
    (police(workspace) / "narrative.md").unlink()
    with pytest.raises(SourceError, match=r"narrative\.md：.*没有这个文件.*sources\.narrative"):
        read(workspace)


def test_last_years_words_have_last_years_figures(workspace: Workspace) -> None:
    """They are what changes are shown against."""
    assert last_words(workspace) == f"新收{YEAR - 1}件。"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", None),
        (b"PK\x03\x04", None),
        (b"\x80\xff\xff", None),
        ("## 一、总体情况\n\n新收{{ t9.none }}件。\n".encode(), "新收{{ t9.none }}件。"),
    ],
    ids=["empty", "document", "encoding", "placeholder"],
)
def test_last_years_text_stops_no_report(
    workspace: Workspace, content: bytes, words: str | None
) -> None:
    """No figure rests on it: what cannot be read is none, what cannot be filled stays as it is."""
    (police(workspace, year=YEAR - 1) / "narrative.md").write_bytes(content)
    assert last_words(workspace) == words


def test_last_years_text_without_its_figures_stays_as_it_is(workspace: Workspace) -> None:
    """Its placeholders are never filled with another year's."""
    (police(workspace, year=YEAR - 1) / "tables.xlsx").unlink()
    assert last_words(workspace) == "新收{{ t3.received.total }}件。"
    assert read(workspace).last is None


@pytest.mark.parametrize("file", ["tables.xlsx", "report.yaml"])
def test_a_spoilt_year_before_last_is_left_out(workspace: Workspace, file: str) -> None:
    """No rule rests on it; the years around it are still looked back on."""
    for year in (YEAR - 3, YEAR - 2):
        file_report(workspace, "police", year=year)
    assert [filing.year for filing in read(workspace).history] == [YEAR - 3, YEAR - 2, YEAR - 1]
    (police(workspace, year=YEAR - 2) / file).write_bytes(b"[]")
    assert [filing.year for filing in read(workspace).history] == [YEAR - 3, YEAR - 1]


def test_a_ledger_adds_nothing_where_all_is_filled_in(workspace: Workspace) -> None:
    """What was filed stays as it was, its ledger unopened; one blank cell is enough to need it."""
    ledger = police(workspace) / "ledger.xlsx"
    ledger.write_bytes(b"spoilt")
    assert read_filed(workspace, year=YEAR, agency="police").value(RECEIVED) == YEAR
    with pytest.raises(SourceError, match=r"ledger\.xlsx"):
        read_counted(workspace, year=YEAR, agency="police")
    file_report(workspace, "police", t3__received__total=None)
    with pytest.raises(SourceError, match=r"ledger\.xlsx"):
        read_filed(workspace, year=YEAR, agency="police")


def test_a_blank_ledger_leaves_blank_cells_blank(workspace: Workspace) -> None:
    """A workbook and a ledger are two files of one filing; neither makes a figure up."""
    file_report(workspace, "police", t3__received__total=None)
    (police(workspace) / "ledger.xlsx").write_bytes(
        write_ledger(form_of_year(YEAR), agency_name="某县公安局", year=YEAR)
    )
    names = [path.name for path in filing_files(workspace, year=YEAR, agency="police")]
    assert names == ["tables.xlsx", "ledger.xlsx"]
    filing, ledger = read_counted(workspace, year=YEAR, agency="police")
    assert ledger is not None
    assert filing.value(RECEIVED) is None
    assert filing.value("t3.granted.total") == 0


def test_a_roll_up_does_not_mind_its_own_spoilt_last_year(workspace: Workspace) -> None:
    """That report is judged in its own turn; the sums of this year are written all the same."""
    members = find_members(workspace.agencies(), agency="county")
    begin_report(workspace, year=YEAR, agency="county", since=None, overwrite=False)
    last = workspace.inputs(YEAR - 1, "county")
    last.mkdir()
    (last / "tables.xlsx").write_bytes(b"spoilt")
    done = roll_up(workspace, year=YEAR, members=members, overwrite=False)
    assert done.is_written
    assert done.rollup.sums[RECEIVED].known == YEAR
    assert [member.agency for member in done.rollup.counted] == ["police"]

"""A published report taken in: its folder, its original, and what somebody should look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.filings import zero_filing
from builders.portals import as_text, plain, small_article
from builders.rollups import tree_workspace

from kit.errors import ParameterError, SourceError
from kit.form import form_of_year
from kit.narrative import template_narrative
from kit.parameters import read_parameters
from kit.report import read_report
from kit.report.assign import Assigned
from kit.report.take import Taken, narrative_text, parameters_text, take_report
from kit.source.published import Published, PublishedSection
from kit.workspace import AGENCIES, Agency, Workspace

YEAR = 2022
TEST = Agency(id="test-bureau", name="某某市测试局", kind="department")
FORM = form_of_year(YEAR)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a county nobody of which has filed."""
    return tree_workspace(tmp_path)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Give the report of the test bureau as a portal published it."""
    path = tmp_path / "年报.html"
    path.write_text(plain(small_article(YEAR)), "utf-8")
    return path


def take(
    workspace: Workspace,
    path: Path,
    *,
    year: int = YEAR,
    agency: str = TEST.id,
    new: Agency | None = TEST,
    overwrite: bool = False,
) -> Taken:
    """Take in *path*, by default as the test bureau's, which is entered with it."""
    job = Assigned(path=path, year=year, agency=agency, new=new)
    return take_report(workspace, job, overwrite=overwrite)


def published(**said: object) -> Published:
    """Return what was read of a file that says only *said*."""
    return Published(filing=zero_filing(FORM), **said)  # type: ignore[arg-type]


def test_all_that_is_written_can_be_read_back(workspace: Workspace, page: Path) -> None:
    """Figures, sections, date and source are those published; the original is kept beside them."""
    article = small_article(YEAR)
    taken = take(workspace, page)
    folder = workspace.inputs(YEAR, TEST.id)
    assert set(taken.paths) == {path for path in folder.rglob("*") if path.is_file()}
    assert (folder / "original" / page.name).read_bytes() == page.read_bytes()
    report = read_report(workspace, year=YEAR, agency=TEST.id)
    read = {address: figure.value for address, figure in report.filing.figures.items()}
    assert read == {address: f.value for address, f in article.filing.figures.items()}
    assert report.parameters.published == article.published
    assert report.parameters.source_name == article.source_name
    assert report.narrative.preface.before == "\n\n".join(article.preface)


def test_taking_in_twice_changes_nothing(workspace: Workspace, page: Path) -> None:
    """The same file gives the same bytes, and the agency is entered once."""
    before = {path: path.read_bytes() for path in take(workspace, page).paths}
    entered = (workspace.params / AGENCIES).read_bytes()
    again = take(workspace, page)
    assert {path: path.read_bytes() for path in again.paths} == before
    assert (workspace.params / AGENCIES).read_bytes() == entered


def test_a_narrative_worked_on_is_not_lost(workspace: Workspace, page: Path) -> None:
    """It is named, nothing is written, and the agency is not entered on the way."""
    narrative = workspace.inputs(YEAR, TEST.id) / "narrative.md"
    narrative.parent.mkdir(parents=True)
    narrative.write_text("我的文字", "utf-8")
    with pytest.raises(ParameterError, match=f"{YEAR}/{TEST.id}/narrative"):
        take(workspace, page)
    assert list(narrative.parent.iterdir()) == [narrative]
    assert TEST.id not in workspace.agencies()
    take(workspace, page, overwrite=True)
    assert "## 一、总体情况" in narrative.read_text("utf-8")


def test_an_agency_that_is_nobody_takes_nothing_in(workspace: Workspace, page: Path) -> None:
    """Without how to enter it, it is looked up before the file is even read."""
    with pytest.raises(ParameterError, match=TEST.id):
        take(workspace, page, new=None)
    assert not workspace.inputs(YEAR, TEST.id).exists()


@pytest.mark.parametrize(
    "content", [b"", b"<html><p>\xe5\x85\xb3\xe4\xba\x8e</p></html>"], ids=["empty", "no tables"]
)
def test_a_file_without_tables_leaves_nothing_behind(
    workspace: Workspace, page: Path, content: bytes
) -> None:
    """No folder and no agency for what was no report."""
    page.write_bytes(content)
    with pytest.raises(SourceError, match=page.name):
        take(workspace, page)
    assert not workspace.inputs(YEAR, TEST.id).exists()
    assert TEST.id not in workspace.agencies()


def test_the_agency_s_own_report_gives_no_doubt(workspace: Workspace, page: Path) -> None:
    """Nothing is said of a title that fits."""
    assert not [fault for fault in take(workspace, page).faults if "标题" in fault.where]


def test_another_year_and_another_agency_are_both_said(workspace: Workspace, page: Path) -> None:
    """It is taken in all the same, for titles have typing errors: somebody should look."""
    taken = take(workspace, page, year=YEAR + 1, agency="police", new=None)
    doubts = [fault for fault in taken.faults if "标题" in fault.where]
    assert [(fault.wanted, fault.found) for fault in doubts] == [
        (f"{YEAR + 1} 年度", f"{YEAR} 年度"),
        ("“某县公安局”", "“某某市测试局”"),
    ]
    assert {fault.where for fault in doubts} == {"年报.html 标题"}
    assert taken.paths


@pytest.mark.parametrize(
    ("name", "short_name", "is_doubtful"),
    [
        ("某某市测试局", "", False),
        ("某省某某市测试局", "", False),
        ("测试局", "", False),
        ("某某市检测管理局", "测试局", False),
        ("某某市检测管理局", "检测局", True),
    ],
    ids=["same", "longer", "shorter", "short name", "other"],
)
def test_a_longer_or_shorter_name_is_the_same_agency(
    workspace: Workspace, page: Path, name: str, short_name: str, *, is_doubtful: bool
) -> None:
    """Titles leave the province out or put it in; only a name with no such likeness is another."""
    new = Agency(id=TEST.id, name=name, short_name=short_name, kind="department")
    taken = take(workspace, page, new=new)
    assert any("标题" in fault.where for fault in taken.faults) is is_doubtful


def test_flattened_text_gives_the_same_report_as_the_page(
    workspace: Workspace, page: Path, tmp_path: Path
) -> None:
    """What somebody copied from a browser and what was saved are one report."""
    take(workspace, page)
    before = read_report(workspace, year=YEAR, agency=TEST.id)
    path = tmp_path / "年报.txt"
    path.write_text(as_text(small_article(YEAR)), "utf-8")
    take(workspace, path, overwrite=True)
    after = read_report(workspace, year=YEAR, agency=TEST.id)
    assert [figure.value for figure in after.filing.figures.values()] == [
        figure.value for figure in before.filing.figures.values()
    ]
    assert after.parameters.published == before.parameters.published


def test_a_report_of_tables_alone_gets_the_headings_to_fill_in() -> None:
    """There is a narrative to write, not an empty file."""
    assert narrative_text(published(), form=FORM) == template_narrative(FORM)


def test_sections_stand_under_the_form_s_own_headings() -> None:
    """Whatever they were called; one without words is its heading alone."""
    sections = (
        PublishedSection(number=1, markdown="平稳。"),
        PublishedSection(number=4, markdown=""),
        PublishedSection(number=6, markdown="无。"),
    )
    text = narrative_text(published(preface="前言。", sections=sections), form=FORM)
    one, four, six = (FORM.sections[number - 1].heading for number in (1, 4, 6))
    assert text == f"前言。\n\n## {one}\n\n平稳。\n\n## {four}\n\n## {six}\n\n无。\n"


@pytest.mark.parametrize("is_dated", [True, False], ids=["dated", "undated"])
def test_parameters_say_where_all_came_from(tmp_path: Path, *, is_dated: bool) -> None:
    """A date that was not published is asked for in a comment, never made up."""
    said = {"published": "2023-01-28", "source_name": "市测试局: #1"} if is_dated else {}
    text = parameters_text(published(title="年报", **said), file="a: b.html", year=YEAR)
    (tmp_path / "report.yaml").write_text(text, "utf-8")
    read = read_parameters(tmp_path)
    assert read.published == said.get("published", "")
    assert read.source_name == said.get("source_name", "")
    assert ("如 2023-01-28" in text) is not is_dated
    assert "年报，original/a" in text

"""A report put together from its folder, and what is said when a part of it cannot be read."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from builders.filings import form
from builders.workspaces import copied_workspace, replaced

from kit.errors import KitError, NarrativeError, ParameterError, SourceError
from kit.ledger.read import read_sheets_of
from kit.narrative import refuse_faults
from kit.parameters import read_parameters
from kit.report import read_report
from kit.report.filed import ledger_files
from kit.report.files import input_files
from kit.report.text import read_narrative
from kit.source.guard import open_source
from kit.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a copy of the examples to change."""
    return copied_workspace(tmp_path)


def said(workspace: Workspace, error: type[KitError], *, year: int = 2024) -> str:
    """Return what is said of suqian's report, which must be refused."""
    with pytest.raises(error) as refused:
        read_report(workspace, year=year, agency="suqian")
    return str(refused.value)


def names(paths: Iterable[Path]) -> list[str]:
    """Return where files are, from the year on."""
    return ["/".join(path.parts[-3:]) for path in paths]


def test_a_report_has_all_its_parts(workspace: Workspace) -> None:
    """Filing, last year's filing, words with their placeholders filled, parameters."""
    report = read_report(workspace, year=2024, agency="suqian")
    assert report.title == "宿迁市人民政府2024年政府信息公开工作年度报告"
    assert report.filing.value("t3.received.total") == 3525
    assert report.last is not None
    assert report.last.value("t3.received.total") == 3511
    assert (report.form.edition, report.filing_form.edition) == ("2021", "2021")
    assert "{{" not in "".join(passage.markdown for passage in report.narrative.sections)


def test_without_last_years_folder_there_is_no_last_year(workspace: Workspace) -> None:
    """The first year of an agency stands alone."""
    assert read_report(workspace, year=2023, agency="suqian").last is None


def test_last_years_words_are_filled_with_last_years_figures(workspace: Workspace) -> None:
    """So that they can be compared with this year's; what cannot be filled stays as it is."""
    words = read_report(workspace, year=2024, agency="suqian").last_narrative
    assert words is not None
    assert "3511" in words.section(3).markdown + words.section(1).markdown
    assert "{{" not in words.preface.markdown
    replaced(workspace.inputs(2023, "suqian") / "narrative.md", "{{ year }}", "{{ yaer }}")
    words = read_report(workspace, year=2024, agency="suqian").last_narrative
    assert words is not None
    assert "{{ yaer }}" in words.preface.markdown


def test_the_report_looks_back_on_four_years(workspace: Workspace) -> None:
    """Oldest first, last year's among them; a year that cannot be read is left out."""
    for year in (2019, 2020, 2021, 2022):
        shutil.copytree(workspace.inputs(2023, "suqian"), workspace.inputs(year, "suqian"))
    (workspace.inputs(2021, "suqian") / "tables.xlsx").write_bytes(b"?")
    report = read_report(workspace, year=2024, agency="suqian")
    assert [filing.year for filing in report.history] == [2020, 2022, 2023]
    assert report.history[-1] is report.last
    history = input_files(workspace, year=2024, agency="suqian").history
    assert names(history) == [f"{year}/suqian/tables.xlsx" for year in (2020, 2021, 2022)]


def test_the_files_of_a_report_are_named(workspace: Workspace) -> None:
    """What it is made from, last year's tables and text last."""
    files = input_files(workspace, year=2024, agency="suqian")
    assert names(files.existing()) == [
        "2024/suqian/report.yaml",
        "2024/suqian/tables.xlsx",
        "2024/suqian/narrative.md",
        "2023/suqian/tables.xlsx",
        "2023/suqian/narrative.md",
    ]


def test_files_may_have_other_names(workspace: Workspace) -> None:
    """report.yaml names them; a folder without last year's tables has none."""
    folder = workspace.inputs(2024, "suqian")
    (folder / "tables.xlsx").rename(folder / "三张表.xlsx")
    (folder / "report.yaml").write_text("sources: {tables: 三张表.xlsx}\n", "utf-8")
    (workspace.inputs(2023, "suqian") / "tables.xlsx").unlink()
    files = input_files(workspace, year=2024, agency="suqian")
    assert names(files.existing()) == [
        "2024/suqian/report.yaml",
        "2024/suqian/三张表.xlsx",
        "2024/suqian/narrative.md",
        "2023/suqian/narrative.md",
    ]
    assert read_report(workspace, year=2024, agency="suqian").last is None


def test_faults_of_last_year_say_so(workspace: Workspace) -> None:
    """Nobody must look for them in this year's file."""
    (workspace.inputs(2023, "suqian") / "tables.xlsx").write_bytes(b"")
    message = said(workspace, SourceError)
    assert message.startswith("上年（2023）tables.xlsx：应为有内容的文件，实为空文件。")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_narrative_in_the_encodings_of_chinese_editors(
    workspace: Workspace, encoding: str
) -> None:
    """Whatever it was saved in, the words are the same."""
    path = workspace.inputs(2024, "suqian") / "narrative.md"
    before = read_report(workspace, year=2024, agency="suqian").narrative
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    assert read_report(workspace, year=2024, agency="suqian").narrative == before


def test_a_narrative_in_another_encoding(workspace: Workspace) -> None:
    """Bytes that are neither are not guessed at."""
    (workspace.inputs(2024, "suqian") / "narrative.md").write_bytes(b"\xff\xff\xfe")
    assert "请另存为 UTF-8 编码的文本" in said(workspace, SourceError)


@pytest.mark.parametrize(
    ("start", "said_of_it"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "实为旧版 Word 或 WPS 文档。"),
        (b"{\\rtf1", "实为旧版 Word 或 WPS 文档。"),
        (b"PK\x03\x04", "已损坏或不完整"),
    ],
)
def test_a_document_of_old_is_no_narrative(
    workspace: Workspace, start: bytes, said_of_it: str
) -> None:
    """Word's formats, old, rich text and cut short, are named with the way to one that is read."""
    (workspace.inputs(2024, "suqian") / "narrative.md").write_bytes(start + b"\0" * 64)
    message = said(workspace, SourceError)
    assert said_of_it in message
    if "旧版" in said_of_it:
        assert (
            "另存为 .docx，再在 report.yaml 写明 sources: {narrative: narrative.docx}。" in message
        )


def test_a_source_stays_in_its_folder(workspace: Workspace) -> None:
    """A name that leads elsewhere is refused before anything is opened."""
    folder = workspace.inputs(2024, "suqian")
    (folder / "report.yaml").write_text("sources: {tables: ../../2023/suqian/tables.xlsx}\n")
    assert said(workspace, ParameterError).startswith("report.yaml sources.tables：")


def test_a_wrong_placeholder_names_its_line(workspace: Workspace) -> None:
    """Words are filled when the report is read, so that every verb says it."""
    path = workspace.inputs(2024, "suqian") / "narrative.md"
    replaced(path, "{{ circular }}", "{{ cirular }}")
    assert "“cirular”。最接近的是 circular" in said(workspace, NarrativeError)


def test_an_agency_without_a_folder_is_told_how_to_begin(workspace: Workspace) -> None:
    """The year is there, the agency is entered, its report is not begun."""
    with pytest.raises(ParameterError, match="请先运行 kit new 2024 qiantang-jxkj"):
        read_report(workspace, year=2024, agency="qiantang-jxkj")


def test_a_year_before_the_form_is_refused(workspace: Workspace) -> None:
    """Older reports had no statutory form."""
    assert "2019 年及以后" in said(workspace, ParameterError, year=2018)


def _read_source(folder: Path, *, key: str) -> None:
    """Read the source that the parameters name under *key*."""
    parameters = read_parameters(folder)
    match key:
        case "tables":
            open_source(folder / parameters.tables)
        case "narrative":
            read_narrative(folder / parameters.narrative, form=form())
        case _:
            read_sheets_of(ledger_files(folder, parameters=parameters), own={})


@pytest.mark.parametrize("key", ["tables", "narrative", "ledgers"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "dangling", "loop"])
def test_a_source_that_is_no_file_is_refused(key: str, kind: str, tmp_path: Path) -> None:
    """A pipe would be waited for and a device never end: each is refused at once."""
    path = tmp_path / "source"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "dangling":
            path.symlink_to("nowhere")
        case _:
            path.symlink_to("source")
    named = "[source]" if key == "ledgers" else "source"
    (tmp_path / "report.yaml").write_text(f"sources: {{{key}: {named}}}", "utf-8")
    with pytest.raises((ParameterError, SourceError)) as refused:
        _read_source(tmp_path, key=key)
    assert "source" in str(refused.value)


@pytest.mark.parametrize(
    "name", ["a" * 300, '"a\\0b"', '"a\\u202eb"', "../elsewhere.xlsx", "/dev/zero", "字" * 90]
)
def test_a_name_that_is_no_files_is_refused(name: str, tmp_path: Path) -> None:
    """What a file system would not take, or lies elsewhere, is told before it is looked for."""
    (tmp_path / "report.yaml").write_text(f"sources: {{tables: {name}}}", "utf-8")
    with pytest.raises(ParameterError, match=r"report\.yaml sources\.tables"):
        read_parameters(tmp_path)


def test_a_text_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    """By its size, or by a line that no person wrote, each with the cure."""
    path = tmp_path / "narrative.md"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(SourceError, match="不超过"):
        read_narrative(path, form=form())
    path.write_text("短。\n" + "公开" * 2_000, "utf-8")
    narrative = read_narrative(path, form=form())
    with pytest.raises(NarrativeError, match="第 2 行：应为不超过 3000 字的段落"):
        refuse_faults(narrative.faults, file=narrative.file)


@pytest.mark.parametrize(
    ("part", "found", "cure"),
    [("xl/workbook.xml", "工作簿", "不放在工作簿里"), ("OFD.xml", "压缩包", "narrative.docx")],
)
def test_each_kind_of_file_has_its_own_cure(
    part: str, found: str, cure: str, tmp_path: Path
) -> None:
    """A workbook in the place of the text is not told what to do with a document."""
    path = tmp_path / "narrative.md"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, "<x/>")
    with pytest.raises(SourceError) as refused:
        read_narrative(path, form=form())
    assert found in str(refused.value)
    assert cure in str(refused.value)

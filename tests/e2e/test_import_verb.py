"""`kit import`: what was published becomes a report's folder, and nothing is lost or guessed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from builders.portals import as_docx, as_text, example_article, plain, small_article

from kit.form import form_of_year
from kit.workspace import Workspace

Kit = Callable[..., Any]


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """Give the flattened text of a published report."""
    path = tmp_path / "年报.txt"
    path.write_text(as_text(example_article(2022, "qiantang-jxkj")), "utf-8")
    return path


def test_a_report_is_imported_checked_and_built(kit: Kit, workspace: Workspace, seed: Path) -> None:
    """From the text to the page: same figures, words, date, source."""
    place = ("--year", "2022", "--agency", "my-bureau")
    ended = kit("import", str(seed), *place, "--name", "钱塘区经济信息化和科学技术局")
    assert ended.code == 0, ended.err
    folder = workspace.inputs(2022, "my-bureau")
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert names == {"tables.xlsx", "narrative.md", "report.yaml", "original/年报.txt"}
    assert (folder / "original/年报.txt").read_bytes() == seed.read_bytes()
    assert "2023-01-28" in (folder / "report.yaml").read_text("utf-8")
    assert "311228" in (workspace.params / "agencies.yaml").read_text("utf-8")
    assert kit("build", "2022", "my-bureau", "--to", "html,json").code == 0
    outputs = workspace.report_folder(2022, "my-bureau")
    built = json.loads((outputs / "report.json").read_text("utf-8"))
    assert set(built["figures"].values()) == {0, "0"}
    assert [section["number"] for section in built["sections"]] == [1, 2, 3, 4, 5, 6]
    page = (outputs / "report.html").read_text("utf-8")
    assert "2023-01-28" in page
    assert "区经济信息化和科学技术局" in page


def test_an_imported_year_serves_as_last_year(
    kit: Kit, workspace: Workspace, tmp_path: Path
) -> None:
    """A new year takes its carried figures; a year with others is found to differ from it."""
    path = tmp_path / "old.html"
    path.write_text(plain(small_article(2022)), "utf-8")
    place = ("--agency", "test-bureau", "--name", "某某市测试局")
    assert kit("import", str(path), "--year", "2022", *place).code == 0
    assert kit("new", "2023", "test-bureau", "--from", "2022").code == 0
    workbook = workspace.inputs(2023, "test-bureau") / "tables.xlsx"
    texts = [cell.value for row in openpyxl.load_workbook(workbook)["表三"] for cell in row]
    assert 118 in texts
    path.write_text(plain(small_article(2023)), "utf-8")
    kit("import", str(path), "--year", "2023", *place, "--overwrite")
    ended = kit("check", "2023", "test-bureau", "--json")
    (found,) = json.loads(ended.out)["agencies"]
    assert found["outcomes"]["Y1"] == "broken"


def test_work_is_not_lost(kit: Kit, workspace: Workspace, seed: Path) -> None:
    """An import again is the same; over something else it wants --overwrite."""
    place = (str(seed), "--year", "2022", "--agency", "qiantang-jxkj")
    ended = kit("import", *place)
    assert ended.code == 2
    assert "2022/qiantang-jxkj/narrative.md" in ended.err
    assert not (workspace.inputs(2022, "qiantang-jxkj") / "original").exists()
    assert kit("import", *place, "--overwrite").code == 0
    assert kit("import", *place).code == 0


def test_words_beside_a_number_become_a_comment(
    kit: Kit, workspace: Workspace, tmp_path: Path
) -> None:
    """The figure is a number, the words its comment, the exit code 5."""
    path = tmp_path / "page.html"
    path.write_text(plain(small_article()).replace(">109<", ">109（其中修订16件）<", 1), "utf-8")
    ended = kit("import", str(path), "--year", "2022", "--agency", "a-b", "--name", "某某市测试局")
    assert ended.code == 5
    assert "其中修订16件" in ended.out
    book = openpyxl.load_workbook(workspace.inputs(2022, "a-b") / "tables.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.comment]
    assert [cell.value for cell in cells] == [109]
    assert "109（其中修订16件）" in str(cells[0].comment.text)


def test_another_agency_or_year_is_said(kit: Kit, tmp_path: Path) -> None:
    """The title names them; the file is taken in all the same."""
    path = tmp_path / "page.html"
    path.write_text(plain(small_article(2023)), "utf-8")
    ended = kit("import", str(path), "--year", "2022", "--agency", "a-b", "--name", "别的局")
    assert ended.code == 5
    assert "应为 2022 年度，实为 2023 年度" in ended.out
    assert "某某市测试局" in ended.out


def test_a_folder_is_taken_in_one_go(kit: Kit, workspace: Workspace, tmp_path: Path) -> None:
    """Files are told by id, name or title; a bad one does not stop the others."""
    folder = tmp_path / "收到的"
    folder.mkdir()
    (folder / "suqian-2021.docx").write_bytes(as_docx(small_article(2021)))
    text = as_text(small_article(2021))
    title = "钱塘区经济信息化和科学技术局2021年政府信息公开工作年度报告"
    (folder / f"{title}.txt").write_text(text, "utf-8")
    (folder / "shanghai-office.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "nobody.html").write_text("<p>", "utf-8")
    ended = kit("import", str(folder), "--year", "2021")
    assert ended.code == 4
    assert "共 4 份：完成 0，有待核对 2，失败 2" in ended.out
    assert "nobody" in ended.err
    assert set(workspace.filed(2021)) == {"suqian", "qiantang-jxkj"}
    assert "Traceback" not in ended.out + ended.err


def test_a_list_is_taken_in_one_go(kit: Kit, workspace: Workspace, tmp_path: Path) -> None:
    """A spreadsheet names agencies and files; agencies not known are entered."""
    (tmp_path / "a.txt").write_text(as_text(small_article(2022)), "utf-8")
    listing = tmp_path / "清单.csv"
    listing.write_text(
        "机关 id,机关名称,类型,年度,文件\na-bureau,某某市测试局,department,2022,a.txt\n"
        "b-bureau,某某市另一局,department,2022,没有.txt\nc-bureau,某局,bureau,2022,a.txt\n",
        "utf-8",
    )
    ended = kit("import", "--list", str(listing))
    assert ended.code == 4
    assert "共 3 份：完成 1，有待核对 0，失败 2" in ended.out
    assert "没有这个文件" in ended.err
    assert workspace.agency("a-bureau").name == "某某市测试局"
    assert not workspace.inputs(2022, "b-bureau").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.txt", "--agency", "suqian"), "--year"),
        (("--year", "2022"), "至少一个文件"),
        (("a.txt", "b.txt", "--year", "2022", "--agency", "suqian"), "--list"),
        (("a.txt", "--year", "2018", "--agency", "suqian"), "2019 年及以后"),
        (("a.txt", "--year", "2022", "--agency", "nobody"), "已登记的机关"),
        (("a.txt", "--year", "2022", "--agency", "../x"), "小写字母开头"),
    ],
)
def test_wrong_arguments_are_explained(kit: Kit, arguments: tuple[str, ...], said: str) -> None:
    """Each with what was wanted; exit code 2."""
    ended = kit("import", *arguments)
    assert (ended.code, said in ended.err) == (2, True), ended.err


@pytest.mark.parametrize(
    ("line", "said"),
    [("x,../a.txt", "清单所在文件夹内的文件"), ("", "没有这些列标目")],
)
def test_a_bad_list_is_explained(kit: Kit, tmp_path: Path, line: str, said: str) -> None:
    """Files outside its folder and lists without headings are refused."""
    listing = tmp_path / "清单.csv"
    listing.write_text(f"机关,文件\n{line}\n" if line else "甲,乙\n1,2\n", "utf-8")
    ended = kit("import", "--list", str(listing), "--year", "2022")
    assert (ended.code, said in ended.err) == (4, True), ended.err


def test_what_an_import_leaves_open_stays_a_finding(
    kit: Kit, workspace: Workspace, tmp_path: Path
) -> None:
    """Until the cells are filled and the entries of report.yaml removed, `check` repeats them."""
    article = small_article(2022)
    text = as_text(article).replace("五、存在", "六、存在")
    path = tmp_path / "年报.txt"
    path.write_text(text, "utf-8")
    ended = kit("import", str(path), "--year", "2022", "--agency", "a-b", "--name", "某某市测试局")
    assert ended.code == 5, ended.err
    assert "六、存在的主要问题及改进情况" in ended.out
    parameters = workspace.inputs(2022, "a-b") / "report.yaml"
    assert "imported:" in parameters.read_text("utf-8")
    (checked,) = json.loads(kit("check", "2022", "a-b", "--json").out)["agencies"]
    repeated = [f["message"] for f in checked["findings"] if f["rule"] == "S17"]
    assert any("六、存在的主要问题及改进情况" in message for message in repeated)
    kept = parameters.read_text("utf-8").partition("imported:")[0]
    parameters.write_text(kept, "utf-8")
    (checked,) = json.loads(kit("check", "2022", "a-b", "--json").out)["agencies"]
    assert checked["outcomes"]["S17"] == "not applicable"


def test_a_file_that_takes_too_long_is_ended(kit: Kit, workspace: Workspace, seed: Path) -> None:
    """The limit is named, exit code 4, and nothing is written."""
    place = ("--year", "2022", "--agency", "a-b", "--name", "某局", "--timeout", "0.1")
    ended = kit("import", str(seed), *place)
    assert (ended.code, "0.1 秒内完成" in ended.err) == (4, True), ended.err
    assert not workspace.inputs(2022, "a-b").exists()


def test_several_imports_at_once_lose_no_agency(workspace: Workspace, seed: Path) -> None:
    """Each enters its own; all of them are there."""
    command = [sys.executable, "-m", "kit", "import", str(seed), "--year", "2022"]
    place = ["--params", str(workspace.params)]
    running = [
        subprocess.Popen(
            [*command, "--agency", f"bureau-{at}", "--name", f"第{at}局", *place],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for at in range(4)
    ]
    assert {process.wait(timeout=300) for process in running} <= {0, 5}
    assert {f"bureau-{at}" for at in range(4)} <= set(workspace.agencies())


def words_alone(path: Path, *, year: int = 2022) -> Path:
    """Write a text in Word, without tables and without marks, and return where it is."""
    document = docx.Document()
    document.add_paragraph(f"某某市测试局{year}年政府信息公开工作年度报告")
    document.add_paragraph("本报告由{{ 机关名称 }}编制。")
    for section in form_of_year(year).sections:
        document.add_paragraph(section.heading)
        document.add_paragraph(f"第{section.number}部分，{{{{ 表三.新收.总计 }}}}件。")
    document.save(path)
    return path


def test_words_alone_are_taken_in(kit: Kit, workspace: Workspace, tmp_path: Path) -> None:
    """A text without tables makes a report to be filled in; its placeholders work."""
    path = words_alone(tmp_path / "总结.docx")
    place = ("--year", "2022", "--agency", "a-b", "--name", "某某市测试局")
    ended = kit("import", str(path), *place)
    assert ended.code == 5
    assert "没有表，只取了文字。数请填入 tables.xlsx，或放入台账 ledger.xlsx。" in ended.out
    folder = workspace.inputs(2022, "a-b")
    assert {p.name for p in folder.iterdir()} == {
        "narrative.md",
        "original",
        "report.yaml",
        "tables.xlsx",
    }
    text = (folder / "narrative.md").read_text("utf-8")
    assert text.startswith("本报告由{{ 机关名称 }}编制。\n\n## 一、总体情况\n\n第1部分")
    assert "{{ 表三.新收.总计 }}" in text


def test_words_alone_leave_the_tables_that_are_there(
    kit: Kit, workspace: Workspace, tmp_path: Path
) -> None:
    """Beside a report that was begun only the text is written; work on a text is not lost."""
    assert kit("new", "2022", "a-b", "--name", "某某市测试局").code == 0
    folder = workspace.inputs(2022, "a-b")
    tables = (folder / "tables.xlsx").read_bytes()
    place = ("--year", "2022", "--agency", "a-b")
    ended = kit("import", str(words_alone(tmp_path / "总结.docx")), *place)
    assert ended.code == 0, ended.out
    assert (folder / "tables.xlsx").read_bytes() == tables
    (folder / "narrative.md").write_text("写好的文字。", "utf-8")
    refused = kit("import", str(words_alone(tmp_path / "总结.docx")), *place)
    assert refused.code == 2
    assert "2022/a-b/narrative.md" in refused.err
    assert (folder / "narrative.md").read_text("utf-8") == "写好的文字。"


def test_words_that_are_no_report_are_refused(kit: Kit, tmp_path: Path) -> None:
    """A file in which neither a table nor a section is known is told exactly that."""
    path = tmp_path / "a.txt"
    path.write_text("今天天气很好。\n明天也是。\n", "utf-8")
    ended = kit("import", str(path), "--year", "2022", "--agency", "a-b", "--name", "某某局")
    assert ended.code == 4
    assert "没有一张能读出的表，也没有认出各部分的标题" in ended.err

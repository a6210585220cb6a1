"""The text of a report as a Word document: the words that show, and nothing lost in silence."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from builders.filings import form
from builders.narratives import values_of
from builders.workspaces import copied_workspace, replaced
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kit.errors import NarrativeError, SourceError
from kit.narrative import Narrative, fill_narrative, render_markdown
from kit.report import read_report
from kit.report.text import read_narrative

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def report(*, headings: str = "{}") -> Document:
    """Return a document with the sections of the form, their headings set off by *headings*."""
    document = Document()
    document.add_paragraph("本报告由{{ 机关名称 }}编制。")
    for section in form().sections:
        document.add_paragraph(headings.format(section.heading))
        document.add_paragraph(f"第{section.number}部分。")
    return document


def read(document: Document, folder: Path) -> Narrative:
    """Save a document and read it as a text."""
    path = folder / "narrative.docx"
    document.save(path)
    return read_narrative(path, form=form())


def shown(narrative: Narrative, number: int) -> str:
    """Return what the page shows of a section, filled."""
    values = values_of({"t3.received.total": 5}, last={"t3.received.total": 4})
    passages = fill_narrative(narrative, values=values)
    passage = passages.section(number) if number else passages.preface
    return render_markdown(passage.markdown)


@pytest.mark.parametrize("headings", ["{}", "## {}"])
def test_sections_are_known_by_their_words(headings: str, tmp_path: Path) -> None:
    """No mark is needed in Word; one that is typed does no harm."""
    narrative = read(report(headings=headings), tmp_path)
    assert [p.number for p in narrative.sections] == [1, 2, 3, 4, 5, 6]
    assert shown(narrative, 0) == "<p>本报告由某某区经济局编制。</p>\n"
    assert shown(narrative, 6) == "<p>第6部分。</p>\n"


def test_placeholders_across_runs_and_in_either_width_of_braces(tmp_path: Path) -> None:
    """Word parts a placeholder where its look changes; the words are whole."""
    document = report()
    paragraph = document.add_paragraph("全年{{ 表三.")
    paragraph.add_run("新收").bold = True
    paragraph.add_run(".总计 }}件，｛｛ 比上年 表三.新收.总计 ｝｝。")
    assert shown(read(document, tmp_path), 6).endswith("<p>全年5件，增长25.00%。</p>\n")


def test_what_is_typed_in_word_is_shown_as_typed(tmp_path: Path) -> None:
    """Nobody writes Markdown there; a heading of a part becomes one."""
    document = report()
    for text in ("2*3*4 <b> [甲](https://a.cn) a_b_c", "1. 甲", "- 乙", "> 丙", "（一）机构"):
        document.add_paragraph(text)
    assert shown(read(document, tmp_path), 6).splitlines()[1:] == [
        "<p>2*3*4 &lt;b&gt; [甲](https://a.cn) a_b_c</p>",
        "<p>1. 甲</p>",
        "<p>- 乙</p>",
        "<p>&gt; 丙</p>",
        "<h3>（一）机构</h3>",
    ]


def test_numbers_that_word_sets_by_itself_are_words(tmp_path: Path) -> None:
    """They show, so they are part of the text."""
    document = report()
    for text in ("甲。", "乙。"):
        document.add_paragraph(text, style="List Number")
    assert shown(read(document, tmp_path), 6).endswith("<p>1.甲。</p>\n<p>2.乙。</p>\n")


def test_tables_become_tables(tmp_path: Path) -> None:
    """Their first row heads them, placeholders in cells are filled, words below are no row."""
    document = report()
    table = document.add_table(2, 2)
    rows = (("项目", "件数"), ("新收", "{{ 表三.新收.总计 }}"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("甲|乙")
    html = shown(read(document, tmp_path), 6)
    assert '<th scope="col">件数</th>' in html
    assert "<td>5</td>" in html
    assert html.endswith("</table>\n<p>甲|乙</p>\n")


def test_all_that_is_no_text_is_refused_by_name_beside_all_else(tmp_path: Path) -> None:
    """Picture, note, a table of the form and a wrong placeholder: one message each, at once."""
    document = report()
    document.add_picture(io.BytesIO(PIXEL))
    note = OxmlElement("w:footnoteReference")
    note.set(qn("w:id"), "2")
    document.add_paragraph("有注").add_run()._r.append(note)  # noqa: SLF001 - python-docx has no notes
    document.add_paragraph("{{ 表三.收件.总计 }}")
    own = form().tables["t4"]
    table = document.add_table(own.height, own.width)
    for slot in own.slots:
        table.cell(slot.row, slot.column).text = slot.label.text if slot.label else "0"
    with pytest.raises(NarrativeError) as refused:
        shown(read(document, tmp_path), 6)
    assert [str(fault).partition("。")[0] for fault in refused.value.faults] == [
        "narrative.docx 第 13 段：应为文字和表，实为图片“Picture 1”",
        "narrative.docx 第 14 段：应为文字和表，实为脚注“2”",
        "narrative.docx 第 15 段第 1 字：应为已知的名称或地址，实为“表三.收件.总计”",
        "narrative.docx 第 16 段：应为正文的文字，实为表四（它的数取自工作簿）",
    ]
    assert "改为单独一行 {{ 表四 }}" in str(refused.value)


def test_a_document_that_nobody_named_is_pointed_out(tmp_path: Path) -> None:
    """Where the usual text is missing, what lies beside it is told with the line to write."""
    report().save(tmp_path / "正文.docx")
    with pytest.raises(SourceError, match=r"有 正文\.docx：.*sources: \{narrative: 正文\.docx\}"):
        read_narrative(tmp_path / "narrative.md", form=form())


def test_a_damaged_document_is_told_as_one(tmp_path: Path) -> None:
    """Who wrote a text in Word is not sent to Excel."""
    path = tmp_path / "narrative.docx"
    report().save(path)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(SourceError, match=r"完好的文档.*请用 Word 或 WPS 另存为 \.docx。"):
        read_narrative(path, form=form())


def test_a_text_longer_than_any_report_is_refused(tmp_path: Path) -> None:
    """The file is packed: what counts is the text."""
    document = report()
    for _ in range(20):
        document.add_paragraph("公开" * 1_000)
    with pytest.raises(SourceError, match="不超过 100000 字节的文字"):
        read(document, tmp_path)


def test_a_report_is_read_with_its_text_in_word(tmp_path: Path) -> None:
    """``sources: {narrative: narrative.docx}`` is all that it takes."""
    workspace = copied_workspace(tmp_path)
    folder = workspace.inputs(2024, "suqian")
    report().save(folder / "narrative.docx")
    replaced(
        folder / "report.yaml",
        "source_name:",
        "sources: {narrative: narrative.docx}\nsource_name:",
    )
    narrative = read_report(workspace, year=2024, agency="suqian").narrative
    assert narrative.file == "narrative.docx"
    assert narrative.preface.before == "本报告由宿迁市人民政府编制。"

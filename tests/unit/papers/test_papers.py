"""Papers: a decision becomes a letter, findings a list, and nobody's work is lost."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders.province import YEAR, MadeAgency
from builders.years import review_of
from docx import Document

from kit.papers import PAPERS, Paper, write_papers
from kit.papers.letter import render_letter
from kit.papers.read import build_paper
from kit.workspace import Agency, Workspace

MADE = MadeAgency(seed=1, number=3)
AGENCY = Agency(id=MADE.id, name=MADE.name, kind="department")
OPINION = "表三总计与分项不符，请核对"


def reviewed(*, decision: str = "return", **said: Any) -> dict[str, Any]:
    """Return a report with three errors and a note, and one decision in force on the whole."""
    review = review_of(MADE, fate="error")
    for number, finding in enumerate(review["findings"]):
        finding["key"] = f"key-{number}"
    decided = {
        "table": None,
        "decision": decision,
        "by": "张三",
        "on": "2025-01-20",
        "note": OPINION,
        "errors": 3,
        "state": "in force",
        "why": "",
        "confirmed": (),
        "findings": (),
        "notes": (),
    }
    state = {"return": "returned", "approve": "approved"}[decision]
    return review | {
        "state": {"checks": "errors", "claims": 0, "decision": state, "why": "", "since": None},
        "sign_off": [decided | said],
    }


def paper_of(review: Mapping[str, Any]) -> Paper:
    """Return what papers say of it, decided by the office above."""
    return build_paper(AGENCY, review=review, office="青川县人民政府")


def words_of(letter: bytes) -> tuple[str, list[list[str]]]:
    """Return the paragraphs of a letter, and the cells of its first table."""
    read = Document(BytesIO(letter))
    rows = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    return "\n".join(paragraph.text for paragraph in read.paragraphs), rows


def test_a_return_is_a_notice_with_the_problems_in_a_table() -> None:
    """To whom, what is wrong, why, until when, who says so."""
    text, rows = words_of(render_letter(paper_of(reviewed()), year=YEAR, due="2025-02-10"))
    assert text.startswith(f"关于{AGENCY.name}\n2024年政府信息公开工作年度报告的\n退回通知")
    for said in (f"{AGENCY.name}：", OPINION, "3 处问题", "2025年2月10日前", "青川县人民政府"):
        assert said in text
    assert text.index("审核人：张三") < text.index("2025年1月20日")
    assert rows[0] == ["序号", "位置", "应为", "实为", "依据", "整改要求", "期限"]
    number, place, expected, found, basis, request, due = rows[1]
    assert (number, expected, found, due) == ("1", "3", "2", "2025年2月10日")
    assert place == "表三 一、本年新收政府信息公开申请数量·总计（D5）"
    assert basis.startswith("收办平衡（")
    assert request
    assert len(rows) == 4


def test_notes_of_reviewers_stand_in_the_table() -> None:
    """What must be mended with its note; a note on a cell and one on words have their own row."""
    findings = (
        {"key": "key-0", "state": "must_fix", "note": "查台账"},
        {"key": "key-1", "state": "accepted_by_reviewer", "note": "已当面说明"},
    )
    notes = (
        {"cell": "t3.granted.total", "section": None, "quote": "", "note": "与台账不一致"},
        {"cell": "", "section": 5, "quote": "问题不具体", "note": "写具体事项"},
    )
    paper = paper_of(reviewed(findings=findings, notes=notes))
    _, rows = words_of(render_letter(paper, year=YEAR))
    told = {row[1]: row for row in rows[1:]}
    assert any("查台账" in row[5] for row in rows[1:])
    assert told["五、存在的主要问题及改进情况 “问题不具体”"][5] == "写具体事项"
    assert any("与台账不一致" in row[5] and "予以公开" in row[1] for row in rows[1:])
    assert [problem.note for problem in paper.kept] == ["已当面说明"]
    assert all(row[6] == "" for row in rows[1:])


def test_an_approval_is_an_opinion() -> None:
    """It passes the report and lists what to look at, if anything."""
    review = reviewed(decision="approve")
    review["findings"] = []
    letter = render_letter(paper_of(review), year=YEAR)
    read = Document(BytesIO(letter))
    text = "\n".join(paragraph.text for paragraph in read.paragraphs)
    assert "审核意见" in text
    assert "同意通过" in text
    assert not read.tables


def test_a_claim_nobody_confirmed_is_asked_of_nobody() -> None:
    """It waits for the reviewer; confirmed, it is listed as kept."""
    review = reviewed()
    review["findings"][0] |= {"accepted": "合并统计", "confirmed": False}
    review["findings"][1] |= {"accepted": "口径不同", "confirmed": True}
    paper = paper_of(review)
    assert [problem.standing for problem in paper.problems[:2]] == ["claimed", "confirmed"]
    assert len(paper.wanted) == 1
    assert [problem.claim for problem in paper.kept] == ["口径不同"]


@pytest.mark.parametrize("state", ["lapsed", "mended", "altered"])
def test_a_decision_that_does_not_count_makes_no_paper(state: str) -> None:
    """Its report is in the list of the year all the same."""
    review = reviewed()
    review["state"]["decision"] = state
    assert paper_of(review).decision == ""


HOSTILE = "<w:br/>]]></w:t>\x00=cmd|' /C calc'!A0"


def test_markup_in_a_note_stays_words() -> None:
    """Nothing that somebody typed becomes markup of the document, or a formula of the list."""
    said = {"key": "key-0", "state": "must_fix", "note": HOSTILE}
    paper = paper_of(reviewed(note=HOSTILE, findings=(said,)))
    text, rows = words_of(render_letter(paper, year=YEAR))
    plain = HOSTILE.replace("\x00", "")
    assert plain in text
    assert any(plain in row[5] for row in rows)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give an empty workspace to write to."""
    return Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")


def test_the_list_has_a_line_for_each_finding_and_filters(workspace: Workspace) -> None:
    """By finding, by agency and by rule, with heads that stay; text that looks so is no formula."""
    said = {"key": "key-0", "state": "must_fix", "note": "=1+1"}
    done = write_papers(workspace, [paper_of(reviewed(findings=(said,)))], year=YEAR)
    book = openpyxl.load_workbook(done.folder / "问题清单.xlsx")
    assert book.sheetnames == ["全部问题", "按机关", "按规则"]
    for sheet in book:
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes == "B2"
    every = list(book["全部问题"].iter_rows(min_row=2, values_only=True))
    assert len(every) == 4
    assert [line[1] for line in every] == ["R1", "R3", "X1", "S11"]
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in book["全部问题"]["L"])
    assert book["按机关"]["D2"].value == 3
    assert [row[0].value for row in book["按规则"].iter_rows(min_row=2)] == [
        "R1",
        "R3",
        "X1",
        "S11",
    ]


def test_the_same_papers_are_the_same_bytes_and_edited_ones_stay(workspace: Workspace) -> None:
    """A letter that somebody went on writing is not written over; the others are made anew."""
    papers = [paper_of(reviewed())]
    done = write_papers(workspace, papers, year=YEAR)
    contents = {path.name: path.read_bytes() for path in done.folder.iterdir()}
    letter = done.folder / f"退回通知-{AGENCY.id}.docx"
    again = write_papers(workspace, papers, year=YEAR)
    assert {path.name: path.read_bytes() for path in again.folder.iterdir()} == contents
    letter.write_bytes(b"edited")
    edited = write_papers(workspace, papers, year=YEAR)
    assert edited.changed == (letter.name,)
    assert letter.read_bytes() == b"edited"


def test_a_paper_whose_decision_is_another_goes(workspace: Workspace) -> None:
    """The notice goes when the report is approved, but not a file that we did not write."""
    folder = workspace.outputs / str(YEAR) / PAPERS
    write_papers(workspace, [paper_of(reviewed())], year=YEAR)
    (folder / "退回通知-other.docx").write_bytes(b"somebody's")
    done = write_papers(workspace, [paper_of(reviewed(decision="approve"))], year=YEAR)
    assert done.removed == (f"退回通知-{AGENCY.id}.docx",)
    names = {path.name for path in folder.iterdir() if path.suffix == ".docx"}
    assert names == {f"审核意见-{AGENCY.id}.docx", "退回通知-other.docx"}

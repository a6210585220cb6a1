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


CAUSE: Mapping[str, Any] = {
    "kind": "one_cell",
    "cells": [{"cell": "t3.granted.total", "found": 44, "value": 40}],
    "possible": [],
    "findings": ["key-0", "key-1"],
    "evidence": [],
    "message": "表三 J8（予以公开·总计）多 4，应为 40，改后 2 处消失。请核对原始台账，不要照改。",
}


def test_what_one_cell_explains_is_one_row() -> None:
    """It is asked for once, with the rules that it breaks; the rest stands by itself."""
    said = {"key": "key-1", "state": "must_fix", "note": "查台账"}
    review = reviewed(findings=(said,)) | {"causes": [CAUSE]}
    text, rows = words_of(render_letter(paper_of(review), year=YEAR))
    assert "3 处问题（同一成因的并为一条，共 2 条）" in text
    _, place, expected, found, basis, request, _ = rows[1]
    assert (expected, found) == ("40", "44")
    assert "予以公开" in place
    assert "收办平衡" in basis
    assert "；" in basis
    assert request.startswith("查台账。")
    assert "涉及 2 处" in request
    assert len(rows) == 3


def test_what_is_not_settled_names_the_places_to_look_at() -> None:
    """No value is asked for where none is known."""
    possible = [[cell] for cell in CAUSE["cells"]] * 2
    review = reviewed() | {"causes": [{**CAUSE, "cells": [], "possible": possible}]}
    _, rows = words_of(render_letter(paper_of(review), year=YEAR))
    assert rows[1][2] == "核对原件"


def test_sums_of_agencies_and_copied_texts_are_rows_of_their_own(workspace: Workspace) -> None:
    """Twelve cells that are not the sums of the parts are one row, and whose text is alike one."""
    review = reviewed()
    first = review["findings"][0]
    summed = [
        {**first, "rule": "H1", "key": f"sum-{n}", "cells": [f"t3.{row}.total"], "at": None}
        for n, row in enumerate(("received", "granted", "carried_in", "carried_out"))
    ]
    alike = {**first, "rule": "S8", "key": "alike", "cells": [], "message": "全文：与甲局雷同。"}
    copied = {
        "section": 0,
        "percent": 96,
        "is_over": True,
        "closest": "甲局",
        "agencies": ["甲局", "乙局"],
        "sentences": [],
        "more": 9,
        "left_out": 0,
    }
    review |= {"findings": [*summed, alike], "copied": copied}
    paper = paper_of(review)
    done = write_papers(workspace, [paper], year=YEAR)
    rows = list(
        openpyxl.load_workbook(done.folder / "问题清单.xlsx")["按成因"].iter_rows(
            min_row=2, values_only=True
        )
    )
    assert [(row[1], row[5]) for row in rows] == [
        ("汇总与各机关之和不符", 4),
        ("与 11 个机关文字雷同", 1),
    ]
    assert str(rows[1][7]).startswith("与甲局、乙局雷同 96%")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give an empty workspace to write to."""
    return Workspace(params=tmp_path / "params", outputs=tmp_path / "outputs")


def test_the_list_has_a_line_for_each_finding_and_filters(workspace: Workspace) -> None:
    """By finding, by agency and by rule, with heads that stay; text that looks so is no formula."""
    said = {"key": "key-0", "state": "must_fix", "note": "=1+1"}
    done = write_papers(workspace, [paper_of(reviewed(findings=(said,)))], year=YEAR)
    book = openpyxl.load_workbook(done.folder / "问题清单.xlsx")
    assert book.sheetnames == ["全部问题", "按成因", "按机关", "按规则"]
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

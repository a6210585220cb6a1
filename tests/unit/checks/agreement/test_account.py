"""Every number of a text ends as something: none is passed over in silence."""

from __future__ import annotations

import pytest
from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of

from kit.checks import check, explain
from kit.report.model import Report

FIGURES = {"t3.received.total": 15, "t3.granted.total": 8, "t3.closed_total.total": 14}


def saying(said: str) -> Report:
    """Return a report whose third section says *said*."""
    words = lawful_words(form(), sections={3: said})
    return report_of(filing_of(form(), FIGURES), narrative=words)


def statuses(said: str) -> list[tuple[str, str]]:
    """Return the numbers of a sentence, each with what came of it."""
    numbers = check(saying(said)).numbers
    return [(n.at.quote, n.status) for n in numbers if n.at.line == 31]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("收到政府信息公开申请15件。", "agrees"),
        ("收到政府信息公开申请16件。", "contradicts"),
        ("2019年收到政府信息公开申请9件。", "not checkable"),
        ("举办培训5期。", "not checkable"),
        ("收到嘟嘟噜咕噜的政府信息公开申请16件。", "not understood"),
    ],
)
def test_a_number_ends_as_something(said: str, status: str) -> None:
    """Checked, of something the tables do not have, or beside words nobody knows."""
    assert [found for _, found in statuses(said)] == [status]


def test_the_data_counts_every_status_and_says_where_each_number_stands() -> None:
    """A status that nothing has is counted as none."""
    data = check(saying("收到政府信息公开申请15件，予以公开9件。")).as_data()["numbers"]
    assert data["counts"] == {
        "agrees": 1,
        "contradicts": 1,
        "other quantity": 0,
        "not checkable": 0,
        "not understood": 0,
    } | {name: count for name, count in data["counts"].items() if name.startswith("not")}
    [place] = [p for p in data["places"] if p["status"] == "contradicts"]
    assert (place["line"], place["quote"]) == (31, "予以公开9件")
    assert place["read_as"] == "表三“（一）予以公开·总计”"


def test_what_was_only_read_is_no_rule_that_holds() -> None:
    """A rule of words holds only where something was checked."""
    assert check(saying("举办培训5期。")).outcomes["X1"] == "not applicable"
    assert check(saying("收到政府信息公开申请15件。")).outcomes["X1"] == "holds"


def test_an_explanation_shows_tree_words_readings_and_reason() -> None:
    """Words nobody knows stand out, and what the number was not read as is there too."""
    lines = list(
        explain(saying("受理嘟噜的申请15件（予以公开8件）。\n\n办结申请14件，予以公开9件。"))
    )
    text = "\n".join(lines)
    assert "  · 受理 〔嘟噜？〕 的 申请 【15件】" in lines
    assert "      （ 予以公开 【8件】" in lines
    assert "未取  表三“一、本年新收政府信息公开申请数量·总计”加" in text
    assert "9件  本年的件数：不一致（X1）" in text
    assert "应为 8，文字说的是9" in text
    assert "不识  嘟噜" in text


def test_a_number_nobody_checked_has_its_reason() -> None:
    """Another year, another matter, or unknown words."""
    text = "\n".join(explain(saying("2019年收到政府信息公开申请9件。")))
    assert "因为  说的是别的年度" in text

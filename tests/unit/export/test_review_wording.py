"""What the page says of findings: each thing once, without names that only fillers-in know."""

from __future__ import annotations

from typing import Any

import pytest
from builders.filings import form
from builders.reviewed import faulty_report, lawful_report, review_page
from builders.years import finding
from lxml.html import document_fromstring

from kit.export.review.findings import number_findings
from kit.export.review.remarks import Remark, remarks_of
from kit.export.review.rules import parts_by_cell
from kit.export.review.wording import spoken_keys

COLUMN = ("closed_total", "carried_out", "received", "carried_in")


def remark_of(*, values: dict[str, int], **said: Any) -> Remark:
    """Return what is said of one finding, the rest of the report being zeros."""
    numbered = number_findings([finding(**said)], form=form())
    parts = parts_by_cell(form(), filed=form())
    return remarks_of(numbered, parts=parts, values=dict.fromkeys(form().cells, 0) | values)[1]


def test_a_broken_equation_is_written_as_one() -> None:
    """Both sides, the sign that they are not equal, and by how much."""
    cells = tuple(f"t3.{row}.total" for row in COLUMN)
    values = dict(zip(cells, (793, 71, 808, 59), strict=True))
    said = remark_of(rule="R1", cells=cells, values=values, expected=867, found=864)
    assert (said.equation, said.values) == ("793＋71 ≠ 808＋59，差 −3", "")


def test_values_that_the_message_has_are_not_said_again() -> None:
    """What there should be and what there is stands once, in the message or below it."""
    numbers = {"expected": 12, "found": 5}
    told = remark_of(rule="X1", message="表三应为 12，文字说的是5。", values={}, **numbers)
    assert told.values == ""
    bare = remark_of(rule="X1", message="第 125 行不符。", values={}, **numbers)
    assert bare.values == "应为 12，实为 5"


def test_what_is_only_unusual_is_not_called_wrong() -> None:
    """A note says what there mostly is; nowhere does the page say that its rule is broken."""
    told = remark_of(rule="S9", severity="note", message="少见。", values={}, expected=0, found=25)
    assert told.values == "一般为 0，实为 25"
    tree = document_fromstring(review_page(lawful_report()))
    [row] = tree.xpath("//details[@class='outcomes']//tr[th='S9']")
    assert "不成立" not in row.text_content()
    [source] = tree.xpath("//tr[@id='from-t4.litigation_direct.total']")
    assert "未经复议直接起诉：值得留意" in source.text_content()
    assert "应为 0" not in tree.text_content()


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("report.yaml correction items 第 2 项", "填报参数“发布后的更正”第 2 项"),
        ("请改 report.yaml 的 after。", "请改填报参数的“更正后”。"),
        ("signoff.yaml 第 3 行起：被改动。", "签署记录第 3 行起：被改动。"),
        ("在 report.yaml 写明", "在填报参数写明"),
        ("narrative.md 第 3 行“report”", "narrative.md 第 3 行“report”"),
    ],
)
def test_keys_are_named_as_their_schema_describes_them(said: str, read: str) -> None:
    """A file of keys and its keys are spoken of in words; everything else is left."""
    assert spoken_keys(said) == read


def test_no_key_of_a_file_is_on_the_page() -> None:
    """A date that is too late, and every cure of the form, are told in words."""
    late = finding("S5", message="report.yaml published：应不晚于 2025-01-31，实为 2025-03-12。")
    cured = [finding(rule) for rule in form().rules]
    page = review_page(faulty_report(), findings=[late, *cured], causes=[])
    said = document_fromstring(page).text_content()
    assert "填报参数“发布日期”：应不晚于 2025-01-31" in said
    assert ".yaml" not in said

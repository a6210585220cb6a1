"""Characters that nobody sees: found where they stand, and never printed."""

from __future__ import annotations

import pytest
from builders.reports import report_of_case

from kit.checks import check
from kit.form import form_of_year, load_forms
from kit.narrative import parse_narrative
from kit.signs import find_hidden, hidden_values, printed, without_hidden

#: One of each group, by what it is printed as.
SIGNS = {
    "\u202e": "",
    "\u2066": "",
    "\u200f": "",
    "\x00": "",
    "\x1b": "",
    "\x85": "",
    "\u2028": "",
    "\u200b": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
    "\u00ad": "",
    "\ufe0f": "",
    "\U000e0041": "",
    "\U000e0100": "",
    "\ue863": "〓",
    "\u0378": "〓",
    "\ud800": "〓",
}


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{ord(sign):X}")
def test_each_is_found_and_left_out(sign: str) -> None:
    """Its place is line and column of the file; what is printed is without it."""
    text = f"第一行\n收到1{sign}2件"
    (found,) = find_hidden(text, file="narrative.md")
    assert (found.line, found.column, found.code) == (2, 4, f"U+{ord(sign):04X}")
    assert without_hidden(text) == f"第一行\n收到1{SIGNS[sign]}2件"


@pytest.mark.parametrize(
    "text", ["收到 3 件。\r\n\t另行", "\u3000\u3000段落\u00a0有空格", "３件㈠"]
)
def test_what_people_write_stays(text: str) -> None:
    """Blanks of any width and signs that are seen are no business of this."""
    assert list(find_hidden(text, file="narrative.md")) == []
    assert without_hidden(text) == text


def test_a_narrative_is_read_without_them() -> None:
    """Its lines stay its lines, and what was left out is kept beside it."""
    text = "\ufeff前言\u200b。\n\n## 一、总体\u202e情况\n\n平稳。"
    narrative = parse_narrative(text, file="narrative.md", form=form_of_year(2022))
    assert narrative.preface.before == "前言。"
    assert narrative.section(1).before == "平稳。"
    assert [(h.line, h.column) for h in narrative.hidden] == [(1, 3), (3, 8)]


def test_values_of_a_file_of_keys() -> None:
    """The line is where the key stands; one written as an escape has none."""
    content = 'a:\n  name: 甲\u200b局\n  other: "\\u202e"\n'.encode()
    data = {"a": {"name": "甲\u200b局", "other": "\u202e"}}
    found = list(hidden_values(data, content=content, file="agencies.yaml"))
    assert [(h.key, h.line, h.column) for h in found] == [("a name", 2, 10), ("a other", 0, 1)]
    assert printed(data) == {"a": {"name": "甲局", "other": ""}}


def test_findings_of_many_are_few() -> None:
    """A line full of them is told some times, not thousands."""
    form = load_forms()["2021"]
    case = next(case for case in form.rules["S16"].cases if case.outcome == "broken")
    report = report_of_case(
        type(case)(name="x", outcome="broken", preface="\u200b" * 5000), form=form
    )
    found = [f for f in check(report).findings if f.rule == "S16"]
    assert 0 < len(found) < 10

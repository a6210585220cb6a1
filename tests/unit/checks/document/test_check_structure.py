"""The report as a whole: its edition, sections, labels and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from builders.filings import form, zero_filing
from builders.reports import lawful_words, report_of

from kit.checks import Finding, check
from kit.form import load_forms
from kit.narrative.model import Narrative
from kit.narrative.parse import parse_narrative
from kit.parameters import Parameters
from kit.report.model import Report
from kit.source.filing import LabelFault, Place


def said(report: Report, rule: str) -> list[str]:
    """Return what the findings of a rule say, before the reason."""
    judged = report.form.rules[rule]
    found = [finding for finding in check(report).findings if finding.rule == rule]
    return [finding.message.removesuffix(judged.reason + judged.cure) for finding in found]


def with_words(narrative: Narrative, *, kind: str = "department") -> Report:
    """Return a report of zeros with these words."""
    return report_of(zero_filing(form()), narrative=narrative, agency={"kind": kind})


def in_order(numbers: Sequence[int]) -> Narrative:
    """Return a narrative whose sections come in this order."""
    words = lawful_words(form())
    return replace(words, sections=tuple(words.section(number) for number in numbers))


def test_six_sections_in_order_hold() -> None:
    """Sections of tables need no words of their own."""
    assert said(with_words(in_order([1, 2, 3, 4, 5, 6])), "S4") == []


def test_a_missing_section_is_named() -> None:
    """The finding gives the heading the form wants."""
    found = said(with_words(in_order([1, 2, 3, 5, 6])), "S4")
    assert found == ["narrative.md：应有“四、政府信息公开行政复议、行政诉讼情况”，没有。"]


def test_a_section_out_of_order_is_found_once() -> None:
    """What comes too late is named, not everything after it."""
    found = said(with_words(in_order([1, 3, 2, 4, 5, 6])), "S4")
    assert found == ["narrative.md 第 21 行：“二、主动公开政府信息情况”应在后面各部分之前。"]


def test_a_section_that_comes_twice_is_found() -> None:
    """Two sections five are one too many."""
    found = said(with_words(in_order([1, 2, 3, 4, 5, 5, 6])), "S4")
    assert found == ["narrative.md 第 51 行：“五、存在的主要问题及改进情况”重复出现。"]


def test_restarted_numbers_are_found() -> None:
    """The numeral must be the section's own."""
    words = lawful_words(form())
    fifth = replace(words.section(5), heading="一、存在的主要问题及改进情况")
    sections = tuple(fifth if s.number == 5 else s for s in words.sections)
    found = said(with_words(replace(words, sections=sections)), "S4")
    title = "存在的主要问题及改进情况"
    assert found == [f"narrative.md 第 51 行：应为“五、{title}”，实为“一、{title}”。"]


def test_a_heading_in_other_words_is_one_finding() -> None:
    """Its section is there and full; what is wrong is the heading alone."""
    words = lawful_words(form())
    fifth = replace(words.section(5), heading="五、存在问题及打算")
    sections = tuple(fifth if s.number == 5 else s for s in words.sections)
    found = said(with_words(replace(words, sections=sections)), "S4")
    own = "五、存在的主要问题及改进情况"
    assert found == [f"narrative.md 第 51 行：应为“{own}”，实为“五、存在问题及打算”。"]


def test_a_heading_without_its_numeral_passes() -> None:
    """The title says which section it is."""
    words = lawful_words(form())
    plain = tuple(replace(s, heading=s.heading.partition("、")[2]) for s in words.sections)
    assert said(with_words(replace(words, sections=plain)), "S4") == []


@pytest.mark.parametrize("text", ["", "  \n", "<!-- 待写 -->", "### （一）问题", "**"])
def test_a_section_of_marks_alone_is_empty(text: str) -> None:
    """Comments and sub-headings are no content."""
    found = said(with_words(lawful_words(form(), sections={5: text})), "S4")
    assert found == ["narrative.md 第 51 行：“五、存在的主要问题及改进情况”应有内容，实为空。"]


def test_a_strange_heading_is_found_and_its_section_is_not_called_empty() -> None:
    """A part set as a section of its own carries the section's content with it."""
    text = "\n\n".join(
        f"## {section.heading}\n\n" + ("## （一）主动公开\n\n及时。" if not section.table else "")
        for section in form().sections[:2]
    )
    words = parse_narrative(text, file="narrative.md", form=form())
    found = said(with_words(words), "S4")
    assert (
        "narrative.md 第 5 行：标题“（一）主动公开”不是格式规定的部分，下级标题请用三个 #。"
        in found
    )
    assert not any("实为空" in message for message in found)


def test_a_government_reports_what_the_law_asks_of_it() -> None:
    """A department need not say what every missing part is missing for."""
    words = lawful_words(form(), sections={1: "纳入年度考核。"})
    assert said(with_words(words), "S4") == []
    assert said(with_words(words, kind="government"), "S4") == [
        "narrative.md：政府的报告应写明社会评议情况，没有写。",
        "narrative.md：政府的报告应写明责任追究情况，没有写。",
    ]


def citing(text: str, *, year: int = 2022) -> list[Finding]:
    """Return the findings on edition and circular of a report with this preface."""
    words = lawful_words(form(), preface=text)
    report = report_of(zero_filing(form(), year=year), narrative=words)
    return [finding for finding in check(report).findings if finding.rule == "S2"]


@pytest.mark.parametrize(
    "written",
    ["国办公开办函〔2019〕60号", "国办公开办函[2019]60 号", "国办公开办函（2019）60号"],
)
def test_a_superseded_circular_is_found_however_it_is_written(written: str) -> None:
    """The finding quotes it and names the circular in force."""
    [found] = citing(f"按照《格式》（{written}）编制。")
    assert (found.expected, found.found) == (
        "国办公开办函〔2021〕30号",
        "国办公开办函〔2019〕60号",
    )
    assert found.at is not None
    assert found.at.quote == written


def test_a_repealed_circular_may_be_called_so() -> None:
    """To say that it no longer applies is not to rely on it."""
    assert citing("国办公开办函〔2019〕60号同时废止。") == []


@pytest.mark.parametrize(("year", "severity"), [(2019, "note"), (2020, "error")])
def test_the_first_year_of_a_form_is_a_note(year: int, severity: str) -> None:
    """For 2019 the form was only encouraged."""
    filing = zero_filing(form("2021"), year=year)
    report = report_of(filing, form=load_forms()["2019"])
    [found] = [finding for finding in check(report).findings if finding.rule == "S2"]
    assert (found.severity, found.expected, found.found) == (severity, "2019", "2021")


def test_a_label_is_reported_where_it_stands() -> None:
    """The message gives the form's label and what stands in its place."""
    place = Place(file="tables.xlsx", sheet="表三", cell="F3")
    faults = (LabelFault(place=place, wanted="科研机构", found="科研企业"),)
    report = report_of(replace(zero_filing(form()), label_faults=faults))
    assert said(report, "S6") == ["tables.xlsx 表三 F3：应为“科研机构”，实为“科研企业”。"]


@pytest.mark.parametrize(
    ("agency", "published", "outcome"),
    [
        ({"kind": "department"}, "2023-01-31", "holds"),
        ({"kind": "department"}, "2023-02-01", "broken"),
        ({"kind": "town"}, "2023-02-01", "broken"),
        ({"kind": "government", "scope": "rollup", "level": "county"}, "2023-02-20", "holds"),
        ({"kind": "government", "scope": "rollup", "level": "county"}, "2023-02-21", "broken"),
        ({"kind": "office", "scope": "rollup", "level": "city"}, "2023-03-10", "holds"),
        ({"kind": "government", "scope": "rollup", "level": "city"}, "2023-03-11", "broken"),
        ({"kind": "government", "scope": "rollup", "level": "province"}, "2023-03-31", "holds"),
        ({"kind": "government"}, "2023-04-01", "broken"),
        ({"kind": "department", "scope": "rollup", "vertical": True}, "2023-03-31", "holds"),
        ({"kind": "department"}, "", "undecided"),
    ],
)
def test_the_deadline_is_that_of_the_agencys_kind(
    agency: dict[str, object], published: str, outcome: str
) -> None:
    """Departments, towns, roll-ups of each level and vertical systems have their own dates."""
    parameters = Parameters(published=published)
    report = report_of(zero_filing(form()), agency=agency, parameters=parameters)
    assert check(report).outcomes["S5"] == outcome


def test_a_late_report_says_both_dates() -> None:
    """The date that counts is that of report.yaml."""
    parameters = Parameters(published="2023-02-01")
    report = report_of(zero_filing(form()), parameters=parameters)
    assert said(report, "S5") == ["report.yaml published：应不晚于 2023-01-31，实为 2023-02-01。"]

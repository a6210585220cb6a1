"""What the analyst's cells show: the verdict, findings with their cures, sections, all escaped."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders.claimed import claiming
from builders.filings import filing_of, form, zero_filing
from builders.html_tables import read_figures
from builders.reports import lawful_words, placed, report_of

from kit.checks import check
from kit.notebook import show
from kit.parameters import Parameters
from kit.report import Report
from kit.source.values import Raw


def findings_of(report: Report) -> str:
    """Return the findings of a report as its cell shows them."""
    return show.findings_html(report, findings=check(report))


def overview_of(report: Report) -> str:
    """Return the overview of a report as its cell shows it, without the style."""
    html = show.overview_html(report, findings=check(report))
    return re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


def broken(**values: Raw) -> Report:
    """Return a report of zeros but for some cells, read from a workbook."""
    return report_of(placed(zero_filing(form(), **values), form()))


def test_the_verdict_of_a_lawful_report() -> None:
    """No error, and what there is to compare with is said."""
    shown = overview_of(report_of(zero_filing(form())))
    assert '<p class="verdict good">没有错误</p>' in shown
    assert "错误 0、警告 0、提示 0，待核定 0，已核定 0" in shown
    assert "没有，与上年有关的规则不适用" in shown
    assert "<dd>未填写</dd>" in shown


def test_the_verdict_counts_errors() -> None:
    """One blank is one error; last year and date are named when there are any."""
    of = form()
    report = report_of(
        filing_of(of, {"t2.licensing.decisions": None}, year=2023),
        last=zero_filing(of, year=2022),
        parameters=Parameters(published="2024-01-20", origin="某某网"),
    )
    shown = overview_of(report)
    assert '<p class="verdict bad">有 1 个错误需要改正</p>' in shown
    assert "<dd>2022 年</dd>" in shown
    assert "<dd>2024-01-20</dd>" in shown
    assert "<dt>数字来源</dt><dd>某某网</dd>" in shown


def test_the_overview_brings_the_style_of_all_cells() -> None:
    """Other cells show their parts without a style of their own."""
    report = report_of(zero_filing(form()))
    shown = show.overview_html(report, findings=check(report))
    assert shown.startswith("<style>")
    assert ".ogi-report" in shown
    assert ".ogi-analyst" in shown


def test_without_findings_that_is_said() -> None:
    """An empty table would leave doubt."""
    shown = findings_of(report_of(zero_filing(form())))
    assert "<p>没有发现。</p>" in shown
    assert "可能的原因" not in shown
    assert "已接受" not in shown


def test_each_finding_has_its_severity_rule_and_message() -> None:
    """A blank names the cell of the workbook, the wish and the cure."""
    shown = findings_of(broken(t2__licensing__decisions="/"))
    assert '<tr class="error"><td>错误</td><td>R5</td><td>tables.xlsx 表二 B7（' in shown
    assert "应为非负整数，实为“/”。没有请填 0" in shown


def test_a_cause_stands_above_the_findings() -> None:
    """One cell that breaks several sums is named before they are listed."""
    shown = findings_of(broken(t3__granted__natural_person=2))
    cause = "可能的原因</p><ul><li>一格填错：表三 D6（予以公开·自然人）多 2，应为 0"
    assert cause in shown
    assert shown.index(cause) < shown.index("<caption>发现</caption>")


def test_accepted_findings_stay_visible_with_their_reason() -> None:
    """What was accepted is folded away, never left out."""
    report = broken(t2__licensing__decisions=None)
    shown = findings_of(claiming(report, "R5", reason="公布时<空白>"))
    assert "<p>没有发现。</p>" in shown
    assert "<details><summary>由填报单位说明保留 1 处</summary>" in shown
    assert "填报单位的说明：公布时&lt;空白&gt;" in shown


def test_every_rule_has_its_outcome() -> None:
    """All rules in force are listed, those that do not apply too."""
    report = report_of(zero_filing(form()))
    shown = findings_of(report)
    for rule in report.form.rules.values():
        assert f"<td>{rule.id}</td><td>{rule.title}</td>" in shown
    assert "<td>Y1</td><td>上年结转衔接</td><td>不适用</td>" in shown


def test_a_blank_table_is_one_line() -> None:
    """Two hundred blanks do not bury what else was found."""
    filing = zero_filing(form())
    blank = {address.replace(".", "__"): None for address in filing.figures if "t3" in address}
    shown = findings_of(broken(**blank))
    assert shown.count("<td>R5</td><td>tables.xlsx") == 1
    assert f"同类的共 {len(blank)} 处：表三 D4、E4、" in shown


def test_words_of_a_cell_are_escaped() -> None:
    """What somebody typed into a spreadsheet is never markup, in findings or in tables."""
    report = broken(t3__received__total="<script>1</script>&")
    shown = findings_of(report) + show.section_html(report, number=3)
    assert "<script" not in shown
    assert "&lt;script&gt;1&lt;/script&gt;&amp;" in shown


def test_the_agencys_name_is_escaped() -> None:
    """The name of an agency is text."""
    report = report_of(zero_filing(form()), agency={"name": "“甲<b>&乙”局"})
    assert "“甲&lt;b&gt;&amp;乙”局2022年" in overview_of(report)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_a_section_has_its_heading_words_and_table(number: int) -> None:
    """The statutory heading comes first, the table where the form puts it."""
    words = lawful_words(form(), sections={number: "正文。"})
    report = report_of(zero_filing(form()), narrative=words)
    section = report.form.sections[number - 1]
    shown = show.section_html(report, number=number)
    assert shown.startswith(f"<h2>{section.heading}</h2><p>正文。</p>")
    assert shown.count("<table") == (1 if section.table else 0)


def test_a_table_shows_the_figures_of_the_filing() -> None:
    """Large counts are printed without a separator, a note stays as it stands."""
    report = broken(
        t2__licensing__decisions=11398889, t2__penalties__decisions="22（其中修订16件）"
    )
    read = read_figures(show.section_html(report, number=2), form=form())
    assert read["t2.licensing.decisions"] == "11398889"
    assert read["t2.penalties.decisions"] == "22（其中修订16件）"


def test_words_stand_on_both_sides_of_a_table() -> None:
    """What follows the mark of the table follows the table."""
    narrative = lawful_words(form(), sections={4: "表前。"})
    sections = tuple(
        replace(passage, after="表后。") if passage.number == 4 else passage
        for passage in narrative.sections
    )
    report = report_of(zero_filing(form()), narrative=replace(narrative, sections=sections))
    shown = show.section_html(report, number=4)
    assert shown.index("表前。") < shown.index("<table") < shown.index("表后。")


def test_the_record_says_what_exporters_will_find() -> None:
    """The last cell tells how to export."""
    shown = show.record_html(report_of(zero_filing(form())))
    assert "6 个部分、3 张表、200 个数" in shown
    assert "<code>kit build 2022 test-agency</code>" in shown


def test_claims_are_no_verdict_of_good_until_they_are_confirmed() -> None:
    """Whoever fills in the report sees that somebody still has to look."""
    report = claiming(broken(t2__licensing__decisions=None), "R5")
    findings = check(report)
    shown = show.overview_html(report, findings=findings)
    assert '<p class="verdict fair">没有错误；1 处由填报单位说明保留，待核定</p>' in shown
    confirmed = {finding.key for finding in findings.claimed}
    shown = show.overview_html(report, findings=findings, confirmed=confirmed)
    assert '<p class="verdict good">没有错误</p>' in shown

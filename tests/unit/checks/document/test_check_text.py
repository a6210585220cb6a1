"""Leftovers of the template, the length of a section, and where words stand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders.filings import form, zero_filing
from builders.reports import lawful_words, report_of

from kit.checks import Findings, check
from kit.checks.words import Words, loose, plain_text, words_of
from kit.narrative.model import Narrative, Passage


def checked(text: str, *, number: int = 5) -> Findings:
    """Check a report with *text* in one of its sections."""
    return check(of_words(lawful_words(form(), sections={number: text})))


def of_words(narrative: Narrative):  # noqa: ANN201 - the type is the builder's
    """Return the report of zeros with these words."""
    return report_of(zero_filing(form()), narrative=narrative)


@pytest.mark.parametrize(
    "text",
    [
        "（文字描述）",
        "( 文字描述 )",
        "本部分（文字描述，收取信息处理费情况在此处报告。）",
        "（待补充）",
        "【待核实】",
        "（此处填写年份）",
        "填报说明：本表由各单位填写。",
        "请在此处填写。",
        "全年共××件。",
        "2022年×月印发。",
        "20××年",
        "XX市",
        "共XXX件",
        "办结____件",
        "共？？？件",
        "TODO 补数字",
    ],
)
def test_leftovers_of_the_template_are_found(text: str) -> None:
    """Remarks, placeholder marks and instructions are no text of a report."""
    findings = checked(text)
    assert findings.outcomes["S13"] == "broken"
    [found, *_] = [finding for finding in findings.findings if finding.rule == "S13"]
    assert found.at is not None
    assert found.at.line == 51
    assert found.message.startswith("narrative.md 第 51 行：留有模板的“")


def test_a_missing_value_is_told_from_a_leftover() -> None:
    """What a placeholder shows for a value that is not there names the cause."""
    [found] = [f for f in checked("共（缺）件，（缺）件。").findings if f.rule == "S13"]
    assert found.message.startswith(
        "narrative.md 第 51 行：“（缺）”处引用的没有值：数在表中空缺，或名称在 agencies.yaml 中"
    )


@pytest.mark.parametrize(
    "text",
    [
        "公开栏尺寸为3×3米。",
        "咨询电话138××××1234。",
        "详见 https://www.example.gov.cn/xxgk/xxxx/index.html?a=___ 。",
        "邮箱 xxgkxxx@example.gov.cn。",
        "召开年度报告填报说明会。",
        "待办事项均已办结。",
        "推进 5G 和 IPv6 应用，公布 X 光机采购结果。",
        "完善机制（待条件成熟后推广），是否合适？",
    ],
)
def test_ordinary_text_is_no_leftover(text: str) -> None:
    """Sizes, masked numbers, addresses of the web and plain words stay."""
    assert checked(text).outcomes["S13"] == "holds"


def test_a_long_remark_is_one_finding() -> None:
    """The remark of section six is quoted whole, not by its beginning."""
    findings = checked("（文字描述，收取信息处理费情况在此处报告。）", number=6).findings
    [found] = [finding for finding in findings if finding.rule == "S13"]
    assert found.found == "（文字描述，收取信息处理费情况在此处报告。）"


def test_a_finding_after_the_table_has_its_own_line() -> None:
    """Words below a table count lines from where they begin."""
    words = lawful_words(form())
    third = replace(words.section(3), before="无。", after="第一行。\n共××件。", after_line=40)
    sections = tuple(third if s.number == 3 else s for s in words.sections)
    findings = check(of_words(replace(words, sections=sections))).findings
    [found] = [finding for finding in findings if finding.rule == "S13"]
    assert found.at is not None
    assert (found.at.line, found.at.quote) == (41, "××")


@pytest.mark.parametrize(
    ("characters", "outcome"), [(1000, "holds"), (1100, "holds"), (1101, "broken")]
)
def test_section_one_may_run_a_little_over(characters: int, outcome: str) -> None:
    """About a thousand characters are a thousand and a tenth at most."""
    findings = checked("字" * characters, number=1)
    assert findings.outcomes["S11"] == outcome


def test_marks_and_spaces_are_not_counted() -> None:
    """Markdown's marks, links' targets and line ends are no characters of the text."""
    text = "### （一）主动公开\n\n- **及时** [公开](https://example.gov.cn)\n<!-- 备注 -->"
    assert plain_text(Passage(number=1, before=text)) == "（一）主动公开及时公开"


def test_an_empty_section_one_has_no_length() -> None:
    """That it is empty is another rule's finding."""
    assert checked("", number=1).outcomes["S11"] == "not applicable"


def test_words_come_in_reading_order() -> None:
    """The preface is first, empty runs are left out."""
    words = lawful_words(form(), preface="前言。")
    assert [run.number for run in words_of(words)] == [0, 1, 5, 6]


def test_a_match_is_quoted_on_its_line_and_in_its_sentence() -> None:
    """A quote is one line of at most sixty characters."""
    words = Words(file="a.md", number=1, line=7, text="甲。\n乙" + "很" * 80 + "长；丙。")
    match = re.search("乙很+", words.text)
    assert match is not None
    assert (words.at(match).line, len(words.at(match).quote)) == (8, 60)
    assert words.sentence(match).endswith("长")


@pytest.mark.parametrize(
    ("said", "line", "column"), [("丙丁", 8, 3), ("甲", 7, 1), ("。\n乙", 7, 2), ("\n乙", 8, 1)]
)
def test_words_stand_on_a_line_and_in_a_column(said: str, line: int, column: int) -> None:
    """Both count from 1; white space that a match begins with is not where its words stand."""
    words = Words(file="a.md", number=1, line=7, text="甲。\n乙，丙丁")
    match = re.search(said, words.text)
    assert match is not None
    assert (words.at(match).line, words.at(match).column) == (line, column)


@pytest.mark.parametrize(
    "written",
    ["国办公开办函〔2019〕60号", "国办公开办函[2019] 60号", "国办公开办函（２０１９）６０号"],
)
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    """Brackets, spaces and the width of digits do not matter."""
    assert re.search(loose("国办公开办函〔2019〕60号"), written)

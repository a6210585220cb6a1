"""Headings are known by their mark, and where they have none by their words."""

from __future__ import annotations

import pytest
from builders.filings import form
from builders.narratives import filled, parsed, values_of

from kit.errors import NarrativeError
from kit.form import load_forms
from kit.narrative import NO_SECTION, fill_narrative, heading_number, spoken_place

TITLE = "某某局2022年政府信息公开工作年度报告"


def plain(edition: str, *, dress: str = "{}") -> str:
    """Return a text of all sections whose headings have no mark, but what *dress* puts on them."""
    parts = [
        f"{dress.format(section.heading)}\n第{section.number}部分的文字。"
        for section in form(edition).sections
    ]
    return "\n".join(["前言。", *parts])


@pytest.mark.parametrize("edition", load_forms())
@pytest.mark.parametrize("dress", ["{}", "　　{}", "**{}**", "### {}", "{}：", "  {}  "])
def test_sections_without_marks_are_known_by_their_words(edition: str, dress: str) -> None:
    """However they are set off, the headings of the form part the text."""
    narrative = parsed(plain(edition, dress=dress), edition=edition)
    assert narrative.preface.before == "前言。"
    assert [(p.number, p.before) for p in narrative.sections] == [
        (section.number, f"第{section.number}部分的文字。") for section in form(edition).sections
    ]


@pytest.mark.parametrize("missing", range(1, 7))
def test_one_heading_without_its_mark_is_known_beside_those_that_have_it(missing: int) -> None:
    """Who deletes the mark of one heading loses no section."""
    marked = plain("2021", dress="## {}")
    heading = form().sections[missing - 1].heading
    narrative = parsed(marked.replace(f"## {heading}", heading))
    assert [p.number for p in narrative.sections] == [1, 2, 3, 4, 5, 6]


def test_lines_of_the_text_are_no_headings_where_all_are_marked() -> None:
    """A title that stands in a section again is words."""
    text = plain("2021", dress="## {}").replace("第1部分的文字。", "总体情况\n平稳。")
    narrative = parsed(text)
    assert narrative.section(1).before == "总体情况\n平稳。"
    assert len(narrative.sections) == 6


def test_a_heading_and_its_words_on_one_line() -> None:
    """What follows the heading on its line is the beginning of the section."""
    text = plain("2021").replace("六、其他需要报告的事项\n", "六、其他需要报告的事项：")
    assert parsed(text).section(6).before == "第6部分的文字。"


@pytest.mark.parametrize("mark", ["", "## "])
def test_a_heading_in_words_of_its_own_is_the_section_between_its_neighbours(mark: str) -> None:
    """Its text stands in its section, and the heading is kept as it was written."""
    own = "五、存在问题和下步打算"
    text = plain("2021", dress=f"{mark}{{}}").replace("五、存在的主要问题及改进情况", own)
    passage = parsed(text).section(5)
    assert (passage.heading, passage.before) == (own, "第5部分的文字。")
    assert heading_number(own, form=form()) == NO_SECTION


@pytest.mark.parametrize(
    "above",
    [
        TITLE,
        "某某局\n2022年政府信息公开工作年度报告",
        "{{ 机关名称 }}{{ 年度 }}年政府信息公开工作年度报告",
    ],
)
def test_title_and_contents_above_are_left_out(above: str) -> None:
    """The title without a mark, and a list of the sections that a program made."""
    contents = "目　录\n一、总体情况\t1\n二、主动公开政府信息情况 ……… 3"
    narrative = parsed(f"{above}\n\n{contents}\n{plain('2021')}")
    assert narrative.preface.before == "前言。"


def test_parts_of_a_text_without_marks_have_headings() -> None:
    """A line of its own that is numbered as a part is; in a text with marks it stays words."""
    text = plain("2021").replace("第1部分", "（一）主动公开情况\n第1部分")
    assert parsed(text).section(1).before.startswith("### （一）主动公开情况\n")
    marked = plain("2021", dress="## {}").replace("第1部分", "（一）主动公开情况\n第1部分")
    assert parsed(marked).section(1).before.startswith("（一）主动公开情况\n")


def test_a_text_without_headings_is_a_preface() -> None:
    """Nothing is taken for a heading that is none."""
    narrative = parsed("本年度平稳。\n一、加强领导。落实责任。\n二、强化培训。")
    assert narrative.sections == ()
    assert "加强领导" in narrative.preface.before


@pytest.mark.parametrize("braces", ["｛｛{}｝｝", "{{{{{}}}}}", "{{｛{}｝}}", "｛｛{}}}}}"])
def test_braces_of_either_width(braces: str) -> None:
    """An input method that types full-width braces is understood."""
    assert filled(braces.format(" 年度 ")) == "2022"
    text = f"三、收到和处理政府信息公开申请情况\n甲。\n{braces.format('表三')}"
    assert parsed(text).section(3).before == "甲。"


def test_all_faults_of_a_text_in_the_order_they_stand() -> None:
    """Lines too long, lists too deep and wrong placeholders are told in one go."""
    text = f"{{{{ 年分 }}}}\n{'公开' * 2000}\n## 一、总体情况\n{'> ' * 40}甲\n共{{{{ 表三 }}}}"
    with pytest.raises(NarrativeError) as refused:
        fill_narrative(parsed(text), values=values_of())
    assert [fault.where for fault in refused.value.faults] == [
        "narrative.md 第 1 行第 1 列",
        "narrative.md 第 2 行",
        "narrative.md 第 4 行",
        "narrative.md 第 5 行第 2 列",
    ]


def test_word_has_paragraphs_where_text_files_have_lines() -> None:
    """A place is said as people find it."""
    assert spoken_place("正文.DOCX", line=3, column=2) == "正文.DOCX 第 3 段第 2 字"

"""A Markdown file becomes a preface and sections that know their lines."""

from __future__ import annotations

import pytest
from builders.filings import form
from builders.narratives import parsed, values_of

from kit.errors import NarrativeError
from kit.form import load_forms
from kit.narrative import NO_SECTION, fill_narrative, render_markdown


def test_preface_and_sections_know_their_lines() -> None:
    """Blank lines around a passage are dropped and its line stays that of the file."""
    narrative = parsed(
        "\n前言一。\n\n前言二。\n\n## 一、总体情况\n\n\n平稳。\n\n## 二、主动公开政府信息情况\n表。"
    )
    assert (narrative.preface.before, narrative.preface.line) == ("前言一。\n\n前言二。", 2)
    assert [(p.number, p.before, p.line) for p in narrative.sections] == [
        (1, "平稳。", 9),
        (2, "表。", 12),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "## 一、总体情况",
        "# 一、总体情况",
        "##一、总体情况",
        "##　一、 总 体 情 况",
        "## 总体情况",
        "## 1.总体情况",
        "## 1、 总体情况 ##",
        "## 第一部分　总体情况",
        "## （一）总体情况",
        "## **一、政府信息公开总体情况**",
        "   ## 一、总体情况：",
    ],
)
def test_headings_are_met_in_many_spellings(heading: str) -> None:
    """Level one or two, numbered or not, spaced or not, in any variant of the title."""
    assert [passage.number for passage in parsed(f"{heading}\n\n平稳。").sections] == [1]


@pytest.mark.parametrize("edition", load_forms())
def test_every_title_and_variant_is_its_section(edition: str) -> None:
    """The form's own titles and all their variants lead to their section."""
    for section in form(edition).sections:
        for title in (section.heading, section.title, *section.label.variants):
            (passage,) = parsed(f"## {title}", edition=edition).sections
            assert passage.number == section.number, title


def test_a_title_with_a_numeral_of_its_own_keeps_its_words() -> None:
    """The heading is kept as it was written, for whoever compares it with the form."""
    (passage,) = parsed("## 7. 总体情况").sections
    assert (passage.number, passage.heading) == (1, "7. 总体情况")


def test_unknown_heading_is_kept_without_a_number() -> None:
    """A heading that is no section of the form keeps its text and ends the one before it."""
    narrative = parsed("## 一、总体情况\n甲。\n## 七、附件\n乙。\n## 六、其他需要报告的事项\n丙。")
    assert [(p.number, p.heading, p.before) for p in narrative.sections] == [
        (1, "一、总体情况", "甲。"),
        (NO_SECTION, "七、附件", "乙。"),
        (6, "六、其他需要报告的事项", "丙。"),
    ]


def test_report_title_is_left_out() -> None:
    """The statutory title above the preface is no passage and no part of one."""
    for title in (
        "某某局2022年政府信息公开工作年度报告",
        "{{ agency.name }}{{ year }}年政府信息公开工作年度报告",
    ):
        narrative = parsed(f"# {title}\n\n前言。\n\n## 一、总体情况\n\n平稳。")
        assert (narrative.preface.before, narrative.preface.line) == ("前言。", 3)
        assert len(narrative.sections) == 1


def test_other_title_is_no_section() -> None:
    """A level-one heading that is not the title is reported like any unknown heading."""
    narrative = parsed("# 某某局工作总结\n\n前言。\n\n## 一、总体情况\n")
    assert [passage.number for passage in narrative.sections] == [NO_SECTION, 1]


def test_deeper_headings_and_hash_tags_are_text() -> None:
    """Sub-headings stay inside their section, and so does a line that begins with a hash."""
    text = "### （一）主动公开情况\n\n#政务公开# 话题。\n\n#### 1. 网站"
    (passage,) = parsed(f"## 一、总体情况\n{text}").sections
    assert passage.before == text


def test_an_empty_section_stands_on_the_line_of_its_heading() -> None:
    """A section without words is kept, empty, so that rule S4 can point at it."""
    narrative = parsed(
        "前言。\n## 五、存在的主要问题及改进情况\n\n\n## 六、其他需要报告的事项\n无。"
    )
    assert (narrative.section(5).before, narrative.section(5).line) == ("", 2)


def test_a_repeated_section_is_kept_twice() -> None:
    """Both stand in the narrative in the order written."""
    narrative = parsed("## 一、总体情况\n甲。\n## 一、总体情况\n乙。")
    assert [passage.before for passage in narrative.sections] == ["甲。", "乙。"]


@pytest.mark.parametrize("mark", ["{{ t3 }}", "{{t3}}", "  {{ t3 }}  "])
def test_own_table_mark_splits_the_text(mark: str) -> None:
    """The mark of the section's table parts what stands before it from what stands after."""
    narrative = parsed(
        f"前言。\n## 三、收到和处理政府信息公开申请情况\n甲。\n\n{mark}\n\n乙。\n\n丙。"
    )
    passage = narrative.section(3)
    assert (passage.before, passage.line) == ("甲。", 3)
    assert (passage.after, passage.after_line) == ("乙。\n\n丙。", 7)
    assert passage.markdown == "甲。\n\n乙。\n\n丙。"


def test_mark_above_all_words() -> None:
    """A table may stand first; all the words come after it."""
    passage = parsed("## 四、政府信息公开行政复议、行政诉讼情况\n{{ t4 }}\n甲。").section(4)
    assert (passage.before, passage.after, passage.after_line) == ("", "甲。", 3)


def test_marks_elsewhere_stay_in_the_text() -> None:
    """Another table's mark, a second one, and one inside a sentence are no marks."""
    text = "## 三、收到和处理政府信息公开申请情况\n{{ t2 }}\n{{ t3 }}\n见 {{ t3 }}。\n{{ t3 }}"
    passage = parsed(text).section(3)
    assert (passage.before, passage.after) == ("{{ t2 }}", "见 {{ t3 }}。\n{{ t3 }}")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_line_ending_and_a_byte_order_mark(newline: str) -> None:
    """Files of Windows and old editors have the same lines."""
    text = newline.join(["\ufeff# 一、总体情况", "", "甲。", "乙。"])
    passage = parsed(text).section(1)
    assert (passage.before, passage.line) == ("甲。\n乙。", 3)


def test_empty_file() -> None:
    """Nothing written is an empty preface and no section."""
    narrative = parsed("")
    assert (narrative.preface.before, narrative.sections) == ("", ())
    assert narrative.section(1).markdown == ""


@pytest.mark.parametrize("mark", [">", "> ", "- ", "1. ", "* > ", "+\t"])
def test_text_nested_so_deep_that_it_would_be_lost_is_refused(mark: str) -> None:
    """However deep lists and quotes stand: the words are rendered, or the line is named."""
    for depth in (1, 5, 9, 10, 11, 19, 20, 21, 40, 99, 300):
        text = f"## 一、总体情况\n\n{mark * depth}末尾"
        if "末尾" in render_markdown(text) and depth <= 5:
            assert "末尾" in parsed(text).section(1).before
        elif "末尾" not in render_markdown(text):
            with pytest.raises(NarrativeError, match="第 3 行"):
                fill_narrative(parsed(text), values=values_of())


def test_a_list_indented_so_deep_that_it_would_be_lost_is_refused() -> None:
    """So too where every level has a line of its own."""
    lines = "".join(f"{'  ' * level}- 第{level}层\n" for level in range(60))
    with pytest.raises(NarrativeError, match="套叠过深"):
        fill_narrative(parsed(f"## 一、总体情况\n\n{lines}"), values=values_of())

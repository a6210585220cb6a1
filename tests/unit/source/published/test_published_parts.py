"""Titles, publication lines, headings and prefaces of published reports."""

from __future__ import annotations

import pytest
from builders.filings import form

from kit.source.published.headings import find_headings
from kit.source.published.markdown import grid_markdown, paragraph_markdown
from kit.source.published.model import Document, Grid, Paragraph
from kit.source.published.parts import Parts, part_document
from kit.source.published.wording import (
    is_ending,
    is_stray,
    parse_contact,
    parse_date,
    parse_publication,
    parse_title,
)

SECTIONS = [section.heading for section in form().sections]


def parted(*lines: str) -> Parts:
    """Part a document of paragraphs."""
    blocks = tuple(Paragraph(text=line) for line in lines)
    return part_document(Document(blocks=blocks), form=form(), file="a.txt")


def heading_numbers(*lines: str) -> list[int]:
    """Return the sections whose headings are found."""
    blocks = [Paragraph(text=line) for line in lines]
    return [heading.number for heading in find_headings(blocks, form=form())]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("某某市财政局2022年政府信息公开工作年度报告", ("某某市财政局", 2022)),
        ("某某市财政局 2022 年度政府信息公开年度报告", ("某某市财政局", 2022)),
        ("2022年某某市政府信息公开工作年度报告", ("某某市", 2022)),
        ("2022年政府信息公开工作年度报告", ("", 2022)),
        ("某某局政府信息公开2022年度工作报告", ("某某局", 2022)),
        ("某某局政府信息公开工作年度报告（2022年度）", ("某某局", 2022)),
        ("某某局二〇二二年政府信息公开工作年度报告", ("某某局", 2022)),
        ("某某局关于２０２２年政府信息公开工作情况的报告", ("某某局", 2022)),
        ("【年报】某某局2022年度政府信息公开年报", ("某某局", 2022)),
        ("2022年度政府信息公开工作年度报告（某某局）", ("某某局", 2022)),
        ("某某局2022年政务公开工作年度报告", ("某某局", 2022)),
        ("某镇政府信息公开指南", None),
        ("根据要求，现公布某局2022年政府信息公开工作年度报告。", None),
    ],
)
def test_titles_say_agency_and_year(text: str, wanted: object) -> None:
    """Whichever way round they are written."""
    assert parse_title(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("发布日期:2023-01-28 15:26 信息来源:区科技局", ("2023-01-28", "区科技局")),
        ("时间：2023年1月8日　来源：某局　浏览次数：3", ("2023-01-08", "某局")),
        ("来源：某局", ("", "某局")),
        ("发布时间： 2023/01/30 | 来源： 某局办公室 | 打印", ("2023-01-30", "某局办公室")),
        ("统计期限自2022年1月1日起", None),
        ("数据起止时间：2022年1月1日至2022年12月31日", None),
        ("数据来源：各科室台账", None),
        ("本报告发布日期：2023年1月28日，电子版可在网站下载。", None),
    ],
)
def test_publication_lines_say_date_and_source(text: str, wanted: object) -> None:
    """In the ways that portals write them."""
    assert parse_publication(text) == wanted


def test_a_date_that_is_none_is_not_taken() -> None:
    """The thirtieth of February is skipped."""
    assert parse_date("2023-02-30，2023-03-01") == "2023-03-01"
    assert parse_date("昨天") == ""


@pytest.mark.parametrize(
    "text", ["— 3 —", "12", "第1页 共5页", "单位：件", "字体：大 中 小", "【打印】"]
)
def test_lines_of_the_portal_are_strays(text: str) -> None:
    """Page numbers, units, buttons."""
    assert is_stray(text)


@pytest.mark.parametrize(
    "text", ["上一篇：年报", "主办单位：某市", "苏ICP备05000000号", "相关链接", "分享到："]
)
def test_lines_below_the_report_end_it(text: str) -> None:
    """Links to other pages, the footer."""
    assert is_ending(text)


@pytest.mark.parametrize(
    "text", ["2022年共收到12件申请。", "主办的活动很多，共12场。", "相关信息均已公开。"]
)
def test_sentences_are_neither(text: str) -> None:
    """A sentence of the report stays."""
    assert not is_stray(text)
    assert not is_ending(text)


def test_headings_are_known_in_their_variants() -> None:
    """Numbered so or so, long or short, with a colon or without."""
    lines = (
        "第一部分 总体情况",
        "二、行政机关主动公开政府信息情况",
        "三、 收到和处理政府信息公开申请情况：",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "六、其它需要报告的事项",
    )
    assert heading_numbers(*lines) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("heading", ["二、总体情况", "—、总体情况", "1.总体情况", "十一、总体情况"])
def test_a_heading_with_another_number_is_said(heading: str) -> None:
    """The form's own number is written in its place, which somebody should know."""
    parts = parted(heading, *SECTIONS[1:])
    assert [part.number for part in parts.sections] == [1, 2, 3, 4, 5, 6]
    (fault,) = parts.faults
    assert (fault.wanted, fault.found) == ("“一、总体情况”", f"“{heading}”")


@pytest.mark.parametrize(
    "heading",
    [
        *("一、 总 体 情 况", "一.总体情况", "一丶总体情况", "一 总体情况", "（一）总体情况"),
        *("总体情况", "一、2022年总体情况", "一、总体情况："),
    ],
)
def test_a_heading_is_known_however_it_is_numbered(heading: str) -> None:
    """Spaces, lost or foreign marks, the year: the same heading, nothing to mend."""
    parts = parted(heading, *SECTIONS[1:])
    assert [part.number for part in parts.sections] == [1, 2, 3, 4, 5, 6]
    assert parts.faults == ()


def test_a_heading_in_words_of_its_own_is_known_by_its_place() -> None:
    """The only 一、 above 二、 heads section one, with a finding; two of them are too many."""
    parts = parted("一、工作概述", "全年平稳。", *SECTIONS[1:])
    assert [part.number for part in parts.sections] == [1, 2, 3, 4, 5, 6]
    assert "“工作概述”" in str(parts.faults[0])
    doubtful = parted("一、工作概述", "一、主要做法", *SECTIONS[1:])
    assert [part.number for part in doubtful.sections] == [2, 3, 4, 5, 6]


def test_a_list_of_contents_is_not_the_report() -> None:
    """The last run of headings is the report."""
    contents = [Paragraph(text=text) for text in (*SECTIONS, *SECTIONS)]
    assert [heading.at for heading in find_headings(contents, form=form())] == [6, 7, 8, 9, 10, 11]


def test_a_part_named_like_a_section_is_none() -> None:
    """（一）总体情况 inside a section is a part of it."""
    assert heading_numbers("一、总体情况", "（一）总体情况", "1.总体情况") == [1]


def test_a_heading_runs_into_its_words() -> None:
    """What follows a heading on its line belongs to the section."""
    parts = parted(*SECTIONS[:5], "六、其他需要报告的事项：无。")
    assert parts.sections[-1].blocks == (Paragraph(text="无。"),)


def test_a_heading_almost_the_forms_is_taken_and_said() -> None:
    """A word more or less: taken, with a finding."""
    parts = parted(*SECTIONS[:4], "五、存在的主要问题及改进措施", SECTIONS[5])
    assert [part.number for part in parts.sections] == [1, 2, 3, 4, 5, 6]
    assert "改进措施" in str(parts.faults[0])


def test_a_missing_section_is_said() -> None:
    """By its heading."""
    parts = parted(*SECTIONS[:5])
    assert "六、其他需要报告的事项" in str(parts.faults[0])


def test_a_title_in_two_lines_is_put_together() -> None:
    """The agency's name above, the rest below."""
    parts = parted("某某局", "2022年政府信息公开工作年度报告", "前言。", *SECTIONS)
    assert (parts.title, parts.agency_name) == ("某某局2022年政府信息公开工作年度报告", "某某局")
    assert parts.preface.blocks == (Paragraph(text="前言。"),)


def test_a_preface_without_a_title_is_found() -> None:
    """By its words, below whatever the portal says."""
    preface = "根据《中华人民共和国政府信息公开条例》的规定，现编制本机关上一年度的报告，予以公布。"
    parts = parted("首页", "通知", preface, *SECTIONS)
    assert parts.preface.blocks == (Paragraph(text=preface),)


def test_contact_is_read_where_it_is_said() -> None:
    """What is not said stays empty."""
    contact = parse_contact("联系电话：（0571）89535442，电子邮箱：a.b@example.gov.cn。")
    assert (contact.telephone, contact.email) == ("（0571）89535442", "a.b@example.gov.cn")
    assert (contact.unit, contact.address, contact.postcode) == ("", "", "")


def test_markdown_keeps_words_as_words() -> None:
    """Marks of Markdown are escaped, a part's heading becomes one."""
    assert paragraph_markdown(Paragraph(text="（二）依申请公开")) == "### （二）依申请公开"
    assert paragraph_markdown(Paragraph(text="- 一项\n1. 二项")) == "\\- 一项\n1\\. 二项"
    assert grid_markdown(Grid(rows=[["甲", "乙"], ["1"]])) == "| 甲 | 乙 |\n| --- | --- |\n| 1 |  |"
    assert grid_markdown(Grid(rows=[["", ""]])) == ""

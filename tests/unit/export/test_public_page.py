"""The public page: one file, its facts, its headings, its size."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import html5lib
import pytest
from builders.filings import form, real_filing
from builders.html_tables import read_figures
from builders.pages import FACTS, sample_page

from kit.export.page import render_page


@pytest.mark.parametrize("name", ["suqian-2023", "shanghai-office-2019"])
def test_page_is_valid_html(name: str) -> None:
    """A strict parser finds nothing wrong with the page."""
    page = html5lib.HTMLParser(strict=True).parse(sample_page(name))
    assert [child.tag.rpartition("}")[2] for child in page] == ["head", "body"]


def test_page_carries_the_meta_tags_of_government_sites() -> None:
    """Site, column and article are named as 《政府网站发展指引》 wants them."""
    found = dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]+)">', sample_page()))
    assert found == {
        "SiteName": "宿迁市人民政府",
        "SiteDomain": "www.suqian.gov.cn",
        "SiteIDCode": "3213000002",
        "ColumnName": "政府信息公开年报",
        "ArticleTitle": FACTS["title"],
        "PubDate": "2024-03-29",
        "ContentSource": "宿迁市人民政府办公室",
        "Keywords": "政府信息公开,年度报告,2023",
        "Description": "宿迁市人民政府2023年度政府信息公开工作情况。",
    }


def test_what_has_no_value_is_left_out() -> None:
    """A page with a title only has no empty tag, no publication line and no site header."""
    page = render_page({"title": "年度报告"}, preface_html="", sections=[])
    assert set(re.findall(r'<meta name="(\w+)"', page)) == {"viewport", "ArticleTitle"}
    assert 'class="publication"' not in page
    assert page.count("<header>") == 1


def test_publication_line_says_when_and_from_whom() -> None:
    """Readers see the date and the source under the title."""
    shown = re.compile(r'<p class="publication">([^<]+)</p>')
    assert shown.findall(sample_page()) == [
        "发布日期：2024-03-29",
        "信息来源：宿迁市人民政府办公室",
    ]
    assert shown.findall(sample_page(published="")) == ["信息来源：宿迁市人民政府办公室"]


def test_headings_go_down_one_level_at_a_time() -> None:
    """One h1, then no heading more than one level below the one before."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", sample_page())]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_page_fetches_nothing_and_runs_nothing() -> None:
    """There is no script but a block of data, no stylesheet, image or font to fetch."""
    page = sample_page()
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    assert not re.search(r"<(link|img|iframe|object|base)\b", page)
    assert not re.search(r"@import|url\(|\son\w+=", page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')


def test_page_is_small() -> None:
    """A page with full tables stays far below 80 KB."""
    assert len(sample_page("suqian-2024").encode()) < 45_000


@pytest.mark.parametrize("name", ["suqian-2023", "suqian-2024"])
def test_figures_read_back_from_the_page(name: str) -> None:
    """The numbers on the page are the figures that were filed."""
    filing = real_filing(name)
    read = read_figures(sample_page(name), form=form())
    assert read == {address: figure.text for address, figure in filing.figures.items()}


def test_facts_are_escaped() -> None:
    """No fact of a page becomes markup, not even inside an attribute."""
    page = sample_page(title='<i>"报告"', source_name="<b>", site_name='"><script>')
    assert "<i>" not in page
    assert "<b>" not in page
    assert page.count("<script") == 1
    assert "<title>&lt;i&gt;&#34;报告&#34;</title>" in page


def test_title_breaks_after_the_name_of_the_agency() -> None:
    """The title stands on two lines, agency and rest, and its text is not changed."""
    assert "<h1>宿迁市人民政府<br>2023年政府信息公开工作年度报告</h1>" in sample_page()
    assert "<h1>年度报告</h1>" in sample_page(title="年度报告")


def test_page_holds_no_time_of_building() -> None:
    """The same facts give the same bytes, on whatever day."""
    assert sample_page() == sample_page()
    assert date.today().isoformat() not in sample_page()  # noqa: DTZ011 - any clock's today

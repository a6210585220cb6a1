"""Published HTML: the pages of five portals, and pages that are hard to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.portals import PORTALS, Article, encoded, example_article, plain, small_article
from builders.published import read, words_of, words_of_article
from builders.spreadsheets import figures_read
from builders.workspaces import EXAMPLES

from kit.errors import SourceError


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda e: f"{e[1]}-{e[0]}")
def article(request: pytest.FixtureRequest) -> Article:
    """Give each example as it would be published."""
    return example_article(*request.param)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Give the path of a page to write."""
    return tmp_path / "report.html"


@pytest.mark.parametrize("portal", PORTALS)
def test_a_page_has_the_figures_and_the_words(article: Article, portal: str, page: Path) -> None:
    """Each example in the manner of each portal: same figures, words, title, date and source."""
    page.write_bytes(encoded(PORTALS[portal](article)))
    found = read(page, year=article.filing.year)
    assert figures_read(found.filing) == figures_read(article.filing)
    assert found.filing.edition == article.form.edition
    assert found.filing.label_faults == ()
    said = words_of(found)
    for number in "123":
        said = said.replace(f"{number}.把好", "把好").replace(f"{number}.做实", "做实")
    assert said == words_of_article(article)
    assert (found.title, found.agency_name) == (article.title, article.agency)
    assert found.year == article.filing.year
    assert (found.published, found.source_name) == (article.published, article.source_name)


def test_every_figure_names_its_cell(page: Path) -> None:
    """A figure of a page has a place: file, table, cell of the grid."""
    page.write_bytes(encoded(plain(small_article())))
    found = read(page)
    place = found.filing.figures["t3.received.total"].place
    assert place is not None
    assert place.spoken == "report.html 表三 J4"


def test_the_contact_of_the_preface_is_read(page: Path) -> None:
    """Unit, address, telephone and postcode come from the preface's own words."""
    page.write_bytes(encoded(plain(small_article())))
    contact = read(page).contact
    assert contact.unit == "某某市测试局办公室"
    assert (contact.address, contact.postcode) == ("某某市和平路1号", "100000")
    assert contact.telephone == "010-12345678"


def test_what_the_portal_adds_is_left_out(page: Path) -> None:
    """Navigation, footer, scripts and share buttons are no part of the report."""
    page.write_bytes(encoded(plain(small_article())))
    said = words_of(read(page))
    for words in ("首页", "上一篇", "主办单位", "网站标识码", "vara", "分享到", "浏览次数"):
        assert words not in said


def test_a_table_of_the_agencys_own_stays_a_table(page: Path) -> None:
    """A table that is none of the form's becomes a Markdown table in its place."""
    own = "<table><tr><td>季度</td><td>场次</td></tr><tr><td>一季度</td><td>2|3</td></tr></table>"
    html = plain(small_article()).replace("<p>全年平稳。</p>", f"<p>全年平稳。</p>{own}")
    page.write_bytes(encoded(html))
    section = read(page).sections[0].markdown
    assert "| 季度 | 场次 |\n| --- | --- |\n| 一季度 | 2\\|3 |" in section


def test_markup_in_words_stays_words(page: Path) -> None:
    """What a page prints as text is no markup, placeholder or heading of ours."""
    odd = "# 一 {{ agency.name }} *强调* [链接](x) &lt;b&gt;"
    html = plain(small_article()).replace("全年平稳。", odd)
    page.write_bytes(encoded(html))
    said = read(page).sections[0].markdown
    assert said.endswith("\\# 一 \\{{ agency.name }} \\*强调\\* \\[链接](x) \\<b>")


def test_radicals_are_read_as_characters(page: Path) -> None:
    """Text pasted from a PDF has code points of radicals, in words and labels."""
    html = plain(small_article()).replace("自然人", "⾃然⼈").replace("全年平稳", "全年平稳⻓")
    page.write_bytes(encoded(html))
    found = read(page)
    assert found.filing.label_faults == ()
    assert "全年平稳长。" in found.sections[0].markdown


@pytest.mark.parametrize(
    ("depth", "is_refused"), [(300, False), (200_000, True)], ids=["deep", "far too deep"]
)
def test_deep_nesting_neither_hangs_nor_crashes(
    page: Path, depth: int, *, is_refused: bool
) -> None:
    """A page nested beyond reason is refused, one nested as portals do is read."""
    html = plain(small_article()).replace("<article>", f"<article>{'<div>' * depth}")
    page.write_bytes(encoded(html))
    if is_refused:
        with pytest.raises(SourceError, match="嵌套过深"):
            read(page)
    else:
        assert read(page).filing.value("t3.received.total") == 3511


def test_pictures_inside_a_page_do_not_count(page: Path) -> None:
    """A page of 30 MB whose bulk is a picture is read like any other."""
    picture = f'<img src="data:image/png;base64,{"A" * 30_000_000}">'
    html = plain(small_article()).replace("<p>全年平稳。", f"{picture}<p>全年平稳。")
    page.write_bytes(encoded(html))
    assert read(page).filing.value("t3.received.total") == 3511


def test_a_page_of_30_mb_of_text_is_refused(page: Path) -> None:
    """No report is that long: said so before it is read."""
    page.write_bytes(encoded(plain(small_article()) + "<p>多余的字</p>" * 2_000_000))
    with pytest.raises(SourceError, match="百万字符的网页"):
        read(page)


@pytest.mark.parametrize("html", ["<html></html>", "<p>", "<table></table>", "<!DOCTYPE html>"])
def test_a_page_without_tables_is_refused(page: Path, html: str) -> None:
    """Nothing was found: the three tables are named."""
    page.write_text(html, "utf-8")
    with pytest.raises(SourceError) as caught:
        read(page)
    assert "没有一张能读出的表" in str(caught.value) or "读不出" in str(caught.value)

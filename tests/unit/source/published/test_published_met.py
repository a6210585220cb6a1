"""Published pages and texts in the manners of many portals, editors and exports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders.portals import Article, as_text, plain, small_article
from builders.portals_met import MET, mht
from builders.published import read
from builders.spreadsheets import figures_read
from builders.texts_met import TEXTS, glued, spaced

from kit.errors import SourceError
from kit.source.published import Published


@pytest.fixture(scope="module")
def article() -> Article:
    """Give a short report with the figures of a city."""
    return small_article()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a file to write."""
    return tmp_path / "report"


def found_in(path: Path, content: str | bytes) -> Published:
    """Write a file and read it."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


@pytest.mark.parametrize("manner", MET)
def test_a_page_has_the_figures_in_any_manner(article: Article, manner: str, path: Path) -> None:
    """Whatever the editor did to spans, cells and words: the same figures, nothing to mend."""
    found = found_in(path, MET[manner](article))
    assert figures_read(found.filing) == figures_read(article.filing)
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
    assert (found.title, found.published) == (article.title, article.published)
    assert (found.faults, found.filing.label_faults) == ((), ())


@pytest.mark.parametrize("manner", TEXTS)
def test_text_has_the_figures_in_any_manner(article: Article, manner: str, path: Path) -> None:
    """However an export flattened the tables: the same figures, nothing to mend."""
    found = found_in(path, TEXTS[manner](article))
    assert figures_read(found.filing) == figures_read(article.filing)
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]
    assert (found.faults, found.filing.label_faults) == ((), ())


def test_digits_that_ran_together_come_apart_with_a_finding(article: Article, path: Path) -> None:
    """A whole table without separators: each row has one way, and says so."""
    found = found_in(path, glued(article))
    assert figures_read(found.filing) == figures_read(article.filing)
    assert len(found.faults) == 25
    assert "“34029904513511”" in str(found.faults[0])


def test_rows_short_of_a_figure_are_left_empty(article: Article, path: Path) -> None:
    """Six figures for seven columns: which one is missing nobody can tell."""
    text = spaced(article)
    row = next(line for line in text.splitlines() if line.startswith("二、上年结转"))
    found = found_in(path, text.replace(row, row.rsplit(" ", 1)[0]))
    assert found.filing.value("t3.carried_in.natural_person") is None
    assert found.filing.value("t3.received.natural_person") == 3402
    assert any("上年结转" in str(fault) for fault in found.faults)


def test_figures_in_words_are_no_table(article: Article, path: Path) -> None:
    """A line or two of words that look like a row stay words."""
    text = as_text(article).replace("全年平稳。", "全年平稳。\n行政许可 12\n行政处罚 3")
    assert "行政许可 12" in found_in(path, text).sections[0].markdown


def test_rows_that_slid_to_the_left_are_not_read_askew(article: Article, path: Path) -> None:
    """A label's cell without its span and a figure missing: the row stays empty, with a finding."""
    html = plain(article).replace('rowspan="1" colspan="3">二、上年', ">二、上年")
    whole = found_in(path, html)
    assert whole.filing.value("t3.carried_in.natural_person") == 91
    short = html.replace('<td rowspan="1" colspan="1">96</td>', "")
    found = found_in(path, short)
    assert found.filing.value("t3.carried_in.natural_person") is None
    assert any("上年结转" in str(fault) for fault in found.faults)


def test_a_saved_archive_of_a_page_is_read(article: Article, path: Path) -> None:
    """The page inside a .mht is the report."""
    assert figures_read(found_in(path, mht(article)).filing) == figures_read(article.filing)


@pytest.mark.parametrize(
    "content",
    [
        plain(small_article()).encode("gb18030"),
        plain(small_article()).replace('<meta charset="utf-8">', "").encode("gb18030"),
        plain(small_article()).replace("utf-8", "gbk").encode(),
        plain(small_article()).encode("utf-8-sig"),
        plain(small_article()).encode("utf-16"),
    ],
    ids=["says utf-8", "says nothing", "says gbk", "mark", "utf-16"],
)
def test_the_bytes_tell_the_encoding(content: bytes, path: Path) -> None:
    """What a page declares may be wrong."""
    found = found_in(path, content)
    assert (found.filing.value("t3.received.total"), found.faults) == (3511, ())


@pytest.mark.parametrize(
    ("picture", "named"),
    [
        ('<img src="/a/表三.png?x=1">', "表三.png"),
        ('<img alt="公开情况" width="600" src="x.jpg">', "公开情况"),
        ('<img src="icon_pdf.gif">', ""),
        ('<img src="line.gif" height="1">', ""),
    ],
)
def test_pictures_in_sections_are_named(
    article: Article, picture: str, named: str, path: Path
) -> None:
    """What cannot be read is said, with its section; icons are no pictures of a report."""
    found = found_in(path, plain(article).replace("存在不足", f"{picture}存在不足"))
    assert [("第 5 部分" in str(f), f"“{named}”" in str(f)) for f in found.faults] == (
        [(True, True)] if named else []
    )
    assert [section.number for section in found.sections] == [1, 2, 3, 4, 5, 6]


def test_a_preface_that_tells_dates_is_kept(article: Article, path: Path) -> None:
    """A sentence with a date is the report's own; the date is that of the line above it."""
    told = "本报告由办公室编制。数据起止时间：2021年1月1日至2021年12月31日。"
    found = found_in(path, plain(replace(article, preface=(told,))))
    assert (found.published, found.preface) == (article.published, told)


def test_a_table_that_is_a_picture_is_named(article: Article, path: Path) -> None:
    """The table is missing, and the picture in its place is said."""
    html = plain(article)
    start = html.index("<table", html.index("三、收到"))
    end = html.index("</table>", start)
    found = found_in(path, f"{html[:start]}<img src=b.png>{html[end:]}")
    said = " ".join(map(str, found.faults))
    assert "图片“b.png”" in said
    assert "没有找到表三" in said
    assert found.filing.value("t3.received.total") is None


def test_two_reports_on_one_page_are_refused(article: Article, path: Path) -> None:
    """Which of two is meant nobody can tell: refused by name, with the cure."""
    html = plain(article)
    body = html[html.index("<article>") : html.index("</article>") + 10]
    other = body.replace(">3402<", ">4402<").replace(">3511<", ">4511<")
    with pytest.raises(SourceError, match="有两份报告，表三、表二、表四各有两份"):
        found_in(path, html.replace(body, body + other))


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf", b"<html></html>"])
def test_nothing_is_refused(content: bytes, path: Path) -> None:
    """An empty file is said to be, or to have no tables."""
    with pytest.raises(SourceError, match=r"空文件|没有一张能读出的表"):
        found_in(path, content)

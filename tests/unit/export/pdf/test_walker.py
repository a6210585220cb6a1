"""The page's HTML as a plain tree."""

import pytest
from builders.articles import PAGE, article, report_article
from builders.filings import real_filing

from kit.errors import ExportError
from kit.export.pdf.walker import build_tree


def _tags(html: str) -> list[str]:
    return [node["tag"] for node in build_tree(html)]


def test_frames_hold_blocks_together_and_leave_no_trace() -> None:
    """A section, a header and a table's frame are not blocks themselves."""
    html = article("<section><h2>一、</h2><div class='table-frame'><p>文</p></div></section>")
    assert _tags(html) == ["h1", "h2", "p"]


def test_only_the_article_of_a_page_is_set() -> None:
    """What the page shows around the article is no part of the PDF."""
    page = f"<html><body><header><p>站名</p></header>{article('<p>文</p>')}</body></html>"
    assert _tags(page) == ["h1", "p"]


def test_a_whole_report_has_its_blocks_in_order() -> None:
    """The real report's headings and tables come out one by one."""
    tags = _tags(report_article(real_filing("suqian-2023")))
    assert tags[:3] == ["h1", "publication", "publication"]
    assert (tags.count("h2"), tags.count("table")) == (6, 3)


@pytest.mark.parametrize("html", ["", "<p>文</p>", "<html><body></body></html>"])
def test_a_page_without_an_article_is_refused(html: str) -> None:
    """There is nothing to set, and the message says so."""
    with pytest.raises(ExportError, match="article"):
        build_tree(html)


def test_every_foreign_tag_is_named_at_once() -> None:
    """Two tags outside the closed set are two faults, each with its words."""
    html = article("<p>见<code>a=1</code></p>", "<video>片</video>")
    with pytest.raises(ExportError) as caught:
        build_tree(html)
    assert [fault.found for fault in caught.value.faults] == ["<code>", "<video>"]
    assert "a=1" in caught.value.faults[0].where


def test_a_block_inside_words_is_refused() -> None:
    """A paragraph in a cell cannot be set, so it is named with where it stands."""
    html = article("<table><tr><td><p>甲</p></td></tr></table>")
    with pytest.raises(ExportError, match="<td> 里的 <p>"):
        build_tree(html)


def test_a_list_keeps_its_start_and_its_blocks() -> None:
    """An item holds words, paragraphs and lists alike."""
    html = article("<ol start='3'><li>甲<ul><li>子</li></ul></li><li><p>乙</p></li></ol>")
    (_, node) = build_tree(html)
    assert node["start"] == 3
    assert [[block["tag"] for block in item] for item in node["items"]] == [["p", "ul"], ["p"]]


def test_heading_levels_leave_no_gap() -> None:
    """An h4 below an h2 is of level three, as PDF/UA wants, and looks as it did."""
    headings = build_tree(article("<h2>一</h2>", "<h4>1</h4>", "<h3>（一）</h3>", "<h4>2</h4>"))
    assert [(node["tag"], node["level"]) for node in headings] == [
        ("h1", 1),
        ("h2", 2),
        ("h4", 3),
        ("h3", 3),
        ("h4", 4),
    ]


def test_blocks_without_words_are_left_out() -> None:
    """Empty paragraphs, headings and tables would be empty lines and tags."""
    html = article("<p> </p>", "<h3></h3>", "<table></table>", "<!-- 注 -->", "\n")
    assert _tags(html) == ["h1"]


def test_the_title_of_the_builder_is_the_page_s() -> None:
    """The fixture's title reads the same with its line break as without."""
    assert PAGE["title"] == "".join(
        piece
        for piece in build_tree(report_article(real_filing("suqian-2023")))[0]["body"]
        if isinstance(piece, str)
    )

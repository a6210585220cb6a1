"""Marks on words: found across tags and blanks, each at its own place, never inside a table."""

from __future__ import annotations

import pytest
from lxml.etree import Element, tostring
from lxml.html import fromstring

from kit.export.review.marks import Mark, mark_words


def marked(html: str, *marks: Mark) -> str:
    """Return *html* with *marks* put in."""
    root = fromstring(f"<section>{html}</section>")
    mark_words(root, marks)
    written: str = tostring(root, encoding="unicode", method="html")
    return written.removeprefix("<section>").removesuffix("</section>")


def mark(quote: str, *, before: int = 0, name: str = "w1") -> Mark:
    """Return a mark like a finding's."""
    return Mark(quote=quote, before=before, tag="mark", attributes={}, id=name)


def link(quote: str) -> Mark:
    """Return a mark like a link's."""
    return Mark(quote=quote, tag="a", attributes={"href": "#x"})


def test_words_are_wrapped_where_they_stand() -> None:
    """What stands before and after stays as it is."""
    assert marked("<p>收到申请15件。</p>", mark("申请15件")) == (
        '<p>收到<mark id="w1">申请15件</mark>。</p>'
    )


def test_a_quote_may_run_across_tags() -> None:
    """Each piece is wrapped by itself, and the first has the id."""
    assert marked("<p>收到<strong>申请</strong>15件。</p>", mark("到申请15")) == (
        '<p>收<mark id="w1">到</mark><strong><mark>申请</mark></strong><mark>15</mark>件。</p>'
    )


@pytest.mark.parametrize("quote", ["收到**申请** 15件", "### 收到申请15件", "|收到申请|15件|"])
def test_signs_of_markdown_and_blanks_do_not_matter(quote: str) -> None:
    """The quote of a source line is found in what it became."""
    assert "<mark" in marked("<p>收到<strong>申请</strong>15 件</p>", mark(quote))


def test_offsets_count_blanks_in_the_text() -> None:
    """A blank within the words is kept inside the mark, one before it outside."""
    assert marked("<p> 收到 申请 15 件</p>", mark("申请15")) == (
        '<p> 收到 <mark id="w1">申请 15</mark> 件</p>'
    ) or marked("<p> 收到 申请 15 件</p>", mark("申请15")) == (
        '<p> 收到<mark id="w1"> 申请 15</mark> 件</p>'
    )


def test_the_same_words_elsewhere_are_left_alone() -> None:
    """Of words that stand twice, only those are marked that are meant, whoever comes first."""
    assert marked("<p>15件</p><p>15 件</p>", mark("15件", before=1)) == (
        '<p>15件</p><p><mark id="w1">15 件</mark></p>'
    )
    html = marked("<p>15件</p><p>15件</p>", mark("15件", before=1, name="b"), mark("15件"))
    assert html == '<p><mark id="w1">15件</mark></p><p><mark id="b">15件</mark></p>'


def test_words_that_stand_less_often_than_said_are_marked_at_the_last() -> None:
    """An address of a link, which the source has and the page has not, is no reason to fail."""
    assert marked("<p>15件</p><p>15件</p>", mark("15件", before=5)).endswith(
        '<p><mark id="w1">15件</mark></p>'
    )


def test_two_findings_on_the_same_words_are_both_marked() -> None:
    """One mark stands inside the other."""
    html = marked("<p>15件</p>", mark("15件"), mark("15件", name="w2"))
    assert html == '<p><mark id="w1"><mark id="w2">15件</mark></mark></p>'


def test_a_link_stands_inside_a_mark_and_never_inside_a_link() -> None:
    """A number that is linked and found wrong is both; an address of the text stays one link."""
    assert marked("<p>收到15件</p>", link("15件"), mark("收到15件")) == (
        '<p><mark id="w1">收到</mark><mark><a href="#x">15件</a></mark></p>'
    )
    assert marked('<p><a href="y">15件</a></p>', link("15件")) == '<p><a href="y">15件</a></p>'


def test_a_flag_stands_behind_the_last_piece() -> None:
    """What comes after a mark comes once, after all of it, and never inside another link."""
    flag = Element("i")
    wanted = Mark(quote="到申请", tag="mark", attributes={}, id="w1", after=flag)
    assert marked("<p>收到<b>申请</b>15</p>", wanted) == (
        '<p>收<mark id="w1">到</mark><b><mark>申请</mark><i></i></b>15</p>'
    )
    again = Mark(quote="网址", tag="mark", attributes={}, id="w1", after=Element("i"))
    assert "<i>" not in marked('<p><a href="y">网址</a></p>', again)


def test_statutory_tables_are_passed_over() -> None:
    """Words in a table's frame are not taken for those of the text."""
    html = '<div class="table-frame"><table><tr><td>15</td></tr></table></div><p>15</p>'
    assert marked(html, mark("15")).endswith('<p><mark id="w1">15</mark></p>')
    assert marked(html, mark("15")).count("<mark") == 1


def test_what_is_not_there_is_said_to_be_missing() -> None:
    """Only ids of words that were found are returned; an empty quote is none."""
    root = fromstring("<section><p>收到15件</p></section>")
    found = mark_words(root, [mark("15件"), mark("张**三", name="w2"), mark("**", name="w3")])
    assert found == {"w1"}


def test_hostile_words_are_only_words() -> None:
    """Markup that was escaped stays escaped inside a mark."""
    html = marked("<p>&lt;script&gt;x&lt;/script&gt;</p>", mark("<script>x"))
    assert "<script" not in html
    assert '<mark id="w1">' in html


def test_blanks_around_the_words_stay_outside_the_mark() -> None:
    """What is not compared, before the words or behind them, is not marked."""
    html = marked("<p>共 15件 ，又 16件。</p>", mark("15件"), mark("16件", name="w2"))
    assert html == '<p>共 <mark id="w1">15件</mark> ，又 <mark id="w2">16件</mark>。</p>'

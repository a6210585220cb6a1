"""What a line of the page may not end in, and what it may."""

from __future__ import annotations

import re

import pytest

from kit.export.addresses import mark_addresses


@pytest.mark.parametrize(
    "words",
    [
        *("0571-89535442", "2023-01-28", "a@qt-x.gov.cn", "www.x.gov.cn/", "http://x.cn", "1/2"),
        *("x.cn/?a=1&amp;b=2", "0571-8953-5442"),
    ],
)
def test_what_has_marks_inside_stays_whole(words: str) -> None:
    """A telephone number, a date, a short address; the stop after it is not part of it."""
    assert mark_addresses(f"电话{words}，") == f'电话<span class="whole">{words}</span>，'
    assert mark_addresses(f"at {words}.") == f'at <span class="whole">{words}</span>.'


@pytest.mark.parametrize("words", ["11398889", "96171.6", "34.17%", "PDF", "www.x.cn", "&lt;a&gt;"])
def test_what_browsers_keep_whole_is_left_alone(words: str) -> None:
    """Digits with a point, a plain name: nothing is added."""
    assert mark_addresses(f"<p>共{words}件</p>") == f"<p>共{words}件</p>"


def test_a_long_address_may_break_anywhere() -> None:
    """Longer than a line of a phone, it is no longer kept in one piece."""
    address = "http://www.qiantang.gov.cn/col/col1229242/index.html"
    assert mark_addresses(address) == f'<span class="long">{address}</span>'


def test_tags_and_drawings_are_not_touched() -> None:
    """Attributes and the words of a picture stay as they are."""
    html = (
        '<a href="http://x.cn/a-b" title="1-2">甲</a><svg viewBox="0 0 1-2"><text>1-2</text></svg>'
    )
    assert mark_addresses(html) == html


@pytest.mark.parametrize("sign", [".", "-", "a", "/", ":-", "&amp;", "@."])
def test_endless_words_take_no_time(sign: str) -> None:
    """What is the longest of texts is read once through, and no sign of it is lost."""
    words = sign * 60_000
    assert re.sub(r"</?span[^>]*>", "", mark_addresses(words)) == words

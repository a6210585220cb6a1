"""Words inside a block."""

from lxml.etree import HTML

from kit.export.pdf.inline import Inline, build_inline, pieces, plain_text


def _inline(html: str) -> Inline:
    return build_inline(pieces(HTML(f"<p>{html}</p>").find(".//p")))


def test_white_space_is_as_a_browser_shows_it() -> None:
    """Runs become one space, ends none; the full-width space is a character."""
    assert _inline("\n  公开 \t 2023\n件  ") == ["公开 2023 件"]
    assert _inline("甲\u3000乙\u00a0丙") == ["甲\u3000乙\u00a0丙"]


def test_a_line_after_a_break_begins_without_space() -> None:
    """Markdown writes a line's end after its break."""
    assert _inline("甲<br>\n乙") == ["甲", {"tag": "br", "body": []}, "乙"]


def test_tags_nest() -> None:
    """Words of an inner tag stay inside it."""
    assert _inline("<strong>甲<em>乙</em></strong>丙") == [
        {"tag": "strong", "body": ["甲", {"tag": "em", "body": ["乙"]}]},
        "丙",
    ]


def test_a_link_keeps_its_address() -> None:
    """Addresses of the web and of a mailbox stay links."""
    (link,) = _inline('<a href=" https://www.suqian.gov.cn/?a=1&amp;b=2 ">网站</a>')
    assert link == {
        "tag": "a",
        "href": "https://www.suqian.gov.cn/?a=1&b=2",
        "body": ["网站"],
    }


def test_a_link_that_leads_nowhere_from_a_file_is_words() -> None:
    """A place on the page, a path and a script have no meaning in a PDF."""
    for href in ("#t2", "report.json", "javascript:alert(1)"):
        (words,) = _inline(f'<a href="{href}">表二</a>')
        assert words == {"tag": "", "body": ["表二"]}


def test_signs_without_shape_are_dropped() -> None:
    """Zero-width and soft-hyphen marks of a word processor do not break words apart."""
    assert _inline("公\u200b开\ufeff条\u00ad例") == ["公开条例"]


def test_plain_text_is_the_words_alone() -> None:
    """Tags leave nothing behind."""
    assert plain_text(_inline("<strong>甲<em>乙</em></strong><br>丙<!-- 丁 -->")) == "甲乙丙"

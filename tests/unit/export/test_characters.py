"""Texts that no output can hold as they are, and nesting that cannot be set."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import HTML, tostring

from kit.errors import ExportError
from kit.export.article import read_article
from kit.export.characters import all_sayable, sayable
from kit.export.docx import render_docx
from kit.export.fragment import render_fragment
from kit.export.page import render_page
from kit.export.pdf.walker import build_tree

PAGE = {
    "title": "某\x00局\ud800\ufffe年度报告",
    "agency": "",
    "published": "",
    "keywords": ["\x1b[2J"],
}
MARKUP = "]]> &lt;script&gt; #let \\ $x$ @a &lt;b&gt; [内容] /* 注 */"


def page_of(body: str) -> str:
    """Return the page of a report of one section, as the exporters pass it on."""
    section = f"<section><h2>一、总体情况</h2>{body}</section>"
    return sayable(render_page(PAGE, preface_html="", sections=[section]))


def nested(tag: str, depth: int) -> str:
    """Return words in *depth* tags, and a paragraph after them."""
    return f"<p>{f'<{tag}>' * depth}深{f'</{tag}>' * depth}</p><p>后</p>"


@given(st.text())
def test_what_is_left_can_be_held(text: str) -> None:
    """It can be encoded and stands in an XML tree; what can be held already is left as it is."""
    left = sayable(text)
    left.encode()
    holder = read_article("<article></article>")
    holder.text = left
    assert sayable(left) == left
    assert tostring(holder)


def test_a_value_of_json_is_made_so_throughout() -> None:
    """Names, texts in lists and records; numbers and nothing stay."""
    value = {"a": ["\x00b", {"c": "\ud800d"}], "n": 1, "none": None}
    assert all_sayable(value) == {"a": ["b", {"c": "d"}], "n": 1, "none": None}


@pytest.mark.parametrize(
    "body",
    [
        "<p>有\x00零\x1b[31m控\x9b制\ud800半\ufffe\uffff个\U0001fffe。</p>",
        f"<p>{MARKUP}</p>",
        f"<p>{'长' * 100_000}</p>",
        f"<p>{'a' * 100_000}</p>",
        "<p>依法公开。</p>" * 5000,
        nested("strong", 30),
    ],
    ids=["unsayable", "markup", "long", "long word", "many", "nested"],
)
def test_every_document_holds_it(body: str) -> None:
    """The page is valid HTML, and what is made of it has all of its words."""
    page = page_of(body)
    html5lib.HTMLParser(strict=True).parse(page)
    words = "".join("".join(read_article(page).itertext()).split())
    fragment = "".join("".join(HTML(render_fragment(page)).itertext()).split())
    assert fragment == words
    assert render_docx(page, page=PAGE).startswith(b"PK")
    assert build_tree(page)


@pytest.mark.parametrize("depth", [41, 100, 254, 260, 1000, 20_000])
@pytest.mark.parametrize("tag", ["strong", "em"])
def test_nesting_that_cannot_be_set_is_said(tag: str, depth: int) -> None:
    """However deep: the parser leaves nothing out, and no engine is asked."""
    with pytest.raises(ExportError, match=r"正文.*：应为嵌套不超过 40 层，实为更深") as caught:
        build_tree(page_of(nested(tag, depth)))
    assert caught.value.exit_code == 7

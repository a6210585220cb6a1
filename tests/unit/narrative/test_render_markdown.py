"""Markdown becomes a closed set of tags; everything else stays text."""

from __future__ import annotations

import pytest

from kit.narrative import TAGS, render_markdown


def _one(markdown: str) -> str:
    """Return the inside of the one paragraph that *markdown* renders to."""
    html = render_markdown(markdown)
    assert html.startswith("<p>")
    assert html.count("<p>") == 1
    return html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**重点**工作", "<strong>重点</strong>工作"),
        ("**“重点”**工作", "<strong>“重点”</strong>工作"),
        (
            "工作**（重点）**完成**《条例》**学习",
            "工作<strong>（重点）</strong>完成<strong>《条例》</strong>学习",
        ),
        ("一是*规范*，二是*及时*。", "一是<em>规范</em>，二是<em>及时</em>。"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("甲 ** 乙 ** 丙", "甲 ** 乙 ** 丙"),
        ("a_b_c", "a_b_c"),
    ],
)
def test_emphasis_beside_chinese(markdown: str, html: str) -> None:
    """Asterisks work next to Chinese words and punctuation, and stay where they stand alone."""
    assert _one(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("公开是常态。\n不公开是例外。", "<p>公开是常态。</p>\n<p>不公开是例外。</p>\n"),
        ("open\ngovernment", "<p>open</p>\n<p>government</p>\n"),
        ("**重点**\n工作", "<p><strong>重点</strong></p>\n<p>工作</p>\n"),
        ("甲\n\n\n乙", "<p>甲</p>\n<p>乙</p>\n"),
        ("甲\n    乙", "<p>甲</p>\n<p>乙</p>\n"),
        ("甲：\n1. 乙\n丙", "<p>甲：</p>\n<ol>\n<li>乙</li>\n</ol>\n<p>丙</p>\n"),
        ("- 甲\n乙", "<ul>\n<li>甲</li>\n</ul>\n<p>乙</p>\n"),
        ("> 甲\n> 乙\n丙", "<blockquote>\n<p>甲</p>\n<p>乙</p>\n</blockquote>\n<p>丙</p>\n"),
        ("甲\\\\\n乙", "<p>甲\\</p>\n<p>乙</p>\n"),
    ],
)
def test_a_line_is_a_paragraph(markdown: str, html: str) -> None:
    """A single line break ends a paragraph, as it does where most people write."""
    assert render_markdown(markdown) == html


def test_words_below_a_table_are_no_row_of_it() -> None:
    """A table ends where its marks end, blank line or not."""
    html = render_markdown("| 甲 |\n| --- |\n| 1 |\n说明。")
    assert html.endswith("<td>1</td>\n</tr>\n</tbody>\n</table>\n<p>说明。</p>\n")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("甲\\\n乙", "<p>甲<br>\n乙</p>\n"),
        ("甲  \n乙", "<p>甲<br>\n乙</p>\n"),
        ("- 甲 \n  乙", "<ul>\n<li>甲乙</li>\n</ul>\n"),
        ("- open\n  government", "<ul>\n<li>open\ngovernment</li>\n</ul>\n"),
    ],
)
def test_a_line_that_says_so_goes_on(markdown: str, html: str) -> None:
    """A break that is asked for stays one; an indented line goes on with its item."""
    assert render_markdown(markdown) == html


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<b onclick='x'>甲</b>", "&lt;b onclick='x'&gt;甲&lt;/b&gt;"),
        ("<!-- 注 -->", "&lt;!-- 注 --&gt;"),
        ("`code`", "`code`"),
        ("```", "```"),
        ("---", "---"),
        ("    四格缩进", "四格缩进"),
        ("\t制表符", "制表符"),
        ("[甲](javascript:alert(1))", "[甲](javascript:alert(1))"),
        ("[甲](附件.pdf)", "[甲](附件.pdf)"),
        ("[甲](//example.com/a)", "[甲](//example.com/a)"),
        ("<data:text/html,甲>", "&lt;data:text/html,甲&gt;"),
        ("[甲]()", "甲"),
        ("#话题", "#话题"),
        ("===", "==="),
    ],
)
def test_what_is_not_ours_stays_text(typed: str, shown: str) -> None:
    """Raw HTML, code, rules and other links are shown as they were typed."""
    assert _one(typed) == shown


@pytest.mark.parametrize(
    ("markdown", "href"),
    [
        ("[甲](https://example.com/年报)", "https://example.com/%E5%B9%B4%E6%8A%A5"),
        ('[甲](http://example.com "题")', "http://example.com"),
        ("<https://example.com>", "https://example.com"),
        ("<a@example.com>", "mailto:a@example.com"),
    ],
)
def test_links_to_the_web_and_to_mailboxes(markdown: str, href: str) -> None:
    """They keep their address and nothing else."""
    assert _one(markdown).startswith(f'<a href="{href}">')


def test_an_image_is_never_fetched() -> None:
    """It becomes a link to it."""
    assert _one("![图](https://example.com/a.png)") == '!<a href="https://example.com/a.png">图</a>'


@pytest.mark.parametrize(
    ("markdown", "levels"),
    [
        ("### 甲\n#### 乙\n### 丙", [3, 4, 3]),
        ("##### 甲\n###### 乙", [3, 4]),
        ("### 甲\n###### 乙\n#### 丙", [3, 4, 4]),
        ("# 甲\n## 乙\n### 丙\n## 丁", [3, 4, 4, 4]),
        ("###（一）主动公开情况", [3]),
        ("###　（一）主动公开情况", [3]),
    ],
)
def test_headings_keep_their_order(markdown: str, levels: list[int]) -> None:
    """The highest is h3, no level is skipped, a missing space after the hashes is forgiven."""
    html = render_markdown(markdown)
    assert [int(part[0]) for part in html.split("<h")[1:]] == levels
    assert [int(part[0]) for part in html.split("</h")[1:]] == levels


def test_full_width_spaces_begin_a_paragraph() -> None:
    """Text typed the Chinese way is one paragraph a line, its indentation left to the page."""
    assert render_markdown("　　甲。\n　　乙。\n丙。") == "<p>甲。</p>\n<p>乙。</p>\n<p>丙。</p>\n"


def test_lists() -> None:
    """Both kinds, nested, and an ordered one that does not begin at one."""
    assert (
        render_markdown("- 甲\n  1. 乙\n")
        == "<ul>\n<li>甲\n<ol>\n<li>乙</li>\n</ol>\n</li>\n</ul>\n"
    )
    assert render_markdown("3. 丙") == '<ol start="3">\n<li>丙</li>\n</ol>\n'


def test_a_simple_table() -> None:
    """Column heads are scoped; alignment is left to the page's style."""
    html = render_markdown("| 甲 | 乙 |\n| :-- | --: |\n| 1 | <b> |")
    assert html == (
        '<table>\n<thead>\n<tr>\n<th scope="col">甲</th>\n<th scope="col">乙</th>\n</tr>\n'
        "</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>&lt;b&gt;</td>\n</tr>\n</tbody>\n</table>\n"
    )


def test_nothing_renders_to_nothing() -> None:
    """An empty passage leaves no empty paragraph."""
    assert render_markdown("") == ""
    assert render_markdown("\n 　\n") == ""


def test_the_closed_set() -> None:
    """What a walker has to know: seventeen tags, three attributes."""
    known = "p h3 h4 strong em ol ul li blockquote a br table thead tbody tr th td"
    assert " ".join(TAGS) == known
    assert {name for names in TAGS.values() for name in names} == {"href", "start", "scope"}

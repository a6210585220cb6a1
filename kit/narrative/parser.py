"""What Markdown is to the parser: its rules for one line a paragraph, Chinese, the closed set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.token import Token

from kit.narrative.tags import TAGS

#: Lists and quotes deeper inside one another are looked at no further.
_LOOKED_AT = 100
_BLOCK = ["table", "blockquote", "list", "heading"]
_INLINE = ["newline", "escape", "emphasis", "link", "autolink", "entity"]
_HIGHEST, _LOWEST = 3, 4
_LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
#: At the end of a line that goes on below: two spaces, or a backslash that is no escaped one.
_GOES_ON = re.compile(r" {2}$|(?<!\\)(?:\\\\)*\\$")


class _Markdown(MarkdownIt):
    """A parser whose links lead to the web or to a mailbox: the page may be copied anywhere."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return _LINK.fullmatch(url) is not None


@cache
def block_parser() -> MarkdownIt:
    """Return what finds the blocks of a text, however deep they are nested."""
    looking = MarkdownIt("zero", {"maxNesting": _LOOKED_AT}).enable(_BLOCK)
    return looking.disable("inline")


@cache
def page_parser() -> MarkdownIt:
    """Return what renders a text as the tags of the page."""
    parser = _Markdown("zero").enable([*_BLOCK, *_INLINE])
    parser.block.ruler.at("paragraph", _paragraph)
    parser.block.ruler.push("words", _is_words, {"alt": ["blockquote"]})
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.core.ruler.push("tidy", _tidy)
    return parser


def _paragraph(
    state: StateBlock,
    start: int,
    _end: int,
    silent: bool,  # noqa: ARG001, FBT001 - the library's protocol
) -> bool:
    """Take one line as a paragraph, and those below that it says it goes on with."""
    end = start + 1
    while end < state.lineMax and not state.isEmpty(end) and _goes_on(state, end):
        end += 1
    content = state.getLines(start, end, state.blkIndent, False).strip()  # noqa: FBT003 - likewise
    state.line = end
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.map, inline.content, inline.children = [start, end], content, []
    state.push("paragraph_close", "p", -1)
    return True


def _goes_on(state: StateBlock, line: int) -> bool:
    """Whether *line* goes on with the paragraph above it."""
    above = state.src[state.bMarks[line - 1] : state.eMarks[line - 1]]
    is_asked = _GOES_ON.search(above) is not None
    is_of_item = 0 < state.blkIndent <= state.sCount[line]
    if not is_asked and not is_of_item:
        return False
    ends = state.md.block.ruler.getRules("paragraph")
    return not any(rule(state, line, state.lineMax, True) for rule in ends)  # noqa: FBT003 - likewise


def _is_words(
    state: StateBlock,
    line: int,
    _end: int,
    silent: bool,  # noqa: FBT001 - the library's protocol
) -> bool:
    """Say that words below a quote or a table end it; a row of a table has its marks."""
    return silent and "|" not in state.src[state.bMarks[line] : state.eMarks[line]]


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's protocol
    """Let asterisks open and close beside Chinese, as ``**“重点”**工作`` wants.

    The rules of Markdown need a space where punctuation meets a word, which
    Chinese does not write.
    """
    start, marker, known = state.pos, state.src[state.pos], len(state.delimiters)
    if not tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
    if marker == "*" and (_is_wide(before) or _is_wide(after)):
        for delimiter in state.delimiters[known:]:
            delimiter.open, delimiter.close = bool(after.strip()), bool(before.strip())
    return True


def _tidy(state: StateCore) -> None:
    """Keep to the closed set: levels of headings, attributes, breaks between lines."""
    levels: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            levels = [level for level in levels if level < int(token.tag[1])]
            levels.append(int(token.tag[1]))
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(_HIGHEST + len(levels) - 1, _LOWEST)}"
        if token.type == "th_open":
            token.attrs["scope"] = "col"
        _keep_attributes(token)
        _tidy_inline(token.children or [])


def _tidy_inline(tokens: Sequence[Token]) -> None:
    for at, token in enumerate(tokens):
        _keep_attributes(token)
        if token.type == "softbreak" and _joins(tokens, at):
            token.type = "text"
            token.content = ""
    opened = [token for token in tokens if token.type == "link_open"]
    closed = [token for token in tokens if token.type == "link_close"]
    # Links do not nest, so they close in the order they open.
    for pair in zip(opened, closed, strict=True):
        for token in pair:
            token.hidden = not pair[0].attrs.get("href")


def _keep_attributes(token: Token) -> None:
    allowed = TAGS.get(token.tag, frozenset())
    token.attrs = {name: value for name, value in token.attrs.items() if name in allowed}


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether the break at *at* stands beside a Chinese character or mark."""
    before = next((token.content for token in reversed(tokens[:at]) if token.content), "")
    after = next((token.content for token in tokens[at + 1 :] if token.content), "")
    return _is_wide(before[-1:]) or _is_wide(after[:1])


def _is_wide(character: str) -> bool:
    """Whether *character* is as wide as a Chinese one; “” and —— are where Chinese is written."""
    return bool(character) and unicodedata.east_asian_width(character) in "WFA"

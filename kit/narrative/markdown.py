"""Markdown as a closed set of HTML tags; what else is typed stays text."""

from __future__ import annotations

import re

#: Lists and quotes deeper inside one another the parser leaves out without a word; a list
#: and its item are a level each.
_DEEPEST = 20
_MAY_NEST = re.compile(r"^[ \t>*+\-0-9.)]{10,}", re.MULTILINE)
_TIGHT_HEADING = re.compile(r"^( {0,3}#{3,6})[^\S\n]*(?=[^\s#])", re.MULTILINE)
_INDENTED = re.compile(r"^[ \t]*\u3000[^\S\n]*", re.MULTILINE)


def render_markdown(markdown: str) -> str:
    r"""Render *markdown* as HTML of the :data:`~kit.narrative.tags.TAGS` alone.

    Headings become h3, those below them h4. Raw HTML, code, rules and links
    that are neither web nor mail addresses are shown as typed, an image as a
    link to it. A line is a paragraph, as it is where most people write, unless
    two spaces or a backslash at its end say that it goes on below; an indented
    line goes on with the item of a list.

    Examples
    --------
    >>> render_markdown("**“公开”**是<b>常态</b>。\n不公开是例外。")
    '<p><strong>“公开”</strong>是&lt;b&gt;常态&lt;/b&gt;。</p>\n<p>不公开是例外。</p>\n'
    """
    # The library takes a while to import, which checking can do without.
    from kit.narrative.parser import page_parser

    spaced = _TIGHT_HEADING.sub(r"\1 ", markdown)
    return str(page_parser().render(_INDENTED.sub("\n", spaced)))


def find_nested(markdown: str) -> int:
    r"""Return the line, from 1, where lists or quotes stand too deep to be rendered; 0 if none.

    Examples
    --------
    >>> find_nested("一\n\n" + ">" * 9 + "二"), find_nested("一\n\n" + ">" * 40 + "二")
    (0, 3)
    """
    if not _MAY_NEST.search(markdown):
        return 0
    from kit.narrative.parser import block_parser

    tokens = block_parser().parse(markdown)
    deep = (t.map[0] + 1 for t in tokens if t.level >= _DEEPEST - 1 and t.map)
    return next(deep, 0)

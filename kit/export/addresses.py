"""Addresses, dates and telephone numbers in the page's text: browsers tear them at their marks.

Only the page has them marked: paper has rules of its own, portals take such marks away.
"""

from __future__ import annotations

import re

#: Drawings, whose words stand where they were put, and tags.
_APART = re.compile(r"(<svg\b.*?</svg>|<[^>]*>)", re.DOTALL)
#: Signs without a space, of which one is a mark that a line may end at.
_SIGN = r"(?:[\w.:?#%=+~!$'*,]|&amp;)"
_RUN = re.compile(rf"(?<!&amp;)(?<![\w.:?#%=+~!$'*,&]){_SIGN}++(?:[-/@]{_SIGN}*+)++", re.ASCII)
#: What ends a sentence after one.
_STOPS = ".:,?!"
#: The longest that is moved to the next line as a whole; a longer one may break anywhere.
_LONGEST = 28


def mark_addresses(html: str) -> str:
    r"""Mark what is not to be torn, and what is too long not to be.

    Examples
    --------
    >>> mark_addresses("<p>电话：0571-89535442，共11398889件。</p>")
    '<p>电话：<span class="whole">0571-89535442</span>，共11398889件。</p>'
    """
    parts = _APART.split(html)
    parts[::2] = (_RUN.sub(_marked, text) for text in parts[::2])
    return "".join(parts)


def _marked(run: re.Match[str]) -> str:
    words = run[0].rstrip(_STOPS)
    name = "whole" if len(words) <= _LONGEST else "long"
    return f'<span class="{name}">{words}</span>{run[0][len(words) :]}'

"""The HTML tags that a narrative may come to."""

from __future__ import annotations

from collections.abc import Mapping

#: Every tag that a rendered narrative has, with the attributes it may have.
TAGS: Mapping[str, frozenset[str]] = {
    "p": frozenset(),
    "h3": frozenset(),
    "h4": frozenset(),
    "strong": frozenset(),
    "em": frozenset(),
    "ol": frozenset({"start"}),
    "ul": frozenset(),
    "li": frozenset(),
    "blockquote": frozenset(),
    "a": frozenset({"href"}),
    "br": frozenset(),
    "table": frozenset(),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset(),
    "th": frozenset({"scope"}),
    "td": frozenset(),
}

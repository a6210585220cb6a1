"""Patterns of the names of persons who applied, by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kit.checks.document.vocabulary import load_words, pattern_of, pattern_text

#: What stands before and behind names: one, or several with ``、`` between.
_BESIDE = (
    ("of_claimant", "some", "told"),
    ("of_applicant", "whole_or_several", "told"),
    ("brought", "whole_first", "told"),
    ("stated", "some", "ended"),
    ("clause", "whole_all", "asked"),
)


def name_patterns(surnames: str, *, text: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that may match in *text*; their group ``names`` is one name or several.

    All characters of all names make a pattern slow to compile: one is made only where both
    the words before names and those behind them stand in the text.

    Parameters
    ----------
    surnames
        Single and double surnames with spaces between.
    """
    for before, names, after in _BESIDE:
        if all(pattern_of("personal", group).search(text) for group in (before, after)):
            yield _pattern(surnames, before=before, names=names, after=after)


@cache
def _pattern(surnames: str, *, before: str, names: str, after: str) -> re.Pattern[str]:
    short, whole = _name(surnames), _name(surnames, given="{2}")
    forms = {
        "some": f"{short}(?:、{short})*",
        # Short words are short for many things: one alone must be three characters long.
        "whole_or_several": f"{whole}|{short}(?:、{short})+",
        "whole_first": f"{whole}(?:、{short})*",
        "whole_all": f"{whole}(?:、{whole})*",
    }
    return re.compile(f"{_text(before)}(?P<names>{forms[names]}){_text(after)}")


def _text(group: str) -> str:
    return pattern_text("personal", group)


def _name(surnames: str, *, given: str = "{1,2}") -> str:
    never = "".join(load_words("personal")["not_given"])
    single = "".join(part for part in surnames.split() if len(part) == 1)
    double = "|".join(part for part in surnames.split() if len(part) > 1)
    return rf"(?:(?:{double}|[{single}])(?:(?![{never}])[\u4e00-\u9fff]){given}?)"

"""Patterns of the names of persons who applied, by the words beside them."""

from __future__ import annotations

import re
from functools import cache

from kit.checks.document.vocabulary import load_words, pattern_text


@cache
def name_patterns(surnames: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns whose group ``names`` is one name, or several with ``、`` between.

    Parameters
    ----------
    surnames
        Single and double surnames with spaces between.
    """
    short, whole = _name(surnames), _name(surnames, given="{2}")
    some = f"{short}(?:、{short})*"
    named = (
        ("of_claimant", some, "told"),
        # Short words are short for many things: one alone must be three characters long.
        ("of_applicant", f"{whole}|{short}(?:、{short})+", "told"),
        ("brought", f"{whole}(?:、{short})*", "told"),
        ("stated", some, "ended"),
        ("clause", f"{whole}(?:、{whole})*", "asked"),
    )
    return tuple(
        re.compile(f"{_text(before)}(?P<names>{names}){_text(after)}")
        for before, names, after in named
    )


def _text(group: str) -> str:
    return pattern_text("personal", group)


def _name(surnames: str, *, given: str = "{1,2}") -> str:
    never = "".join(load_words("personal")["not_given"])
    single = "".join(part for part in surnames.split() if len(part) == 1)
    double = "|".join(part for part in surnames.split() if len(part) > 1)
    return rf"(?:(?:{double}|[{single}])(?:(?![{never}])[\u4e00-\u9fff]){given}?)"

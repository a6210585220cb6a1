"""Patterns of the names of persons who applied, by the words beside them."""

from __future__ import annotations

import re
from functools import cache

from kit.checks.document.vocabulary import any_of, load_words

#: What may stand between a name and what its bearer did.
_WHEN = r"(?:于\d[^，。；]{0,10}日?)?(?:向(?:我|本|区|市|县|省|镇|乡)[^，。；]{0,6}?)?(?:书面)?"


@cache
def name_patterns(surnames: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns whose group ``names`` is one name, or several with ``、`` between.

    Parameters
    ----------
    surnames
        Single and double surnames with spaces between.
    """
    short, whole = _name(surnames), _name(surnames, given="{2}")
    acts, joined = any_of("personal", "acts"), any_of("personal", "joined")
    claimants, applicants = any_of("personal", "claimants"), any_of("personal", "applicants")
    brought = any_of("personal", "brought")
    many = r"(?:等?[一二三四五六七八九十\d]*[人名位])?"
    asides = r"[，,]?\s*[（(]?\s*(?:身份证|电话|联系电话|手机|男|女|住|家住)"
    then = rf"{many}(?=于\d|向(?:我|本|区|市|县|省|镇|乡)|{acts}|{asides})"
    return (
        re.compile(rf"{claimants}{joined}?(?P<names>{short}(?:、{short})*){then}"),
        # Short words are short for many things: one alone must be three characters long.
        re.compile(rf"{applicants}{joined}?(?P<names>{whole}|{short}(?:、{short})+){then}"),
        re.compile(rf"{brought}(?P<names>{whole}(?:、{short})*){then}"),
        # 申请人：李晓明。 is all there is to say.
        re.compile(
            rf"申请人(?:姓名)?(?:为|是|系|[：:])(?P<names>{short}(?:、{short})*){many}"
            r"(?=[，。；）)\n]|$)"
        ),
        re.compile(
            rf"(?:(?<=[。；，、：（\n由])|^)(?P<names>{whole}(?:、{whole})*){many}{_WHEN}"
            r"(?=申请公开|申请获取|不服我|不服本)"
        ),
    )


def _name(surnames: str, *, given: str = "{1,2}") -> str:
    never = "".join(load_words("personal")["not_given"])
    single = "".join(part for part in surnames.split() if len(part) == 1)
    double = "|".join(part for part in surnames.split() if len(part) > 1)
    return rf"(?:(?:{double}|[{single}])(?:(?![{never}])[\u4e00-\u9fff]){given}?)"

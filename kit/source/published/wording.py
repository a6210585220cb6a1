"""What stands around a published report: title, publication line, the portal's own words."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from kit.datafile import read_yaml
from kit.errors import FormError
from kit.source.labels import plain_text
from kit.workspace import Contact

_DATE = r"(?P<year>20\d\d)[-年/.](?P<month>\d{1,2})[-月/.](?P<day>\d{1,2})"
#: A publication line is short; a sentence that speaks of dates is not.
_LONGEST_LINE = 160
#: Labels of so many letters are words of their own: 日期, 来源.
_SHORT_LABEL = 2
_SPELT_YEAR = re.compile("二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_BREAKS = re.compile(r"[\s|｜]+")


@cache
def wording() -> dict[str, Any]:
    """Return the packaged words, checked."""
    content = files("kit.source.published").joinpath("wording.yaml").read_bytes()
    return read_yaml(content, schema="published", where="published/wording.yaml", error=FormError)


def parse_title(text: str) -> tuple[str, int] | None:
    """Return the agency and year that a report's title names; ``None`` if it is none.

    Examples
    --------
    >>> parse_title("某某局2022年政府信息公开工作年度报告")
    ('某某局', 2022)
    >>> parse_title("2022年某某局政府信息公开年报")
    ('某某局', 2022)
    >>> parse_title("某某局二〇二二年政府信息公开工作年度报告")
    ('某某局', 2022)
    """
    folded = _SPELT_YEAR.sub(lambda year: year[0].translate(_DIGITS), plain_text(text))
    for pattern in _patterns("titles"):
        if found := pattern.fullmatch(folded):
            return found["agency"] + found["after"], int(found["year"])
    return None


def parse_date(text: str) -> str:
    """Return the first date in *text* as an ISO date, empty when there is none.

    Examples
    --------
    >>> parse_date("2023年1月28日 15:26")
    '2023-01-28'
    """
    for found in re.finditer(_DATE, re.sub(r"\s", "", text)):
        try:
            return date(*(int(found[part]) for part in ("year", "month", "day"))).isoformat()
        except ValueError:
            continue
    return ""


def parse_publication(text: str) -> tuple[str, str] | None:
    """Return publication date and source of a publication line; ``None`` if *text* is none.

    Examples
    --------
    >>> parse_publication("发布日期:2023-01-28 15:26 信息来源:区科技局 浏览次数:12")
    ('2023-01-28', '区科技局')
    >>> parse_publication("数据起止时间：2022年1月1日至2022年12月31日")
    >>> parse_publication("报告的发布日期：2023年1月28日。")
    """
    # A sentence that tells a date is the report's own: 报告的发布日期：2023年1月28日。
    if len(text) > _LONGEST_LINE or "。" in text:
        return None
    dates, sources = (_any_of(wording()[key]) for key in ("dates", "sources"))
    dated = re.search(rf"(?:{dates})\s*[：:]\s*(?P<said>.{{0,20}})", text, re.DOTALL)
    sourced = re.search(rf"(?:{sources})\s*[：:]\s*(?P<said>[^：:]*)", text)
    published = parse_date(dated["said"]) if dated else ""
    if not published and not (sourced and len(text) <= _LONGEST_LINE // 2):
        return None
    return published, _first_word(sourced["said"]) if sourced else ""


def is_stray(text: str) -> bool:
    """Whether *text* is a line of the portal or a page number, no part of the report."""
    return _matches("strays", text)


def is_ending(text: str) -> bool:
    """Whether *text* stands below a report."""
    return _matches("endings", text)


def is_of_older_form(text: str) -> bool:
    """Whether *text* is a label that only tables from before the form of 2019 have."""
    folded = plain_text(text)
    return any(word in folded for word in wording()["older_form"])


def traditional_words(text: str) -> list[str]:
    """Return the words in *text* that only a report in traditional characters has."""
    folded = plain_text(text)
    return [word for word in wording()["traditional"] if word in folded]


def parse_contact(text: str) -> Contact:
    """Return how the preface says that the agency is reached."""
    folded = re.sub(r"\s", "", text)
    found = {name: re.search(pattern, folded) for name, pattern in wording()["contact"].items()}
    return Contact(**{name: match["value"] for name, match in found.items() if match})


def _first_word(said: str) -> str:
    words = _BREAKS.split(said.strip())
    return words[0].strip("【】[]（）()") if words else ""


def _any_of(words: list[str]) -> str:
    """Return a pattern of labels; a short one inside a longer word is none: 起止时间."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(
        word if len(word) > _SHORT_LABEL else rf"(?<![\u3400-\u9fff]){word}"
        for word in longest_first
    )


def _matches(key: str, text: str) -> bool:
    folded = "".join(text.split())
    return any(pattern.fullmatch(folded) for pattern in _patterns(key))


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in wording()[key])

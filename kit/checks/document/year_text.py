"""A run of text made ready to look for years in, and a finding on one."""

from __future__ import annotations

import re

from kit.checks.findings import At, Finding
from kit.checks.judgement import build_finding
from kit.checks.words import Words, spoken_at, without_web
from kit.form.model import Rule

YEAR = r"(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})"
#: Full-width digits and the many dashes, each made plain in its place.
_PLAIN = str.maketrans("０１２３４５６７８９．／—–－−~～", "0123456789./------")
#: A document's title is no statement of this report's own, unless the title is this report's.
_CITED = re.compile(r"《[^《》\n]{0,120}(?<!年度报告)(?<!年报)》|[〔﹝\[［【][0-9]{4}[〕﹞\]］】]")


def plain(words: Words) -> Words:
    """Return *words* with plain digits and dashes, addresses and titles of others blanked out."""
    text = without_web(words.text).translate(_PLAIN)
    text = _CITED.sub(lambda found: "\ufffc" * len(found.group()), text)
    return Words(file=words.file, number=words.number, line=words.line, text=text)


def spoken_finding(rule: Rule, at: At, *, subject: str, wanted: str) -> Finding:
    """Word a finding on a year or a period."""
    return build_finding(
        rule,
        where=spoken_at(at),
        said=f"{subject}应为{wanted}，实为“{at.quote}”",
        at=at,
        expected=wanted,
        found=at.quote,
    )

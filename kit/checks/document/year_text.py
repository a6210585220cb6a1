"""A run of text made ready to look for years in, and a finding on one."""

from __future__ import annotations

from dataclasses import replace

from kit.checks.document.vocabulary import pattern_of
from kit.checks.findings import At, Finding
from kit.checks.judgement import build_finding
from kit.checks.words import Words, spoken_at, without_web
from kit.form.model import Rule

#: Full-width digits and the many dashes, each made plain in its place.
_PLAIN = str.maketrans("０１２３４５６７８９．／—–－−~～", "0123456789./------")
_CITED = pattern_of("years", "cited")


def plain(words: Words) -> Words:
    """Return *words* with plain digits and dashes, addresses and titles of others blanked out."""
    text = without_web(words.text).translate(_PLAIN)
    text = _CITED.sub(lambda found: "\ufffc" * len(found.group()), text)
    return replace(words, text=text, written=words.text)


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

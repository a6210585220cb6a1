"""Averages: over the periods of the year, and by what else was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Average
from kit.checks.reading.roles import PERIODS

_COUNTS = {"count", "sum"}
#: What an average by a unit is said with: 平均每场, 场均.
_BY = "平均每"


def find_averages(mentions: Sequence[Mention]) -> Iterator[Average]:
    """Yield each average with the count that it is of, and what it is by."""
    for at, mention in enumerate(mentions):
        if mention.role != "average":
            continue
        before = [m for m in mentions[:at] if m.role in _COUNTS and are_alike(m, mention)]
        if any(m.phrase.has("past", "scope") for m in mentions[: at + 1]) or not before:
            # 自6月上线以来, 上半年: not of the whole year.
            continue
        whole = before[-1]
        periods = [PERIODS[t.kind] for t in mention.phrase.lead if t.kind in PERIODS]
        if len(periods) == 1 and not _by(mention):
            yield Average(mention=mention, whole=whole, by=Fraction(periods[0]))
        elif not periods and len(_by(mention)) == 1:
            by = [m for m in mentions[:at] if m.role in _COUNTS and _by(mention) == m.unit[:1]]
            if by and whole not in by and abs(by[-1].index - whole.index) == 1:
                yield Average(mention=mention, whole=whole, by=by[-1].number.value)


def _by(mention: Mention) -> str:
    """Return the unit that an average is by, of one character: 场 of 平均每场."""
    said = "".join(t.text for t in mention.phrase.lead if t.kind == "average")
    return "".join(character for character in said if character not in _BY)

"""Averages over the months, weeks and quarters of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Average
from kit.checks.reading.roles import PERIODS


def find_averages(mentions: Sequence[Mention]) -> Iterator[Average]:
    """Yield each average with the count of the same unit that was told before it."""
    for at, mention in enumerate(mentions):
        periods = [PERIODS[t.kind] for t in mention.phrase.lead if t.kind in PERIODS]
        before = [m for m in mentions[:at] if m.role == "count" and m.unit == mention.unit]
        if any(m.phrase.has("past", "scope") for m in mentions[: at + 1]):
            # 自6月上线以来, 上半年: not of the whole year.
            continue
        if mention.role == "average" and periods and before:
            yield Average(mention=mention, whole=before[-1], periods=periods[-1])

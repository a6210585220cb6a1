"""Recompute percentage points from shares told, or from both reports' figures (X3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.agreement.outcome import Status
from kit.checks.agreement.recomputed import Recomputed
from kit.checks.agreement.shares import last_year
from kit.checks.reading.relations import Points
from kit.report.model import Report

#: Both shares may have been rounded before they were taken from each other.
_ROUNDED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Points with the shares they lie between, in percent, and what came of them."""

    points: Points
    status: Status
    now: Fraction
    before: Fraction


def move(
    found: Sequence[Points], *, recomputed: Sequence[Recomputed], report: Report
) -> Iterator[Moved]:
    """Yield what comes of the points of a sentence."""
    for points in found:
        now = next((each for each in recomputed if each.share is points.now), None)
        pairs = list(_pairs(points, now, report=report))
        right = [pair for pair in pairs if _fits(points, pair)]
        if right or pairs:
            status: Status = "agrees" if right else "contradicts"
            after, before = (right or pairs)[0]
            yield Moved(points=points, status=status, now=after, before=before)


def _pairs(
    points: Points, now: Recomputed | None, *, report: Report
) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield the shares that points may lie between: those of both reports, and those told."""
    if now is not None and now.status == "agrees" and now.cells:
        last = last_year(now, report=report)
        if last is not None:
            yield now.wanted, last.wanted
    if points.before is not None:
        yield points.now.mention.number.value, points.before.mention.number.value


def _fits(points: Points, pair: tuple[Fraction, Fraction]) -> bool:
    number = points.mention.number
    off = (pair[0] - pair[1]) * points.direction - number.value
    return abs(off) <= number.step * _ROUNDED / 2

"""Percentage points: how far a share is from what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Points, Share
from kit.checks.reading.roles import compared_year, direction_of, tells_before

#: So many phrases at most stand between points and the share that they are of.
_NEAR = 2


def find_points(
    mentions: Sequence[Mention], *, shares: Sequence[Share], year: int
) -> Iterator[Points]:
    """Yield the points of a sentence with the share that they are of."""
    for mention in mentions:
        if mention.role != "points" or not _is_since_last(mention, year=year):
            continue
        told = [share for share in shares if _is_before(share.mention, mention)]
        past = [share for share in told if is_past(share)]
        now = [share for share in told if not is_past(share)]
        direction = direction_of([mention.phrase])
        if now and direction:
            before = past[-1] if past and past[-1].topic is None else None
            yield Points(mention=mention, direction=direction, now=now[-1], before=before)


def is_past(share: Share) -> bool:
    """Whether a share is told as what it was."""
    return share.mention.time != "now" or tells_before(share.mention.phrase)


def _is_since_last(mention: Mention, *, year: int) -> bool:
    years = [found for token in mention.phrase.lead if (found := compared_year(token))]
    return all(found == year - 1 for found in years) and not mention.phrase.has("foreign", "scope")


def _is_before(share: Mention, points: Mention) -> bool:
    """Whether a share stands in the same clause, right before the points."""
    is_beside = share.phrase.parent == points.phrase.parent
    is_clause = points.phrase.opened not in {"；", ";"}
    return is_beside and is_clause and 0 < points.index - share.index <= _NEAR

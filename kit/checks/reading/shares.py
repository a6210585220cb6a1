"""Percentages with what they may be shares of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.checks.reading.mentions import Mention
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.relations import Parts, Share

_COUNTS = {"count", "sum", "rest"}
_NEAREST, _FARTHEST = 3, 12
#: How many parts a sum of two or three is said of.
_SEVERAL = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def find_shares(
    phrases: Sequence[Phrase],
    mentions: Sequence[Mention],
    *,
    parts: Sequence[Parts],
    before: Sequence[Mention],
) -> Iterator[Share]:
    """Yield each percentage of a sentence with the counts it may be a share of."""
    chain: Mention | None = None
    for at, mention in enumerate(mentions):
        if mention.role not in {"share", "rate"}:
            continue
        level = mention.phrase.parent
        nearest = [
            m for m in reversed(mentions[:at]) if m.phrase.parent == level and m.role in _COUNTS
        ]
        outer = [m for m in mentions if m.index == level]
        subjects = nearest or outer
        whole = _whole(subjects[:1], parts=parts, chain=chain) if subjects else chain
        yield Share(
            mention=mention,
            parts=tuple(subjects[:_NEAREST]),
            topic=mention.topic,
            whole=whole,
            whole_topic=mention.whole,
            wholes=tuple([*subjects[1:], *outer, *reversed(before)][:_FARTHEST]),
            several=_several(mention),
            is_rate=mention.role == "rate",
        )
        if whole is not None and mention.role == "share":
            chain = whole


def _whole(
    subject: Sequence[Mention], *, parts: Sequence[Parts], chain: Mention | None
) -> Mention | None:
    """Return the whole of the list that a count is told in."""
    for each in parts:
        if any(part in subject for part in each.parts) and not each.is_total:
            return each.whole
    return chain


def _several(mention: Mention) -> int:
    for token in mention.phrase.lead:
        if token.kind == "sum":
            return next((_SEVERAL[sign] for sign in token.text if sign in _SEVERAL), 2)
    return 1

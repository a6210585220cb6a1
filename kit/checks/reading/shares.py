"""Percentages with what they may be shares of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Parts, Share
from kit.checks.reading.roles import KINDS, tells_before
from kit.checks.reading.topics import Topic

_COUNTS = {"count", "sum", "rest"}
_NEAREST, _FARTHEST = 3, 12
_HUNDRED = 100
#: Shares of all the parts of a whole come to all of it, give or take a slip.
_ABOUT = 10
#: So many characters say what a rate is of.
_STEM = 2
#: What words begin with that tell of a share of several: 合占.
_AS_ONE = "合共总一"
#: How many parts a sum of two or three is said of.
_SEVERAL = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def find_shares(
    mentions: Sequence[Mention],
    *,
    parts: Sequence[Parts],
    before: Sequence[Mention],
) -> Iterator[Share]:
    """Yield each percentage of a sentence with the counts it may be a share of."""
    chain: Mention | None = None
    whole_topic: Topic | None = None
    is_respective = False
    for at, mention in enumerate(mentions):
        if mention.role not in {"share", "rate"}:
            continue
        named = _changed_from(mentions[:at], mention) or mention
        level = mention.phrase.parent
        goes_on = mention.phrase.opened in {"、", ""}
        is_respective = mention.phrase.has("respectively") or (is_respective and goes_on)
        near = _near(mention, _counts_of(mentions[:at], level=level), parts=parts)
        outer = [m for m in mentions if m.index == level]
        if outer and outer[0].role in {"share", "rate"}:
            # 恰占五成（50%） says the same twice.
            beside, outer = _counts_of(mentions[:at], level=outer[0].phrase.parent), []
            near = _Near(counts=beside, several=near.several)
        subjects = near.counts or outer
        own_chain = None if subjects and subjects[0].topic else chain
        whole = _whole(subjects[:1], parts=parts, chain=own_chain) if subjects else chain
        if (
            named.topic is not None
            and subjects
            and _is_of(named.topic, subjects[0], is_of_which=mention.phrase.leads_with("of_which"))
        ):
            whole = subjects[0]
        is_next = is_respective and not mention.phrase.has("respectively")
        whole_topic = named.whole or (whole_topic if is_next else None)
        run = _aligned(mention, mentions)
        if run or is_respective:
            subjects = _one_of(run, mention, mentions)
        yield Share(
            mention=mention,
            parts=tuple(subjects[:_NEAREST]),
            topic=named.topic or near.topic,
            whole=near.whole or whole or _told_after(subjects[:1], mentions, parts=parts),
            whole_topic=whole_topic,
            wholes=tuple([*subjects[1:], *outer, *reversed(before)][:_FARTHEST]),
            several=near.several,
            is_rate=mention.role == "rate",
            is_respective=is_respective or bool(run),
            run=run,
            own=_own(mention, mentions[:at], parts=parts) if mention.role == "rate" else (),
        )
        if whole is not None and mention.role == "share" and subjects[:1] and not subjects[0].topic:
            chain = whole


@dataclass(frozen=True, slots=True, kw_only=True)
class _Near:
    """The counts right before a share, the nearest first, and what the last of them says of it."""

    counts: Sequence[Mention]
    topic: Topic | None = None
    whole: Mention | None = None
    several: int = 1


def _near(share: Mention, counts: Sequence[Mention], *, parts: Sequence[Parts]) -> _Near:
    """Return what has a share; a number right before it may say of how many, or of what."""
    if share.phrase.leads_with("former"):
        counts = counts[1:] or counts
    if counts and _are_kinds(counts[0], share):
        return _Near(counts=counts[1:], topic=counts[0].topic, several=_several(share))
    if counts and (_counts_kinds(counts[0], share) or _counts_those(counts[0], share)):
        chosen = _chosen(counts[0], counts[1:], parts=parts)
        return _Near(counts=[*chosen, *counts[1:]], several=len(chosen))
    if counts and _is_whole_told(counts[0], share):
        return _Near(counts=counts[1:], whole=counts[0], several=_several(share))
    return _Near(counts=counts, several=_several(share))


def _counts_of(mentions: Sequence[Mention], *, level: int) -> list[Mention]:
    """Return the counts of a level, the nearest first."""
    return [m for m in reversed(mentions) if m.phrase.parent == level and m.role in _COUNTS]


def _are_kinds(kinds: Mention, share: Mention) -> bool:
    """Whether a number counts only the kinds named that have a share: 企业和律所两类占12.77%."""
    is_beside = share.index == kinds.index + 1 and not share.phrase.opened
    return is_beside and kinds.unit in KINDS and kinds.topic is not None and kinds.number.is_exact


def _is_whole_told(whole: Mention, share: Mention) -> bool:
    """Whether a number is the whole of the share right after it: 占全部15870条的26.00%."""
    is_beside = share.index == whole.index + 1 and not share.phrase.opened
    is_bare = all(token.kind == "filler" for token in share.phrase.lead)
    return is_beside and is_bare and whole.phrase.leads_with("share")


def _counts_kinds(kinds: Mention, share: Mention) -> bool:
    """Whether a number says how many of those told before have a share: 前两项占91.80%."""
    is_beside = share.index == kinds.index + 1 and not share.phrase.opened
    is_plain = kinds.phrase.leads_with("first", "latter") and kinds.unit in KINDS
    return is_beside and is_plain and kinds.number.is_exact


def _counts_those(kinds: Mention, share: Mention) -> bool:
    """Whether a bare number says how many of those right before have a share: 两类占四成以上."""
    is_beside = share.index == kinds.index + 1 and not share.phrase.opened
    is_bare = all(token.kind in {"filler", "sum", "latter"} for token in kinds.phrase.lead)
    return is_beside and is_bare and kinds.unit in KINDS and kinds.number.is_exact


def _chosen(
    kinds: Mention, before: Sequence[Mention], *, parts: Sequence[Parts]
) -> Sequence[Mention]:
    """Return the first or the last of a list, as many as are said."""
    count = int(kinds.number.value)
    if not kinds.phrase.leads_with("first"):
        return before[:count]
    holding = [each.parts for each in parts if before[:1] and before[0] in each.parts]
    run = holding[0] if holding else tuple(reversed(before))
    return run[:count]


def _changed_from(before: Sequence[Mention], mention: Mention) -> Mention | None:
    """Return the share a bare one was before: 予以公开的占比由12%变为57.14%."""
    last = before[-1] if before else None
    if last is None or mention.topic or last.role != mention.role:
        return None
    return last if tells_before(last.phrase) and not mention.phrase.opened else None


def _is_of(topic: Topic, subject: Mention, *, is_of_which: bool) -> bool:
    """Whether a share of *topic* is of a number: 无法提供的13份里，不掌握的占84.6%."""
    if any(token.kind == "within" for token in subject.phrase.tail):
        return True
    if is_of_which and subject.topic is None and subject.role == "sum":
        # 三类决定合计280万件，其中许可占66.42%
        return True
    groups = {row for way in subject.topic.rows for row in way} if subject.topic else set()
    own = {row for way in topic.rows for row in way}
    prefixes = tuple(row.removesuffix("*") for row in groups if row.endswith("*"))
    return bool(prefixes) and not own & groups and all(row.startswith(prefixes) for row in own)


def _aligned(mention: Mention, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the counts that a run of shares is of, one after another, if they are as many."""
    row = [m for m in mentions if m.phrase.parent == mention.phrase.parent]
    run = _run_of(mention, row)
    counts = [m for m in row if m.role == "count" and m.index < run[0].index][-len(run) :]
    is_run = len(run) > 1 and len(counts) == len(run)
    return tuple(counts) if is_run and len({m.unit for m in counts}) == 1 else ()


def _one_of(run: Sequence[Mention], mention: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the count of a run that a share is of by its place, if there is a run."""
    row = [m for m in mentions if m.phrase.parent == mention.phrase.parent]
    return [run[_run_of(mention, row).index(mention)]] if run else []


def _run_of(mention: Mention, row: Sequence[Mention]) -> list[Mention]:
    """Return the bare shares told one after another that a share is one of."""
    at = row.index(mention)
    first = at
    while first and _is_next(row[first]) and row[first - 1].role == "share":
        first -= 1
    last = at + 1
    while last < len(row) and row[last].role == "share" and _is_next(row[last]):
        last += 1
    return list(row[first:last])


def _is_next(share: Mention) -> bool:
    is_bare = all(token.kind in {"join", "filler"} for token in share.phrase.lead)
    return is_bare and share.phrase.opened in {"、", ""}


def _whole(
    subject: Sequence[Mention], *, parts: Sequence[Parts], chain: Mention | None
) -> Mention | None:
    """Return the whole of the list that a count is told in."""
    holding = [
        each
        for each in parts
        if any(part in subject for part in each.parts) and not each.is_total and each.is_near
    ]
    told = [each for each in holding if not each.is_implicit]
    # Of lists within lists the inmost is meant.
    return (told or holding)[-1].whole if holding else chain


def _told_after(
    subject: Sequence[Mention], mentions: Sequence[Mention], *, parts: Sequence[Parts]
) -> Mention | None:
    """Return the sum of a list that each has a share of: 网上6件，占60%；信函4件，占40%，共10件."""
    for each in parts:
        if each.is_total and subject and subject[0] in each.parts:
            beside = {part.index + 1 for part in each.parts}
            shares = [m.number.value for m in mentions if m.index in beside and m.role == "share"]
            is_whole = abs(sum(shares, Fraction(-_HUNDRED))) <= _ABOUT
            return each.whole if len(shares) == len(each.parts) and is_whole else None
    return None


def _several(mention: Mention) -> int:
    for token in mention.phrase.lead:
        if token.kind == "share" and token.text[0] in _AS_ONE:
            return 2
        if token.kind == "sum":
            return next((_SEVERAL[sign] for sign in token.text if sign in _SEVERAL), 2)
    return 1


def _own(
    mention: Mention, before: Sequence[Mention], *, parts: Sequence[Parts]
) -> tuple[Mention, ...]:
    """Return what a rate is of by its name: 回收3987份 and its wholes of 回收率."""
    stem = "".join(token.text for token in mention.phrase.lead).rpartition("率")[0][-_STEM:]
    counts = [m for m in reversed(before) if m.role in _COUNTS]
    alike = [m for m in counts if stem and set(stem) <= set(_said(m))]
    # 合格率 is told of 合格21064批次, not of 不合格386批次, where there are both.
    is_opposite = mention.phrase.has("opposite")
    told = [m for m in alike if m.phrase.has("opposite") == is_opposite] or alike
    if len(stem) < _STEM or not told:
        return ()
    part = told[0]
    listed = _whole([part], parts=parts, chain=None)
    wholes = [m for m in counts if m.index < part.index and are_alike(m, part)]
    return (part, *([listed] if listed else ()), *wholes)


def _said(mention: Mention) -> str:
    return "".join(token.text for token in (*mention.phrase.lead, *mention.phrase.tail))

"""Recompute the percentages of a sentence from figures and from its own numbers (X2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from kit.checks.agreement.chain import of_chain
from kit.checks.agreement.doubts import doubt_share
from kit.checks.agreement.operands import Reading, last_of, readings_of, value_of
from kit.checks.agreement.outcome import Counted, cells_of, is_count, mended
from kit.checks.agreement.recomputed import Operand, Recomputed, is_share
from kit.checks.agreement.wholes import usual_wholes
from kit.checks.reading.mention import Mention, sum_of_values
from kit.checks.reading.points import is_past
from kit.checks.reading.relations import Share
from kit.checks.reading.roles import tells_before
from kit.checks.reading.topics import Topic
from kit.report.model import Report

_HUNDRED = Fraction(100)
#: What 各占 begins with, which is said of several.
_EACH = "各"
#: So many parts may be meant together where the text does not say how many.
_TOGETHER = (2, 3)


def recompute(
    shares: Sequence[Share], *, counted: Mapping[int, Counted], report: Report
) -> Iterator[Recomputed]:
    """Yield what comes of each percentage of a sentence."""
    found = [_recomputed(share, counted=counted, report=report) for share in shares]
    found = [
        of_chain(
            each,
            beside=found,
            usual={w.value for w in _wholes(each.share, counted=counted, report=report)},
        )
        if each
        else None
        for each in found
    ]
    for at, share in enumerate(shares):
        beside = _of_now(at, shares=shares, found=found)
        own = _of_last(share, beside, report=report) if beside else found[at]
        if own:
            yield own


def _of_now(
    at: int, *, shares: Sequence[Share], found: Sequence[Recomputed | None]
) -> Recomputed | None:
    """Return the share of now beside which one of last year is told: 占42%，上年为39%."""
    share = shares[at]
    is_from = tells_before(share.mention.phrase)
    if share.whole_topic or not is_past(share) or (share.topic and not is_from):
        return None
    if share.is_rate and not is_from:
        return None
    step = 1 if is_from else -1
    if not 0 <= at + step < len(shares):
        return None
    now, other = found[at + step], shares[at + step]
    is_beside = abs(other.mention.index - share.mention.index) == 1 and not is_past(other)
    is_right = now is not None and now.status == "agrees" and bool(now.cells)
    return now if is_beside and is_right else None


def _of_last(share: Share, now: Recomputed, *, report: Report) -> Recomputed:
    """Recompute a share from last year's figures of what this year's is of."""
    last = last_year(now, report=report)
    if last is None:
        return Recomputed(share=share, status="undecided")
    is_right = share.mention.number.fits(last.wanted)
    return replace(last, share=share, status="agrees" if is_right else "contradicts")


def last_year(now: Recomputed, *, report: Report) -> Recomputed | None:
    """Return what a share was a year before, where last year's report has its cells."""
    part, whole = (_before(each, report=report) for each in (now.part, now.whole))
    return replace(now, part=part, whole=whole) if part and whole and whole.value else None


def _before(operand: Operand | None, *, report: Report) -> Operand | None:
    if operand is None or not operand.cells or report.last is None:
        return None
    last = last_of(Reading(cells=operand.cells, minus=operand.minus))
    value = value_of(last, report=report)
    return (
        None if value is None else replace(operand, value=value, cells=last.cells, minus=last.minus)
    )


def _recomputed(
    share: Share, *, counted: Mapping[int, Counted], report: Report
) -> Recomputed | None:
    if share.mention.time == "other" or (share.mention.time == "last" and report.last is None):
        return Recomputed(share=share, status="undecided")
    parts = list(_parts(share, counted=counted, report=report))
    wholes = list(_wholes(share, counted=counted, report=report))
    number = share.mention.number
    is_own = _is_of_own(share)
    pairs = [(p, w) for p in parts for w in wholes if w.value and (is_own or p.value <= w.value)]
    sure = [(p, w) for p, w in pairs if p.is_named and w.is_named and not _is_same(p, w)]
    for part, whole in pairs:
        if is_share(number, part.value, whole.value):
            ways = tuple(dict.fromkeys([(part, whole), *sure]))
            return Recomputed(share=share, status="agrees", part=part, whole=whole, ways=ways)
    doubt = doubt_share(share, counted=counted)
    if doubt:
        return Recomputed(
            share=share,
            status="contradicts",
            part=_of_mention(doubt.part, is_named=True),
            whole=_of_mention(doubt.whole, is_named=True),
            suspect=doubt.suspect,
            meant=doubt.wanted,
        )
    if not _is_sure(share):
        sure = [pair for pair in sure if _is_near(share, *pair)]
    if not sure:
        return Recomputed(share=share, status="undecided") if _is_blank(share, report) else None
    part, whole = min(
        [pair for pair in pairs if _is_near(share, *pair)] or sure,
        key=lambda pair: abs(pair[0].value / pair[1].value * _HUNDRED - number.value),
    )
    return Recomputed(share=share, status="contradicts", part=part, whole=whole, ways=tuple(sure))


def _is_blank(share: Share, report: Report) -> bool:
    """Whether a cell is blank that a share would be of."""
    topics = [topic for topic in (share.topic, share.whole_topic) if topic]
    topics += [m.topic for m in share.parts[:1] if m.topic]
    wholes = [whole for topic in topics for whole in usual_wholes(topic)]
    return any(
        value_of(reading, report=report) is None
        for topic in (*topics, *wholes)
        for reading in readings_of(topic, report=report)
    )


#: So near in percent a share is of what words name, whatever else is said beside it.
_NEAR = Fraction(1, 2)


def _is_near(share: Share, part: Operand, whole: Operand) -> bool:
    number = share.mention.number
    is_printed = 0 < number.step < 1 and number.bound == "exact"
    is_elsewhere = share.mention.phrase.has("scope", "plan", "past", "foreign")
    rate = part.value / whole.value * _HUNDRED
    return is_printed and not is_elsewhere and abs(rate - number.value) <= _NEAR


def _is_same(part: Operand, whole: Operand) -> bool:
    return bool(part.cells) and set(part.cells) == set(whole.cells)


def _is_sure(share: Share) -> bool:
    """Whether it is plain what has the share, and of what."""
    mention = share.mention
    if _is_of_own(share):
        return True
    if any(t.kind == "each" or t.text[0] == _EACH for t in mention.phrase.lead):
        return False
    if share.run and share.run[0].topic is None:
        return True
    if mention.is_foreign or mention.unknown or (share.is_respective and not share.parts):
        return False
    before = share.parts[:1]
    if share.is_rate:
        is_other = any(m.is_foreign or (m.role == "sum" and m.topic is None) for m in before)
        return share.topic is not None and not is_other
    is_strange = any(m.is_foreign for m in before) and share.whole is None
    return not is_strange and not any(m.phrase.has("each") for m in before) and _is_known(share)


def _is_known(share: Share) -> bool:
    is_told = bool(share.run) or share.whole is not None or share.whole_topic is not None
    subject = share.parts[0] if share.parts else None
    if share.topic is None and subject is not None and subject.unknown and not is_told:
        return False
    is_sum = subject is not None and subject.role == "sum" and subject.topic is None
    named = share.parts[1:] if is_sum else share.parts[:1]
    return is_told or share.topic is not None or bool(named and all(m.topic for m in named))


def _parts(share: Share, *, counted: Mapping[int, Counted], report: Report) -> Iterator[Operand]:
    """Yield what may have the share, the nearest to the words first."""
    if _is_of_own(share):
        part, whole, *_ = share.own
        yield _of_mention(part, is_named=True)
        yield Operand(value=whole.number.value - part.number.value, name="", is_named=False)
    elif share.topic is not None:
        # A rate or a share of words alone: 纠错率, 自然人占.
        yield from _of_topic(share.topic, share=share, report=report)
        if not share.is_rate and share.parts and share.parts[0].topic is None:
            yield _of_mention(share.parts[0], is_named=False)
    elif share.several > 1:
        yield from _sums(share, (share.several, share.several + 1), counted=counted)
        if share.parts and share.parts[0].role == "sum":
            yield _of_mention(share.parts[0], is_named=True)
    else:
        near = share.parts[:1] if share.parts and share.parts[0].topic else share.parts
        for at, mention in enumerate(near):
            yield from _of_counted(mention, counted=counted, is_named=at == 0)
        for each in _sums(share, _TOGETHER, counted=counted):
            yield replace(each, is_named=False)


def _is_of_own(share: Share) -> bool:
    """Whether a rate is of numbers of the text: 发放4200份，回收3987份，回收率94.9%."""
    if len(share.own) < len(("part", "whole")) or share.mention.number.value == _HUNDRED:
        return False
    return share.own[0].is_foreign or not share.own[0].topic


def _sums(
    share: Share, counts: Sequence[int], *, counted: Mapping[int, Counted]
) -> Iterator[Operand]:
    """Yield the sums of the last parts told, as many as *counts* say; the first is meant."""
    for count in counts:
        some = share.parts[:count]
        if len(some) == count:
            value = sum((mended(m, counted=counted) for m in some), Fraction(0))
            cells = tuple(cell for m in some for cell in cells_of(m, counted=counted))
            is_meant = count == counts[0]
            yield Operand(value=value, name=_shown(value), cells=cells, is_named=is_meant)


def _of_counted(
    mention: Mention, *, counted: Mapping[int, Counted], is_named: bool
) -> Iterator[Operand]:
    """Yield a number as told, and as it should be where the tables have another."""
    is_wrong = is_count(mention, "contradicts", counted=counted)
    cells = cells_of(mention, counted=counted)
    meant = mended(mention, counted=counted)
    if is_wrong and meant != mention.number.value:
        yield Operand(value=meant, name=_shown(meant), cells=cells, is_named=is_named)
    yield replace(_of_mention(mention, is_named=is_named and not is_wrong), cells=cells)


def _of_mention(mention: Mention, *, is_named: bool) -> Operand:
    return Operand(value=mention.number.value, name=mention.token.text, is_named=is_named)


def _of_topic(topic: Topic, *, share: Share, report: Report) -> Iterator[Operand]:
    is_last = share.mention.time == "last"
    readings = readings_of(topic, report=report, is_last=is_last)
    if share.mention.is_wide:
        readings = tuple(sorted(readings, key=lambda r: -len(r.cells)))
    for at, reading in enumerate(readings):
        value = value_of(reading, report=report)
        if value is not None and not reading.is_other:
            yield Operand(
                value=value,
                name="",
                cells=reading.cells,
                minus=reading.minus,
                is_named=at == 0,
            )


def _wholes(share: Share, *, counted: Mapping[int, Counted], report: Report) -> Iterator[Operand]:
    if _is_of_own(share):
        for mention in share.own[1:]:
            yield _of_mention(mention, is_named=True)
    elif share.whole_topic is not None and not share.is_rate:
        operands = _of_topic(share.whole_topic, share=share, report=report)
        yield from (operand for operand in operands if not operand.minus)
    else:
        yield from _wholes_told(share, counted=counted, report=report)


def _wholes_told(
    share: Share, *, counted: Mapping[int, Counted], report: Report
) -> Iterator[Operand]:
    """Yield what a share may be of whose words name no whole."""
    if share.whole is not None:
        yield from _of_counted(share.whole, counted=counted, is_named=True)
    if share.run:
        total = sum_of_values(share.run)
        yield Operand(value=total, name=_shown(total), is_named=share.whole is None)
    subject = share.topic or next((m.topic for m in share.parts if m.topic), None)
    is_named = share.whole is None and share.whole_topic is None
    for topic in usual_wholes(subject) if subject else ():
        for operand in _of_topic(topic, share=share, report=report):
            yield replace(operand, is_named=is_named and operand.is_named)
    if subject is None or share.whole is None:
        for mention in share.wholes:
            yield from _of_counted(mention, counted=counted, is_named=False)


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.4g}"

"""Growth since last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeGuard

from kit.checks.claims.model import Claim
from kit.checks.claims.numerals import Number
from kit.checks.claims.phrase import is_told
from kit.checks.claims.scene import Scene
from kit.checks.claims.summing import last_list
from kit.checks.claims.tokens import Segment, Token
from kit.checks.claims.topics import topic_of
from kit.checks.findings import At

Kind = Literal["rate", "change", "times", "same"]
_TIMES = "倍"
_TWO = 2
_WAYS = {"up", "down", "same", "doubled"}
#: 翻番 is said of what is about twice as much, and of what is more than that.
_DOUBLED = (
    Number(value=Fraction(100), unit="%", step=Fraction(15), bound="about"),
    Number(value=Fraction(100), unit="%", step=Fraction(100), bound="more"),
)
_COUNTED = {"件", "件次", "起", "宗", "份", "例", "条", "项", "元", "万元", "亿元"}
#: 增加到 and 增加至 say where it went, not how far.
_UP_TO = {"到", "至"}


def growth_claims(segment: Segment, *, scene: Scene) -> Iterator[Claim]:
    """Yield how a segment says a figure has changed since last year: 减少4件、下降6.25%."""
    at = [n for n, t in enumerate(segment) if t.kind in _WAYS]
    first = _growth_claim(segment[: at[1]] if len(at) > 1 else segment, scene=scene)
    if first is None:
        return
    yield first
    subjects = [claim.subject for claim in (first, *first.instead) if claim.subject]
    for start, end in pairwise([*at[1:], len(segment)]):
        again = _moved(segment[start:end], segment[start], subjects=subjects, scene=scene)
        if again:
            yield again


def _growth_claim(segment: Segment, *, scene: Scene) -> Claim | None:
    times = _times_claim(segment, scene=scene)
    moved = next((t for t in segment if t.kind in _WAYS), None)
    if moved is None or _is_of_other_year(segment, scene=scene):
        return times
    if not scene.has_compared and not _is_bare(segment, moved, scene=scene):
        return times
    if any(t.kind == "others" for t in segment):
        return None
    subjects = _subjects(segment, moved, scene=scene)
    return _moved(segment, moved, subjects=subjects, scene=scene)


def _is_bare(segment: Segment, moved: Token, *, scene: Scene) -> bool:
    """Whether a segment says nothing but by how much what was just counted has grown."""
    last = scene.last or scene.doubt
    is_told_of = last is not None and last.topics[0].table == "t2"
    return is_told_of and segment[0] is moved and all(t is moved or t.number for t in segment)


def _moved(
    segment: Segment, moved: Token, *, subjects: Sequence[Claim], scene: Scene
) -> Claim | None:
    """Return by how much a segment says that *subjects* grew or shrank."""
    numbers = [t for t in segment if t.number and t.start >= moved.end]
    at = scene.at(segment[0].start, (numbers[0] if numbers else moved).end)
    if moved.kind == "same":
        return _of_any(subjects, kind="same", at=at)
    if moved.kind == "doubled":
        about, more = (_of_any(subjects, kind="rate", at=at, number=n) for n in _DOUBLED)
        return replace(about, instead=(*about.instead, more)) if about and more else None
    if not numbers or scene.words.text[moved.end : moved.end + 1] in _UP_TO:
        return None
    number = numbers[0].number
    if number is None or number.unit not in {"%", _TIMES, *_COUNTED}:
        return None
    signed = _signed(_in_percent(number), is_down=moved.kind == "down")
    kind: Kind = "change" if number.unit in _COUNTED else "rate"
    return _of_any(subjects, kind=kind, at=at, number=signed)


def compared_claim(segment: Segment, *, scene: Scene) -> Claim | None:
    """Return last year's figure in the brackets where it is compared with: 比2022年（31起）."""
    before = [t for t in scene.tokens if t.end <= segment[0].start]
    if len(segment) != 1 or segment[0].number is None or len(before) < _TWO:
        return None
    is_compared = before[-1].text in "（(" and before[-2].kind == "compare"
    if not is_compared or _is_of_other_year(before[-2:], scene=scene):
        return None
    at = scene.at(before[-2].start, segment[0].end)
    claims = [
        Claim(
            kind="count",
            at=at,
            topics=c.topics,
            number=segment[0].number,
            is_last=True,
            subject=c if c.is_doubted else None,
        )
        for c in _counted_before(scene)
    ]
    return replace(claims[0], instead=tuple(claims[1:])) if claims else None


def _times_claim(segment: Segment, *, scene: Scene) -> Claim | None:
    """Return what a segment says is last year's so many times: 是上年的1.5倍."""
    said = [t for t in segment if t.number and t.number.unit == _TIMES]
    last = [t for t in segment if t.kind == "last" and said and t.end <= said[0].start]
    if not last or any(t.kind in {"up", "down", "others"} for t in segment):
        return None
    at = scene.at(segment[0].start, said[0].end)
    subjects = _subjects(segment, last[0], scene=scene)
    number = said[0].number
    whole = replace(number, step=number.step or Fraction(1)) if number else None
    return _of_any(subjects, kind="times", at=at, number=whole)


def _of_any(
    subjects: Sequence[Claim], *, kind: Kind, at: At, number: Number | None = None
) -> Claim | None:
    """Return a claim of the first of *subjects*, the others to be taken instead."""
    claims = [
        Claim(kind=kind, at=at, topics=subject.topics, number=number, subject=subject)
        for subject in subjects
    ]
    return replace(claims[0], instead=tuple(claims[1:])) if claims else None


def _subjects(segment: Segment, moved: Token, *, scene: Scene) -> Sequence[Claim]:
    """Return what may have changed: what the segment names, or what was counted just before."""
    before = [t for t in segment if t.end <= moved.start]
    terms = [t for t in before if t.term]
    if before and before[0].kind == "compare":
        # 较去年的45件减少9件 says of what was counted before it.
        terms = [] if any(t.number for t in before) else terms
    elif any(t.number for t in before):
        return ()
    if not terms:
        # 网站访问量较上年增长20% says nothing of what was counted before it.
        return _counted_before(scene) if is_told(moved.start, moved.start, scene=scene) else ()
    if not is_told(terms[0].start, moved.start, scene=scene):
        return ()
    topic = topic_of(terms, context=scene.context, is_sum=False)
    if topic is None or (topic.table == "t4" and not scene.is_own_subject):
        return ()
    at = scene.at(terms[0].start, moved.end)
    return (Claim(kind="count", at=at, topics=(topic,)),)


def _counted_before(scene: Scene) -> Sequence[Claim]:
    """Return what was counted last, and the whole of a list that it ends."""
    opened = last_list(scene)
    if scene.last and scene.last.is_last:
        return (scene.outer,) if _is_same(scene.outer, scene.last) else ()
    if scene.last:
        listed = opened[0].claim if opened else None
        ways = (scene.last, listed, scene.outer)
        return tuple(dict.fromkeys(claim for claim in ways if claim))
    if scene.doubt:
        listed = opened[0].claim if opened else None
        return (scene.doubt, *([listed] if listed else []))
    if opened is None or opened[0].claim is None:
        return ()
    # A part that nothing is known of may be meant, unless the parts leave nothing out.
    whole, *parts = opened
    total = sum((part.number.value for part in parts), start=Fraction(0))
    return (opened[0].claim,) if len(parts) > 1 and total == whole.number.value else ()


def _is_same(claim: Claim | None, last: Claim) -> TypeGuard[Claim]:
    """Whether *claim* is of what *last* says of last year: 新收29件，去年为13件."""
    return claim is not None and claim.topics[0].table == last.topics[0].table


def _is_of_other_year(segment: Sequence[Token], *, scene: Scene) -> bool:
    said = [t.text for t in segment if t.kind == "compare" and "20" in t.text]
    return any(str(scene.year - 1) not in text for text in said)


def _in_percent(number: Number) -> Number:
    """Return 增长两倍 in percent, to the whole or half that it is printed to."""
    if number.unit != _TIMES:
        return number
    return replace(number, value=number.value * 100, step=(number.step or Fraction(1)) * 100)


def _signed(number: Number, *, is_down: bool) -> Number:
    return replace(number, value=-abs(number.value)) if is_down else number

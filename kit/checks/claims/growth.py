"""Growth since last year, and shares of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from kit.checks.claims.model import Claim, Topic
from kit.checks.claims.numerals import Number
from kit.checks.claims.phrase import is_told
from kit.checks.claims.scene import Scene
from kit.checks.claims.tokens import Segment, Token
from kit.checks.claims.topics import topic_of

_COUNTED = {"件", "件次", "起", "宗", "份", "例", "条"}
#: 增加到 and 增加至 say where it went, not how far.
_UP_TO = {"到", "至"}


def growth_claim(segment: Segment, *, scene: Scene) -> Claim | None:
    """Return how a segment says a figure has changed since last year, if it says so."""
    moved = next((t for t in segment if t.kind in {"up", "down", "same"}), None)
    if moved is None or not scene.has_compared or _is_of_other_year(segment, scene=scene):
        return None
    subject = _subject(segment, moved, scene=scene)
    numbers = [t for t in segment if t.number and t.start >= moved.end]
    if subject is None or any(t.kind == "others" for t in segment):
        return None
    at = scene.at(segment[0].start, (numbers[0] if numbers else moved).end)
    if moved.kind == "same":
        return Claim(kind="same", at=at, topics=subject.topics, subject=subject)
    if not numbers or scene.words.text[moved.end : moved.end + 1] in _UP_TO:
        return None
    number = numbers[0].number
    if number is None or number.unit not in {"%", *_COUNTED}:
        return None
    kind: Literal["rate", "change"] = "rate" if number.unit == "%" else "change"
    signed = _signed(number, is_down=moved.kind == "down")
    return Claim(kind=kind, at=at, topics=subject.topics, number=signed, subject=subject)


def _subject(segment: Segment, moved: Token, *, scene: Scene) -> Claim | None:
    """Return what has changed: what the segment names, or what was counted just before."""
    before = [t for t in segment if t.end <= moved.start]
    terms = [t for t in before if t.term]
    if before and before[0].kind == "compare":
        # 较去年的45件减少9件 says of what was counted before it.
        terms = [] if any(t.number for t in before) else terms
    elif any(t.number for t in before):
        return None
    if not terms:
        return scene.last if scene.last and not scene.last.is_last else None
    if not is_told(terms[0].start, moved.start, scene=scene):
        return None
    topic = topic_of(terms, context=scene.context, is_sum=False)
    if topic is None or (topic.table == "t4" and not scene.is_own_subject):
        return None
    at = scene.at(terms[0].start, moved.end)
    return Claim(kind="count", at=at, topics=(topic,))


def _is_of_other_year(segment: Sequence[Token], *, scene: Scene) -> bool:
    said = [t.text for t in segment if t.kind == "compare" and "20" in t.text]
    return any(str(scene.year - 1) not in text for text in said)


def _signed(number: Number, *, is_down: bool) -> Number:
    return replace(number, value=-abs(number.value)) if is_down else number


def share_claim(segment: Segment, *, scene: Scene, is_last: bool) -> Iterator[Claim]:
    """Yield what a segment says of the share that the count before it, or in it, has."""
    mark = next((t for t in segment if t.kind == "share"), None)
    number = next((t for t in segment if mark and t.number and t.start >= mark.end), None)
    if mark is None or number is None or number.number is None or number.number.unit != "%":
        return
    if scene.is_narrowed or any(t.kind == "respectively" for t in segment):
        return
    if any(t.kind == "others" for t in segment if t.start >= mark.start):
        return
    before = [t for t in segment if t.end <= mark.start]
    subject = scene.last
    if any(t.term for t in before) and not any(t.number for t in before):
        subject = _named(before, scene=scene)
    if subject is None or subject.kind != "count":
        return
    if not is_told(mark.start, number.start, scene=scene):
        return
    terms = [t for t in segment if t.term and mark.end <= t.start < number.start]
    whole = topic_of(terms, context=scene.context, is_sum=False) if terms else None
    yield Claim(
        kind="share",
        at=scene.at(mark.start, number.end),
        topics=subject.topics,
        number=number.number,
        is_last=is_last,
        subject=subject,
        whole=(whole,) if whole else (),
    )


def _named(before: Sequence[Token], *, scene: Scene) -> Claim | None:
    """Return what a share is said of when no count stands beside it."""
    terms = [t for t in before if t.term]
    if not terms or any(t.kind == "others" or t.number for t in before):
        return None
    topic: Topic | None = topic_of(terms, context=scene.context, is_sum=False)
    at = scene.at(terms[0].start, terms[-1].end)
    return Claim(kind="count", at=at, topics=(topic,)) if topic else None

"""Shares of a whole: of the count before them, of what their own words name, one for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.checks.claims.model import Claim, Percentage
from kit.checks.claims.naming import named_topic
from kit.checks.claims.phrase import is_told, phrase_start
from kit.checks.claims.scene import Scene
from kit.checks.claims.summing import bare_sums, last_counts
from kit.checks.claims.tokens import Segment, Token
from kit.checks.claims.topics import each_topic, is_whole, topic_of

#: A share of what was said before, and a rate that its own word names.
_BARE = re.compile(r"\s*(?:约|仅|共)?占(?:比|比例)?(?:为|达|达到|约)?\s*")
#: 考核中主动公开占40% says what it is worth.
_SCORES = re.compile("考核|考评|分值|权重|得分")
_RATE = re.compile(
    r"(?:^|总|当年|按[期时]|及时|依法|平均)(?P<stem>[\u4e00-\u9fff]{2,5}?)率(?:为|达|达到|约)?\s*$"
)


def share_claims(segment: Segment, *, scene: Scene, is_last: bool) -> Iterator[Claim]:
    """Yield what a segment says of shares that counts before it, or in it, have."""
    parts = list(_parted(segment))
    if len(parts) > 1 and all(map(_is_named_share, parts)):
        for part in parts:
            yield from share_claims(part, scene=scene, is_last=is_last)
        return
    mark = next((t for t in segment if t.kind == "share"), None)
    numbers = [t for t in segment if mark and t.is_percent and t.start >= mark.end]
    if mark is None or not numbers or scene.is_narrowed or scene.is_sorting:
        return
    if any(t.kind == "others" for t in segment if mark.start <= t.start < numbers[0].start):
        return
    if not is_told(mark.start, numbers[0].start, scene=scene) or _is_of_score(mark, scene=scene):
        return
    terms = [t for t in segment if t.term and mark.end <= t.start < numbers[0].start]
    whole = topic_of(terms, context=scene.context, is_sum=False) if terms else None
    for number, counted in _shared(segment, mark, numbers, scene=scene):
        is_open = not counted and whole is not None and is_whole(whole)
        subjects = _uncounted(scene=scene) if is_open else counted
        if not subjects:
            continue
        first, *instead = (
            Claim(
                kind="share",
                at=scene.at(mark.start, number.end),
                topics=subject.topics,
                number=number.number,
                is_last=is_last,
                subject=subject,
                whole=(whole,) if whole else (),
            )
            for subject in subjects
        )
        yield replace(first, instead=tuple(instead))
    scene.shared = len(scene.parts)


def _is_of_score(mark: Token, *, scene: Scene) -> bool:
    """Whether a share is one of the points that an assessment gives."""
    start = max(scene.words.text.rfind(stop, 0, mark.start) for stop in "。；\n") + 1
    return _SCORES.search(scene.words.text, start, mark.start) is not None


def _is_named_share(part: Segment) -> bool:
    """Whether a part names what has the one share it tells, and tells no count of it."""
    kinds = [t.kind for t in part]
    numbers = [t for t in part if t.number]
    is_one = len(numbers) == 1 and kinds.count("share") == 1
    return is_one and numbers[0].is_percent and "term" in kinds[: kinds.index("share")]


def _parted(segment: Segment) -> Iterator[Segment]:
    """Yield the parts of a segment that each tell a share: 公开占60%、不予公开占40%."""
    part: list[Token] = []
    for token in segment:
        if token.text == "、" and any(t.is_percent for t in part):
            yield tuple(part)
            part = []
        else:
            part.append(token)
    yield tuple(part)


def percentages(segment: Segment, *, scene: Scene) -> Iterator[Percentage]:
    """Yield the bare shares and the rates of a segment: 占37%, 办结率98%."""
    text = scene.words.text
    for token in segment:
        if token.number is None or token.number.unit != "%":
            continue
        start = phrase_start(text, token.start)
        said = text[start : token.start]
        # 同不掌握的143件合计，占76.8% is said of more than the 143.
        is_next = not text[scene.number_end : start].strip("，,；;（(）) ")
        bare, rate = is_next and _BARE.fullmatch(said), _RATE.search(said)
        if bare or rate:
            yield Percentage(
                at=scene.at(token.start - len(said), token.end),
                number=token.number,
                after=len(scene.parts),
                stem=rate["stem"] if rate else "",
            )


def _shared(
    segment: Segment, mark: Token, numbers: Sequence[Token], *, scene: Scene
) -> Iterator[tuple[Token, Sequence[Claim]]]:
    """Yield each percentage with what may have it."""
    if mark.term:
        yield numbers[0], _named([mark], scene=scene)
        return
    if len(numbers) > 1 or any(t.kind == "respectively" for t in segment):
        before = [t for t in segment if t.end <= mark.start]
        counts = _listed(before, len(numbers), scene=scene)
        yield from ((number, [count]) for number, count in zip(numbers, counts, strict=False))
        return
    before = [t for t in segment if t.end <= mark.start]
    yield numbers[0], _subjects(before, mark, scene=scene)


def _uncounted(*, scene: Scene) -> Sequence[Claim]:
    """Return the number said last, which no figure has, when it may be a part of what one has."""
    part = scene.parts[-1] if scene.parts else None
    if part is None or part.claim or part.is_aside or part.is_sum or part.number.bound != "exact":
        return ()
    return (Claim(kind="count", at=part.at, topics=(), number=part.number),)


def _listed(before: Sequence[Token], count: int, *, scene: Scene) -> Sequence[Claim]:
    """Return the counts of which so many shares are said, one each: 8件和2件，分别占80%和20%."""
    own = [t for t in before if t.term] if not any(t.number for t in before) else []
    topics = each_topic(own or scene.named, context=scene.context) if own or scene.named else []
    if len(topics) == count:
        at = scene.at((own or scene.named)[0].start, (own or scene.named)[-1].end)
        return [Claim(kind="count", at=at, topics=(topic,)) for topic in topics]
    counts = last_counts(scene)
    return counts[-count:] if not own and len(counts) >= count else []


def _subjects(before: Sequence[Token], mark: Token, *, scene: Scene) -> Sequence[Claim]:
    if any(t.number for t in before):
        # What is counted in the same segment has the share, or else a sum that it gives.
        counted = scene.last
        return [counted] if counted and counted.kind == "count" else scene.sums
    if any(t.kind == "sum" for t in before):
        return bare_sums(mark, scene=scene)
    if not is_told(mark.start, mark.start, scene=scene) or any(t.kind == "others" for t in before):
        return []
    if any(t.term for t in before):
        return _named(before, scene=scene)
    if scene.last and scene.last.kind == "count":
        return [scene.last, *bare_sums(mark, scene=scene, since=scene.shared)]
    # Of a doubted count only what follows at once: the next words may name a part of it.
    is_next = not scene.words.text[scene.number_end : mark.start].strip("，（ ")
    return [scene.doubt] if scene.doubt and is_next else scene.sums


def _named(before: Sequence[Token], *, scene: Scene) -> list[Claim]:
    """Return what a share is said of when no count stands beside it."""
    terms = [t for t in before if t.term]
    topic = named_topic(terms, before, scene=scene)
    at = scene.at(terms[0].start, terms[-1].end)
    return [Claim(kind="count", at=at, topics=(topic,))] if topic else []

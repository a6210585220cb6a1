"""Counts: numbers beside words that name figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.checks.claims.alone import made_exact, restated, told_of_last_year
from kit.checks.claims.doubted import doubted
from kit.checks.claims.lists import begins_clause, is_bare_sum, opened_by, words_start
from kit.checks.claims.model import Claim, Part, Topic
from kit.checks.claims.naming import is_near, named_last, named_topic, terms_of
from kit.checks.claims.phrase import is_told_after, is_told_before
from kit.checks.claims.scene import Scene
from kit.checks.claims.summing import bare_sums
from kit.checks.claims.tokens import Segment, Token, unsaid
from kit.checks.claims.topics import each_topic
from kit.checks.claims.units import UNITS, is_of_unit

_FROM = re.compile(r"[由从](?:上年|去年|上一年度?|上年度|20\d\d年度?)?的?$")
_TO = re.compile(r"(?<![收接])[到至]$")
_AMENDED = re.compile("修改|修订|修正")
_CARRIED = {"carried_in", "carried_out"}
#: So many characters that mean nothing to us may stand between a number and words after it.
_CLOSE = 3


def count_claims(segment: Segment, *, scene: Scene, is_last: bool) -> None:
    """Note the numbers of a segment, those that name a figure as claims."""
    numbers = [t for t in segment if t.number and t.number.unit != "%"]
    if not numbers:
        return
    listed = _listed(segment, numbers, scene=scene)
    before: list[Token] = []
    used = -1
    is_strange = False
    for token in segment:
        if token not in numbers or token.number is None:
            before.append(token)
            continue
        after = _after(segment, token)
        topic: Topic | None
        if listed is not None:
            topic = listed[numbers.index(token)] if listed else None
        else:
            before = _of_kinds([t for t in before if t.start >= used], scene=scene)
            topic, used = _topic(before, token, after, scene=scene)
            weak = [t.term.is_weak for t in before if t.term]
            if topic is None and weak and all(weak) and token.number.unit in UNITS:
                # 收到市民上报23480件，办结21132件 goes on with what is none of ours.
                scene.is_blocked = True
            topic = topic or restated(token, before, scene=scene)
            topic = topic or told_of_last_year(token, before, scene=scene, is_last=is_last)
            topic = topic or made_exact(token, before, scene=scene)
        if topic and not _is_plain(topic, token, scene=scene):
            topic = None
        # What a list begins with holds for the rest: 信访答复引起的复议9件、诉讼6件.
        is_strange |= any(t.kind == "others" for t in before) and any(t.term for t in before)
        if is_strange:
            topic = None
        is_then = _is_then(token, scene=scene, is_last=is_last)
        # What last year carried over is what this year took over.
        if topic and is_then and any(set(way) <= _CARRIED for way in topic.rows):
            topic = None
        doubt = None if topic or is_then else doubted(token, before, scene=scene)
        _note(token, topic, before, scene=scene, is_last=is_then)
        if scene.depth(token.start) == 0 or not is_last:
            scene.doubt = doubt
        scene.doubted.extend([doubt] if doubt else [])
        before = []


def _is_plain(topic: Topic, number: Token, *, scene: Scene) -> bool:
    """Whether a count is surely the agency's own: its words are known, those before it too."""
    if not is_told_before(number, scene=scene):
        scene.foreign.add(topic.table)
    if topic.table == "t2" and _is_split_by_making(number, scene=scene):
        return False
    return topic.table not in scene.foreign and is_told_after(number, scene=scene)


def _is_split_by_making(number: Token, *, scene: Scene) -> bool:
    """Whether brackets tell how papers came to be, as no table does: 含新制定5件，修改4件."""
    if scene.depth(number.start) == 0:
        return False
    text = scene.words.text
    opened = max(text.rfind(bracket, 0, number.start) for bracket in "（(")
    ends = (text.find(bracket, number.end) for bracket in "）)")
    closed = min((end for end in ends if end >= 0), default=-1)
    return closed >= 0 and _AMENDED.search(text, opened, closed) is not None


def _is_then(number: Token, *, scene: Scene, is_last: bool) -> bool:
    """Whether a number is last year's: 由 leads from it, 到 to this year's."""
    before = scene.words.text[max(0, number.start - 8) : number.start]
    return bool(_FROM.search(before)) or (is_last and not _TO.search(before))


def _note(
    token: Token, topic: Topic | None, before: Sequence[Token], *, scene: Scene, is_last: bool
) -> None:
    if token.number is None:
        return
    start = before[0].start if before else token.start
    at = scene.at(start, token.end)
    claim = None
    if topic:
        kind = "each" if any(t.kind == "each" for t in before) else "count"
        topics = tuple(each_topic(terms_of(before), context=scene.context))
        claim = Claim(
            kind="each" if kind == "each" and topics else "count",
            at=at,
            topics=topics if kind == "each" and topics else (topic,),
            number=token.number,
            is_last=is_last,
        )
        scene.context.remember(topic)
        scene.claims.append(claim)
    is_sum = is_bare_sum(before, token, scene=scene)
    if scene.depth(token.start) == 0 or not is_last:
        scene.last, scene.named = claim, terms_of(before) if claim else ()
        scene.sums = bare_sums(token, scene=scene, number=token.number) if is_sum else ()
    if scene.depth(token.start) == 0 and not is_last:
        scene.outer = claim
    if any(t.kind in {"up", "down"} for t in before):
        # How much was added is no part of a whole, and no whole.
        scene.number_end = token.end
        return
    opens = [t.kind for t in before if t.kind in {"of_which", "split"}]
    part = Part(
        at=at,
        words=scene.words.text[
            max(words_start(token, scene=scene), scene.number_end) : token.start
        ],
        number=token.number,
        claim=claim,
        opens=opens[-1] if opens else opened_by(token, scene=scene),
        is_sum=is_sum,
        is_aside=scene.depth(token.start) > 0,
        begins_clause=begins_clause(token, scene=scene),
    )
    scene.parts.append(part)
    scene.number_end = token.end


def _listed(segment: Segment, numbers: Sequence[Token], *, scene: Scene) -> list[Topic] | None:
    """Return a topic for each number after 分别; none when they do not match, ``None`` without."""
    at = next((t.start for t in segment if t.kind == "respectively"), None)
    if at is None or len(numbers) < 2:  # noqa: PLR2004 - one number is no list
        return None
    if any(t.term and at < t.start < numbers[0].start for t in segment):
        # 分别为：行政执法案卷1件、重复申请1件 names each at its number.
        return None
    terms = terms_of([t for t in segment if t.end <= at])
    topics = each_topic(terms, context=scene.context)
    return topics if len(topics) == len(numbers) else []


def _topic(
    before: Sequence[Token], number: Token, after: Sequence[Token], *, scene: Scene
) -> tuple[Topic | None, int]:
    """Return what a number counts, and up to where words after it are used for that."""
    own = named_last(before)
    used = number.end
    unit = number.number.unit if number.number else ""
    if unit not in UNITS or _is_blocked(before, number, after, scene=scene):
        return None, used
    if not any(
        t.term and (t.term.topic.rows or t.term.topic.columns) and not t.term.is_weak for t in own
    ):
        follow = list(_following(after, number, scene=scene))
        own += follow
        used = follow[-1].end if follow else used
    if not is_near(own, number, before, scene=scene):
        return None, used
    topic = named_topic(own, before, scene=scene)
    if topic and topic.table == "t2" and _has_requests(own):
        return None, used
    if topic is None or not is_of_unit(topic, unit) or not _is_of_subject(topic, scene=scene):
        return None, used
    return topic, used


def _of_kinds(before: list[Token], *, scene: Scene) -> list[Token]:
    """Leave out the kinds that a word takes in: 农村宅基地等行政许可 is of all licensing."""
    starts = (t.start for t in before if t.term and t.term.topic.table == "t2")
    whole = next((at for at in starts if scene.words.text[at - 1] == "等"), 0)
    return [t for t in before if t.start >= whole]


def _has_requests(own: Sequence[Token]) -> bool:
    """Whether what is counted was asked for, not decided: 受理行政许可申请."""
    return any(t.term and t.term.topic.table == "t3" and t.text != "办理" for t in own)


def _is_blocked(
    before: Sequence[Token], number: Token, after: Sequence[Token], *, scene: Scene
) -> bool:
    if scene.is_narrowed or scene.is_sorting:
        return True
    if any(t.kind in {"others", "none"} for t in before):
        return True
    if any(t.kind == "others" and t.start - number.end <= _CLOSE for t in after):
        return True
    return scene.is_blocked and not any(t.term and not t.term.is_weak for t in before)


def _following(after: Sequence[Token], number: Token, *, scene: Scene) -> Iterator[Token]:
    """Yield the terms that follow a number at once."""
    last = number.end
    for token in after:
        if unsaid(scene.words.text, start=last, end=token.start, tokens=after) > _CLOSE:
            return
        if token.term:
            yield token
            last = token.end
        elif token.kind not in {"fillers", "join", "all"}:
            return


def _is_of_subject(topic: Topic, *, scene: Scene) -> bool:
    """Whether cases are those over open information: an agency has others too."""
    return topic.table != "t4" or scene.is_own_subject


def _after(segment: Segment, number: Token) -> list[Token]:
    """Return what follows a number up to the next of its list."""
    found: list[Token] = []
    for token in segment:
        if token.start < number.end:
            continue
        if token.number or token.text == "、":
            # Words before the next number without a stop between are the next one's.
            return found if token.text == "、" else []
        found.append(token)
    return found

"""Claims without a number: that there is nothing, and that something is all there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.checks.claims.lexicon import Term
from kit.checks.claims.model import Claim, Topic
from kit.checks.claims.phrase import is_told, phrase_end, phrase_start
from kit.checks.claims.scene import Scene
from kit.checks.claims.tokens import Segment, Token, unsaid
from kit.checks.claims.topics import TOTAL, each_topic, topic_of

_FAR, _NEAR = 3, 4
#: By themselves these deny only the word that follows at once: 未按时答复 says no more than that.
_BARE = {"未", "尚未", "均未", "从未", "并未", "未被", "未有"}


def none_claims(segment: Segment, *, scene: Scene, is_last: bool) -> Iterator[Claim]:
    """Yield what a segment says there is none of."""
    mark = next((t for t in segment if t.kind in {"none", "zero"}), None)
    if mark is None or scene.is_narrowed or scene.is_sorting:
        return
    if any(t.kind in {"others", "share"} or t.number for t in segment):
        return
    after = [t for t in segment if t.term and t.start >= mark.end]
    before = [t for t in segment if t.term and t.end <= mark.start]
    own = before if mark.kind == "zero" or not after else after
    if own is after and not any(t.term and t.term.topic.columns for t in after):
        # 社会公益组织没有提出申请 says whose there are none.
        own = [*(t for t in before if t.term and _is_applicant(t.term)), *after]
    if not own or not _belongs(own, mark, segment, scene=scene):
        return
    if mark.text in _BARE and own[0].start != mark.end:
        return
    named = (_received(topic, own) for topic in each_topic(own, context=scene.context))
    topics = tuple(topic for topic in named if _can_be_none(topic, own))
    if topics:
        start, end = min(own[0].start, mark.start), max(own[-1].end, mark.end)
        yield Claim(kind="none", at=scene.at(start, end), topics=topics, is_last=is_last)


def _is_applicant(term: Term) -> bool:
    return term.topic.table == "t3" and bool(term.topic.columns)


def _belongs(own: Sequence[Token], mark: Token, segment: Segment, *, scene: Scene) -> bool:
    text = scene.words.text
    start, end = (
        sorted((mark.start, own[0].start))
        if own[0].start > mark.end
        else (
            own[-1].end,
            mark.start,
        )
    )
    if unsaid(text, start=start, end=end, tokens=segment) > _FAR:
        return False
    said = max(own[-1].end, mark.end)
    first = min(own[0].start, mark.start)
    is_known = is_told(first, first, scene=scene)
    return is_known and (
        unsaid(text, start=said, end=phrase_end(text, said), tokens=segment) <= _NEAR
    )


def _received(topic: Topic, own: Sequence[Token]) -> Topic:
    """Return what requests there are none of: those received, when nothing else is said."""
    if any(t.term and t.term.topic.rows for t in own) or topic.table != "t3":
        return topic
    return replace(topic, rows=(("received",), ("received", "carried_in")))


def _can_be_none(topic: Topic, own: Sequence[Token]) -> bool:
    """Whether words say enough: an agency without the power to license makes no claim."""
    if ("closed_total",) in topic.rows and any(t.term and t.term.topic.rows for t in own):
        # 未答复的 speaks of some request, not of all.
        return False
    if topic.table != "t2":
        return True
    return any(t.term and t.term.is_weak and t.term.topic.table == "t2" for t in own)


def all_claims(segment: Segment, *, scene: Scene, is_last: bool) -> Iterator[Claim]:
    """Yield what a segment says of all that was counted before."""
    mark = next((t for t in segment if t.kind == "all"), _only_one(segment, scene=scene))
    kinds = {"others", "none", "zero", "share", "each"}
    # 收到的5件申请均来自自然人 says of how many before it says all.
    if mark is None or any(t.kind in kinds or (t.number and t.end > mark.start) for t in segment):
        return
    own = [t for t in segment if t.term and t.start >= mark.start and not t.term.is_object]
    said = [t for t in segment if t.term and t.end <= mark.start]
    subject = _subject(said, own, scene=scene) or _every_request(mark, own, scene=scene)
    if not own or subject is None:
        return
    end = phrase_end(scene.words.text, own[-1].end)
    if not is_told(mark.start, end, scene=scene):
        return
    topic = _part(own, subject)
    if topic:
        at = scene.at(mark.start, own[-1].end)
        yield Claim(kind="all", at=at, topics=(topic,), is_last=is_last, whole=(subject,))


def _only_one(segment: Segment, *, scene: Scene) -> Token | None:
    """Return where a segment begins to speak of the one case just counted: 复议1件，结果维持."""
    last = scene.last
    if not segment or last is None or last.number is None or last.number.value != 1:
        return None
    is_told_of = last.kind == "count" and last.topics[0].table in {"t3", "t4"} and not last.is_last
    is_known = all(t.kind in {"term", "fillers"} for t in segment)
    return segment[0] if is_told_of and is_known and not scene.is_blocked else None


def _subject(said: Sequence[Token], own: Sequence[Token], *, scene: Scene) -> Topic | None:
    """Return what all of is spoken of: what the segment names, or what was counted before it."""
    named = topic_of(said, context=scene.context, is_sum=False) if said else None
    if named:
        return named
    counted = [claim for claim in scene.claims if claim.kind == "count"]
    if not counted or scene.last is None:
        return None
    last = scene.last.topics[0]
    if last.table == "t3":
        return last if last.columns == TOTAL else counted[0].topics[0]
    said_of = [way for t in own if t.term for way in t.term.topic.columns]
    if not any(set(way) > set(part) for way in said_of for part in last.columns):
        return last
    # 其他结果1件，均已审结 speaks of more than the last of a list.
    wholes = (claim.topics[0] for claim in counted[::-1] if claim.topics[0].columns == TOTAL)
    return next(wholes, last)


def _every_request(mark: Token, own: Sequence[Token], *, scene: Scene) -> Topic | None:
    """Return all requests, of whose applicants something is said: 申请人都是自然人."""
    start = phrase_start(scene.words.text, mark.start)
    is_said = "申请人" in scene.words.text[start : mark.start]
    is_of_applicants = all(t.term and _is_applicant(t.term) for t in own)
    whole = Topic(table="t3", rows=(("received",), ("received", "carried_in")), columns=TOTAL)
    return whole if is_said and is_of_applicants else None


def _part(own: Sequence[Token], subject: Topic) -> Topic | None:
    """Return the part that *own* names of what is spoken of; its other half is the subject's."""
    terms = [t.term.topic for t in own if t.term and t.term.topic.table == subject.table]
    if len(terms) < len(own) or not terms:
        return None
    rows = tuple(way for topic in terms for way in topic.rows)
    columns = tuple(way for topic in terms for way in topic.columns)
    if subject.table == "t4" and rows:
        inside = all(any(set(way) <= set(whole) for whole in subject.rows) for way in rows)
        return replace(subject, rows=rows, columns=columns or subject.columns) if inside else None
    return replace(subject, rows=rows or subject.rows, columns=columns or subject.columns, also=())

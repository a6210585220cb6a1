"""Which words beside a number name what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.checks.claims.model import Topic
from kit.checks.claims.scene import Scene
from kit.checks.claims.tokens import Token, unsaid
from kit.checks.claims.topics import are_joined, is_whole, topic_of

#: So many characters that mean nothing to us may stand between words and their number.
_NEAR, _CLOSE = 7, 3


def named_topic(own: Sequence[Token], before: Sequence[Token], *, scene: Scene) -> Topic | None:
    """Return what words are about: each of those listed, or all of them together."""
    is_sum = any(t.kind == "sum" for t in before)
    # 收到和办理 are two ways to say the same.
    joined = are_joined(named_rows(own), among=before) and not all(
        is_whole(t.term.topic) for t in named_rows(own) if t.term
    )
    topic = topic_of(own, context=scene.context, is_sum=is_sum and joined)
    if topic and joined and not is_sum and len(named_rows(own)) > 1:
        added = topic_of(own, context=scene.context, is_sum=True)
        if added:
            topic = replace(
                topic,
                rows=tuple(dict.fromkeys((*topic.rows, *added.rows))),
                columns=tuple(dict.fromkeys((*topic.columns, *added.columns))),
            )
    return topic


def named_last(before: Sequence[Token]) -> list[Token]:
    """Return the words that name what is counted: after a colon, when a row is named there."""
    colon = max((t.end for t in before if t.text in "：:"), default=0)
    after = terms_of([t for t in before if t.start >= colon])
    return after if any(t.term and t.term.topic.rows for t in after) else terms_of(before)


def is_near(own: Sequence[Token], number: Token, before: Sequence[Token], *, scene: Scene) -> bool:
    """Whether words and number belong together: little stands between that means nothing to us."""
    said = [t for t in own if t.end <= number.start]
    if not own:
        return False
    if not said:
        return True
    gap = unsaid(scene.words.text, start=said[-1].end, end=number.start, tokens=before)
    is_weak = all(t.term and t.term.is_weak for t in own)
    return gap <= (_CLOSE if is_weak else _NEAR)


def terms_of(tokens: Sequence[Token]) -> list[Token]:
    """Return the words that name something."""
    return [t for t in tokens if t.term]


def named_rows(tokens: Sequence[Token]) -> list[Token]:
    """Return the words that name rows or columns, not only what is counted."""
    return [t for t in tokens if t.term and (t.term.topic.rows or t.term.topic.columns)]

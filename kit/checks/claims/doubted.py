"""Counts that may be of a figure or of a part of it, as words nobody knows stand about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.checks.claims.model import Claim
from kit.checks.claims.naming import is_near, named_last, named_topic
from kit.checks.claims.scene import Scene
from kit.checks.claims.tokens import Token
from kit.checks.claims.topics import Context, topic_of
from kit.checks.claims.units import is_of_unit

_JOINED = "或和与及"
#: A number so large is like a figure by no chance.
_LARGE = 100


def doubted(number: Token, before: Sequence[Token], *, scene: Scene) -> Claim | None:
    """Return what a number counts by the words right before it alone, whatever is about them.

    Words that name no figure by themselves go on from the doubted count before them.
    """
    own = named_last(before)
    if not own:
        return _far(number, scene=scene)
    is_strong = any(t.term and not t.term.is_weak and not t.term.is_object for t in own)
    if number.number is None or not own or not is_near(own, number, before, scene=scene):
        return None
    if scene.words.text[own[0].start - 1] in _JOINED or not (is_strong or scene.doubt):
        # 公开或部分公开4件 counts both.
        return None
    said = scene.doubt.topics[0] if scene.doubt and not is_strong else None
    context = Context(table=said.table, rows={said.table: said.rows}) if said else scene.context
    topic = named_topic(own, before, scene=replace(scene, context=context))
    if topic is None or not is_of_unit(topic, number.number.unit):
        return None
    at = scene.at(own[0].start, number.end)
    return Claim(kind="count", at=at, topics=(topic,), number=number.number, is_doubted=True)


def _far(number: Token, *, scene: Scene) -> Claim | None:
    """Return what a large number may count by words far before it: …许可事项，共327件."""
    said = number.number
    clause = max(scene.words.text.rfind(stop, 0, number.start) for stop in "。；\n") + 1
    named = [t for t in scene.tokens if clause <= t.start < number.start and _is_decided(t)]
    is_alone = not any(
        t.number and t.start >= clause for t in scene.tokens if t.end <= number.start
    )
    if said is None or not named or not is_alone or said.unit != "件" or said.value < _LARGE:
        return None
    topic = topic_of(named[-1:], context=scene.context, is_sum=False)
    at = scene.at(named[-1].start, number.end)
    return (
        Claim(kind="count", at=at, topics=(topic,), number=said, is_doubted=True) if topic else None
    )


def _is_decided(token: Token) -> bool:
    return token.term is not None and token.term.topic.columns == (("decisions",),)

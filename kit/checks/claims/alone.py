"""What a number counts that stands without words of its own: it goes on from the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.checks.claims.model import Topic
from kit.checks.claims.scene import Scene
from kit.checks.claims.tokens import Token
from kit.checks.claims.units import is_of_unit

_IN_BRACKETS = re.compile(r"\s*[（(](?:即|折合)?")


def restated(number: Token, before: Sequence[Token], *, scene: Scene) -> Topic | None:
    """Return what a number alone in brackets says again: 18264.9万元（约1.83亿元）."""
    said = scene.words.text[scene.number_end : number.start]
    if before or scene.last is None or not _IN_BRACKETS.fullmatch(said):
        return None
    topic = scene.last.topics[0]
    return topic if number.number and is_of_unit(topic, number.number.unit) else None


def made_exact(number: Token, before: Sequence[Token], *, scene: Scene) -> Topic | None:
    """Return what a number alone says to the last digit: 突破1.5万件，达到15208件."""
    last, said = scene.last or scene.doubt, number.number
    if last is None or last.number is None or said is None or last.is_doubted:
        return None
    is_rough = last.number.bound != "exact" or last.number.step > 0
    is_alone = all(t.kind == "fillers" for t in before) and last.number.unit == said.unit
    return last.topics[0] if is_rough and is_alone and last.number.fits(said.value) else None


def told_of_last_year(
    number: Token, before: Sequence[Token], *, scene: Scene, is_last: bool
) -> Topic | None:
    """Return what a number is last year's of that only says so: 收到申请29件，去年为13件."""
    said = {"last", "fillers", "year", "compare"}
    if not is_last or scene.outer is None or any(t.kind not in said for t in before):
        return None
    topic = scene.outer.topics[0]
    return topic if number.number and is_of_unit(topic, number.number.unit) else None

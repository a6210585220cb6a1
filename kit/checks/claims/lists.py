"""Where a number stands in its sentence: in a list, in a clause of its own, as a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.checks.claims.scene import Scene
from kit.checks.claims.summing import OF_SO_MANY
from kit.checks.claims.tokens import Token, unsaid

#: 75个单位中优秀的18个 begins a list as 其中 does.
_AMONG = re.compile(r"[^，,；;、。：:（）()\n]{1,10}中(?![心小学医央国期级层])")


#: 100条，分别为 says what the hundred are.
_EACH = re.compile(r"[，,]?(?:分别|依次)[为是]")
_OPENING = {"（": "bracket", "(": "bracket", "：": "colon", ":": "colon"}


def opened_by(number: Token, *, scene: Scene) -> str:
    """Return how a list begins that no word begins: in brackets, or after a colon."""
    if _AMONG.match(scene.words.text, scene.number_end, number.start):
        return "of_which"
    if scene.parts and _EACH.match(scene.words.text, scene.number_end, number.start):
        return "split"
    between = scene.words.text[scene.number_end : words_start(number, scene=scene)].strip()
    return _OPENING.get(between, "")


def begins_clause(number: Token, *, scene: Scene) -> bool:
    """Whether a semicolon stands between a number and the one before it."""
    if not scene.parts:
        return False
    semicolon = max(scene.words.text.rfind(stop, 0, number.start) for stop in "；;")
    return semicolon >= scene.number_end


def is_bare_sum(before: Sequence[Token], number: Token, *, scene: Scene) -> bool:
    """Whether a number is but the sum of those before it: nothing else stands beside 共计."""
    if not before or not scene.parts:
        return False
    if any(t.kind not in {"sum", "fillers", "stop"} for t in before):
        return False
    if any(t.is_percent and scene.number_end <= t.start < number.start for t in scene.tokens):
        # 惠企类占65.5%，共19件 says what the share is of.
        return False
    start = words_start(number, scene=scene)
    said = OF_SO_MANY.match(scene.words.text, start, number.start)
    is_said = any(t.kind == "sum" for t in before)
    return is_said and not unsaid(
        scene.words.text, start=said.end() if said else start, end=number.start, tokens=before
    )


def words_start(token: Token, *, scene: Scene) -> int:
    """Return where the words right before a number begin."""
    text = scene.words.text
    stops = (text.rfind(stop, 0, token.start) for stop in "，；、：:。\n（(")
    return max(stops) + 1

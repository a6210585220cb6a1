"""What may be an item of a list beside its whole."""

from __future__ import annotations

from kit.checks.reading.lexicon import load_lexicon
from kit.checks.reading.mention import Mention
from kit.checks.reading.phrases import Phrase

_COUNTED = {"count", "rest"}
#: What is told beside an item and is none itself.
BESIDE = {"share", "rate", "change", "base", "points", "average", "gap"}


def is_within(phrase: Phrase) -> bool:
    """Whether what follows is told of the number of a phrase: 办结的39件中，…."""
    return phrase.number is not None and any(token.kind == "within" for token in phrase.tail)


def is_part(part: Mention, whole: Mention) -> bool:
    """Whether a count may be a part of *whole*: of the same year, and counted alike."""
    if part.role not in _COUNTED or part.time != whole.time:
        return False
    return bool(whole.unit or whole.topic) and (not part.unit or are_alike(part, whole))


def are_alike(one: Mention, other: Mention) -> bool:
    """Whether two numbers are counted alike: 34家, 8个 and 3所 are all of bodies."""
    if one.unit == other.unit:
        return True
    alike = load_lexicon().notation.alike
    return alike.get(one.unit, one.unit) == alike.get(other.unit, other.unit)

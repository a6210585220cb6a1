"""What an unknown wording may be: the rows of the form whose wordings are most like it."""

from __future__ import annotations

import json
from difflib import SequenceMatcher

from kit.ledger.vocabulary import Vocabulary

#: So many meanings are named.
_NAMED = 3
#: Less like, a wording is none of the nearest.
_ALIKE = 0.25


def nearest_meanings(text: str, *, words: Vocabulary) -> tuple[str, ...]:
    """Return the usual wordings of the meanings nearest to *text*, the nearest first."""
    best: dict[str, float] = {}
    for word, meaning in words.words.items():
        likeness = SequenceMatcher(None, text, word, autojunk=False).ratio()
        best[meaning] = max(best.get(meaning, 0), likeness)
    ranked = sorted(best, key=lambda meaning: -best[meaning])
    usual = words.usual
    return tuple(usual[meaning] for meaning in ranked[:_NAMED] if best[meaning] >= _ALIKE)


def yaml_word(text: str) -> str:
    """Return *text* as it may stand in a flow of YAML, in quotes where it is no Chinese word.

    Examples
    --------
    >>> yaml_word("当面查阅"), yaml_word("结果:1")
    ('当面查阅', '"结果:1"')
    """
    is_plain = text.isalpha() and not text.isascii()
    return text if is_plain else json.dumps(text, ensure_ascii=False)

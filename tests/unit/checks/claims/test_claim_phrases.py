"""Where a phrase begins and ends."""

from __future__ import annotations

import pytest

from kit.checks.claims.phrase import phrase_end, phrase_start


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("全年公开信息9条，共收到申请#", "共收到申请"),
        ("县（市、区）共收到申请#", "县（市、区）共收到申请"),
        ("2.依申请公开：收到申请#", "依申请公开：收到申请"),
        ("公开良好。一是收到申请#", "收到申请"),
    ],
)
def test_a_phrase_begins_after_a_stop(text: str, phrase: str) -> None:
    """It goes on after brackets, and the mark of an item is none of it."""
    at = text.index("#")
    assert text[phrase_start(text, at) : at] == phrase


def test_a_phrase_ends_at_a_stop() -> None:
    """Or where the text ends."""
    assert phrase_end("收到申请，办结", 0) == 4
    assert phrase_end("收到申请", 0) == 4

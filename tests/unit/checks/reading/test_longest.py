"""The longest word at each place of a text."""

from __future__ import annotations

import pytest

from kit.checks.reading.longest import build_longest, masked_digits

WORDS = build_longest(["信访", "信访投诉", "结转20dd年度", "由", "12345热线"])


@pytest.mark.parametrize(
    ("said", "at", "word"),
    [
        ("信访投诉类", 0, "信访投诉"),
        ("信访件", 0, "信访"),
        ("有信访", 1, "信访"),
        ("结转2023年度", 0, "结转20dd年度"),
        ("结转1999年度", 0, ""),
        ("12345热线", 0, "12345热线"),
        ("54321热线", 0, ""),
        ("没有", 0, ""),
    ],
)
def test_the_longest_word_is_found_whatever_its_year(said: str, at: int, word: str) -> None:
    """Digits other than those of a year are those of the word."""
    assert WORDS.at(at, said=said, masked=masked_digits(said)) == word

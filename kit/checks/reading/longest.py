"""The longest of some words at a place of a text, whatever the year in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_YEAR = re.compile(r"20\d\d")
#: A year inside a word is any year: until a word is found all digits are alike.
_DIGITS = str.maketrans("0123456789", "d" * 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongestWords:
    """Words by how they begin: looked up, for one pattern of all takes longer to build than to use.

    Attributes
    ----------
    words
        As they are listed.
    masked
        The same with their digits masked.
    lengths
        How long the words are that begin with a character, the longest first.
    """

    words: frozenset[str]
    masked: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]

    def at(self, place: int, *, said: str, masked: str) -> str:
        """Return the longest word at a place of what is *said*, as it is listed; or nothing."""
        for length in self.lengths.get(masked[place], ()):
            if masked[place : place + length] in self.masked:
                word = said[place : place + length]
                if word in self.words:
                    return word
                word = _YEAR.sub("20dd", word)
                if word in self.words:
                    return word
        return ""

    @property
    def openings(self) -> str:
        """A class of the characters that words begin with."""
        firsts = sorted({word[0] for word in self.words})
        return "[" + "".join(r"\d" if c == "d" else re.escape(c) for c in firsts) + "]"


def build_longest(words: Collection[str]) -> LongestWords:
    """Return *words*, ready to be looked up."""
    # All at once, for thousands of words cost as many calls.
    masked = frozenset(masked_digits("\n".join(words)).split("\n"))
    lengths: dict[str, set[int]] = {}
    for word in masked:
        lengths.setdefault(word[0], set()).add(len(word))
    return LongestWords(
        words=frozenset(words),
        masked=masked,
        lengths={first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
    )


def masked_digits(text: str) -> str:
    """Return *text* with its digits masked, each in its place."""
    return text.translate(_DIGITS)

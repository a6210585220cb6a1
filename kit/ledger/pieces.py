"""A wording without punctuation, taken apart into those known: 商业秘密不予公开."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

#: The shortest wording, and the longest, in letters.
_SHORTEST, _LONGEST = 2, 40


class _Way(NamedTuple):
    """A way to take a text apart: letters between the wordings, wordings, and which."""

    between: int
    number: int
    pieces: tuple[str, ...]


def split_pieces(
    text: str, *, known: Callable[[str], bool], around: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the wordings that *text* consists of; none when any letter belongs to no word.

    Of several ways the one with the fewest letters between the wordings, then with
    the fewest wordings.

    Parameters
    ----------
    known
        Whether a word is a wording that means something.
    around
        Whether it may stand before, between and after them. None of these denies:
        what is denied is no wording and stays unknown.

    Examples
    --------
    >>> words = {"商业秘密", "不予公开"}
    >>> split_pieces("因商业秘密不予公开", known=words.__contains__, around={"因"}.__contains__)
    ('商业秘密', '不予公开')
    >>> split_pieces("不属于商业秘密", known=words.__contains__, around={"属于"}.__contains__)
    ()
    """
    ways: list[_Way | None] = [_Way(0, 0, ())]
    for end in range(1, len(text) + 1):
        found = [
            way
            for start in range(max(0, end - _LONGEST), end)
            if (before := ways[start]) is not None
            and (way := _further(before, text[start:end], known=known, around=around))
        ]
        ways.append(min(found, default=None))
    whole = ways[-1]
    return whole.pieces if whole else ()


def _further(
    before: _Way, word: str, *, known: Callable[[str], bool], around: Callable[[str], bool]
) -> _Way | None:
    if len(word) >= _SHORTEST and known(word):
        return _Way(before.between, before.number + 1, (*before.pieces, word))
    if around(word):
        return before._replace(between=before.between + len(word))
    return None

"""A number of a sentence with what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from kit.checks.reading.numerals import Number
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.tokens import Token
from kit.checks.reading.topics import Named, Topic

Role = Literal[
    "count", "sum", "rest", "base", "change", "share", "rate", "average", "points", "gap"
]
Time = Literal["now", "last", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One number of a sentence.

    Attributes
    ----------
    topic
        What it counts, as far as words of the tables say; ``None`` when they do not.
    head
        The mention or topic that the list is of in which it stands.
    is_foreign
        Whether it is of what the tables do not count, or of another body.
    is_wide
        Whether a bracket says that more is counted in: 公开12件（含部分公开5件）.
    others
        What it may be of as well, by words after it or by what was told before.
    times
        For how many things it is told, each of them: 公益组织和其他各1件.
    unknown
        How many characters beside it nothing is known of.
    """

    phrase: Phrase
    number: Number
    role: Role
    time: Time = "now"
    topic: Topic | None = None
    head: Topic | None = None
    named: Named | None = None
    is_foreign: bool = False
    whole: Topic | None = None
    others: tuple[Topic, ...] = ()
    is_number_first: bool = False
    is_wide: bool = False
    times: int = 1
    unknown: int = 0

    @property
    def total(self) -> Fraction:
        """What it adds up to: of 公益组织和其他各1件 twice the number."""
        value = self.number.value
        return value * self.times if self.times > 1 else value

    @property
    def together(self) -> Number:
        """The number of all the things that it is told for, each of them."""
        return replace(self.number, value=self.total)

    @property
    def index(self) -> int:
        """The index of its phrase in the sentence."""
        return self.phrase.index

    @property
    def token(self) -> Token:
        """The number itself."""
        assert self.phrase.number is not None  # noqa: S101 - a mention has one
        return self.phrase.number

    @property
    def unit(self) -> str:
        """Its measure word."""
        return self.number.unit


def sum_of_values(mentions: Iterable[Mention]) -> Fraction:
    """Return the sum of numbers as they are told."""
    return sum_exactly(mention.number.value for mention in mentions)


def sum_exactly(values: Iterable[Fraction]) -> Fraction:
    """Return the sum of *values*; whole ones are added as such, a hundred times as fast."""
    whole, rest = 0, Fraction(0)
    for value in values:
        if value.denominator == 1:
            whole += value.numerator
        else:
            rest += value
    return rest + whole

"""What a sentence claims, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.checks.claims.numerals import Number
from kit.checks.findings import At

#: Ways of understanding a word: each is a list of patterns whose cells are added up;
#: one with ``-`` in front is taken away.
Ways = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What words are about: rows and columns of one table, each to be understood in some ways.

    ``also`` are other real quantities that such words are met for: worth a note.
    """

    table: str
    rows: Ways = ()
    columns: Ways = ()
    also: Ways = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand a claim: the cells added up and those taken away, ``last.`` kept."""

    cells: tuple[str, ...]
    minus: tuple[str, ...] = ()
    is_other: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a sentence says of topics, with where it says so.

    Attributes
    ----------
    kind
        ``count``: *topics* together are *number*. ``each``: every one of them is.
        ``none``: every one is zero. ``all``: they are all there is. ``share``: a
        percentage of *whole*. ``rate`` and ``change``: growth since last year, in
        percent or in pieces, with its sign. ``times``: last year's so many times.
        ``same``: no change.
    subject
        For shares and growth, the count they are said of.
    whole
        For ``share`` and ``all``, what it is a part of, when the text says so.
    instead
        The other ways to take the sentence.
    """

    kind: Literal["count", "each", "none", "all", "share", "rate", "change", "times", "same"]
    at: At
    topics: tuple[Topic, ...]
    number: Number | None = None
    is_last: bool = False
    subject: Claim | None = None
    whole: tuple[Topic, ...] = ()
    instead: tuple[Claim, ...] = ()
    #: Whether it may be of a part only: words stand beside it that nothing is known of.
    is_doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """A percentage with nothing beside it that names a figure: 占37%, or 办结率98%.

    ``after`` is how many numbers were said before it; ``stem`` what a rate is of,
    empty for a share.
    """

    at: At
    number: Number
    after: int
    stem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A number of a sentence in the order said, whether or not a table has it.

    ``words`` are those before it; ``opens`` says how the list it begins is introduced;
    one ``is_aside`` that stands in brackets, and ``begins_clause`` after a semicolon.
    """

    at: At
    words: str
    number: Number
    claim: Claim | None = None
    opens: str = ""
    is_sum: bool = False
    is_aside: bool = False
    begins_clause: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Any number of a sentence with its place there and the words since the number before it."""

    number: Number
    start: int
    end: int
    before: str

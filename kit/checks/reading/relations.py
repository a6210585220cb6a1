"""How the numbers of a sentence hang together, as values; whether they do is judged elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kit.checks.reading.mention import Mention
from kit.checks.reading.phrases import Phrase
from kit.checks.reading.tokens import Token
from kit.checks.reading.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A whole and what it is made of; *closed* when the text says that nothing is left out.

    ``is_total`` is one whose whole is told after its parts; *others* may be the whole
    as well, where it does not stand right before them.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    is_closed: bool = False
    is_total: bool = False
    others: tuple[Mention, ...] = ()
    is_near: bool = True
    is_implicit: bool = False
    is_family: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A percentage: of *parts*, the nearest first, in *wholes*, those named first.

    Attributes
    ----------
    topic
        What words beside the percentage name as the part, when there is no number of it.
    whole_topic
        What words name as the whole.
    own
        The number that the name of a rate is of, and those that may be its whole.
    several
        How many of the parts are meant together: 两项合计占.
    run
        The counts that shares are of one after another: 分别为3件、1件，占比75%、25%.
    """

    mention: Mention
    parts: tuple[Mention, ...] = ()
    topic: Topic | None = None
    whole: Mention | None = None
    whole_topic: Topic | None = None
    wholes: tuple[Mention, ...] = ()
    several: int = 1
    is_rate: bool = False
    own: tuple[Mention, ...] = ()
    is_respective: bool = False
    run: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """How far a share of *now* is from the one before, told beside it or not."""

    mention: Mention
    direction: int
    now: Share
    before: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a number grew or shrank by since last year, or since a number told before.

    ``direction`` is 1, -1, or 0 for none; *amount* and *rate* as printed; *times* is 2
    of what has doubled.
    """

    direction: int
    at: tuple[Token, Token]
    subject: Mention | None = None
    topic: Topic | None = None
    base: Mention | None = None
    amount: Mention | None = None
    rate: Mention | None = None
    is_last: bool = True
    times: int = 0
    others: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A number made of others: what *name* says of them comes to *value*, give or take *slack*."""

    mention: Mention
    value: Fraction
    name: str
    slack: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is said without a number: that there is none of *topics*, or that they are all."""

    kind: Literal["none", "all"]
    at: tuple[Token, Token]
    topics: tuple[Topic, ...]
    whole: Topic | None = None
    count: Mention | None = None
    time: str = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as it was read."""

    start: int
    end: int
    phrases: tuple[Phrase, ...] = ()
    mentions: tuple[Mention, ...] = ()
    parts: tuple[Parts, ...] = ()
    shares: tuple[Share, ...] = ()
    points: tuple[Points, ...] = ()
    changes: tuple[Change, ...] = ()
    derived: tuple[Derived, ...] = ()
    statements: tuple[Statement, ...] = field(default=())
    before: tuple[Mention, ...] = ()

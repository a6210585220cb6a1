"""What is known while a sentence is read, and what was read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kit.checks.claims.model import Claim, Part, Percentage, Told
from kit.checks.claims.tokens import Token
from kit.checks.claims.topics import Context
from kit.checks.findings import At
from kit.checks.wording.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with its claims and its numbers in the order said.

    ``start`` is where it begins in *words*; ``told`` is every number, as the parts are not.
    ``doubted`` are counts that may be of a figure or of a part of it: words stand beside
    them that nothing is known of.
    """

    words: Words
    start: int
    text: str
    claims: tuple[Claim, ...]
    parts: tuple[Part, ...]
    percentages: tuple[Percentage, ...] = ()
    told: tuple[Told, ...] = ()
    doubted: tuple[Claim, ...] = ()

    def at(self, start: int, end: int) -> At:
        """Return where ``text[start:end]`` stands."""
        return self.words.span(self.start + start, self.start + end)


#: Words that come back to the year reported for.
_NOW = {"今年", "本年", "本年度"}


@dataclass(slots=True, kw_only=True)
class Scene:
    """What is known while a sentence is read, changed from segment to segment."""

    words: Words
    year: int
    context: Context
    is_own_subject: bool
    tokens: Sequence[Token]
    said_year: int = 0
    year_depth: int = 0
    #: Tables of which another body's or another subject's figures are spoken of.
    foreign: set[str] = field(default_factory=set)
    is_blocked: bool = False
    is_narrowed: bool = False
    is_sorting: bool = False
    number_end: int = 0
    has_compared: bool = False
    last: Claim | None = None
    #: The last count, when it is a doubted one.
    doubt: Claim | None = None
    #: The last count of this year that stands in no brackets.
    outer: Claim | None = None
    #: How many parts had been said when a share was.
    shared: int = 0
    #: The words that the last count was said of.
    named: Sequence[Token] = ()
    #: What a bare sum just said may be of.
    sums: Sequence[Claim] = ()
    claims: list[Claim] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    percentages: list[Percentage] = field(default_factory=list)
    doubted: list[Claim] = field(default_factory=list)

    def at(self, start: int, end: int) -> At:
        """Return where ``text[start:end]`` stands."""
        return self.words.span(start, end)

    def is_last(self, segment: Sequence[Token]) -> bool | None:
        """Tell whether a segment speaks of last year; ``None`` for yet another."""
        years = [token.year for token in segment if token.kind == "year"]
        # Only a year that a segment begins with holds for those after it.
        depth = self.depth(segment[0].start) if segment else 0
        if depth < self.year_depth:
            self.said_year = self.year_depth = 0
        if not years and any(token.text in _NOW for token in segment):
            self.said_year = self.year_depth = 0
        if segment and segment[-1].kind == "last" and not any(t.number for t in segment):
            # 上年（2022年）收到2件 goes on to speak of it.
            self.said_year, self.year_depth = self.year - 1, depth
        is_inside = bool(self.said_year) and depth > self.year_depth
        if years and segment[0].kind == "year" and not is_inside:
            self.said_year, self.year_depth = years[-1], depth
        year = years[-1] if years else self.said_year
        if year not in {0, self.year, self.year - 1}:
            return None
        return year == self.year - 1 or any(token.kind == "last" for token in segment)

    def depth(self, at: int) -> int:
        """Return how many brackets are open at a place of the sentence."""
        text = self.words.text
        line = text.rfind("\n", 0, at)
        start = max(line, text.rfind("。", line + 1, at)) + 1
        opened = sum(text.count(bracket, start, at) for bracket in "（(")
        return max(0, opened - sum(text.count(bracket, start, at) for bracket in "）)"))

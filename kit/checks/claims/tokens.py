"""The words of a sentence that mean something, in segments that its punctuation makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.checks.claims.lexicon import Lexicon, Term
from kit.checks.claims.numerals import Number, read_number

_YEAR_IN_WORD = re.compile(r"20\d\d")
_SAID = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
#: Full-width characters and spacing made plain, each in its place.
PLAIN = str.maketrans("０１２３４５６７８９％．＋－﹪\u3000\xa0\u200b", "0123456789%.+-%   ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, number, year or stop; ``kind`` is ``term`` or what the data calls the mark."""

    kind: str
    text: str
    start: int
    end: int
    term: Term | None = None
    number: Number | None = None
    year: int = 0

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self.number is not None and self.number.unit == "%"


Segment = tuple[Token, ...]


def tokenise(text: str, *, start: int, end: int, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the tokens of ``text[start:end]``."""
    for match in lexicon.pattern.finditer(text, start, end):
        yield _token(match, lexicon=lexicon)


def segments(tokens: Iterable[Token]) -> Iterator[Segment]:
    """Split a sentence at commas and brackets; ``、`` and ``：`` stay inside."""
    current: list[Token] = []
    for token in tokens:
        if token.kind == "stop" and token.text not in "、：:":
            yield tuple(current)
            current = []
        else:
            current.append(token)
    yield tuple(current)


def unsaid(text: str, *, start: int, end: int, tokens: Iterable[Token]) -> int:
    """Count the characters between two places that no token accounts for."""
    covered = sum(
        len(_SAID.findall(text, max(t.start, start), min(t.end, end)))
        for t in tokens
        if t.end > start and t.start < end
    )
    return len(_SAID.findall(text, start, end)) - covered


def _token(match: re.Match[str], *, lexicon: Lexicon) -> Token:
    text, (start, end) = match.group(), match.span()
    if match["year"]:
        return Token(kind="year", text=text, start=start, end=end, year=int(match["year"]))
    if match["number"]:
        return Token(kind="number", text=text, start=start, end=end, number=read_number(match))
    if match["stop"]:
        return Token(kind="stop", text=text, start=start, end=end)
    word = _YEAR_IN_WORD.sub("20dd", text)
    term = lexicon.terms.get(word)
    kind = ("share" if term.is_share else "term") if term else lexicon.marks[word]
    return Token(kind=kind, text=text, start=start, end=end, term=term)

"""The words of a sentence: those that mean something, numbers, stops, and what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.checks.reading.lexicon import Lexicon, Term
from kit.checks.reading.numerals import Number, read_number

_YEAR_IN_WORD = re.compile(r"20\d\d")
_SAID = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
#: Stands for the name of a document or of the body that reports: it claims nothing.
MASK = "\ufffc"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, number, year, date or stop, or a run of characters that nothing is known of.

    ``kind`` is ``term``, ``rate``, ``number``, ``year``, ``date``, ``stop``, ``unknown``,
    or what the data calls the mark.
    """

    kind: str
    text: str
    start: int
    end: int
    terms: tuple[Term, ...] = ()
    number: Number | None = None
    year: int = 0

    @property
    def is_strong(self) -> bool:
        """Whether it names its table by itself."""
        return any(not term.is_weak for term in self.terms)


def tokenise(text: str, *, start: int, end: int, lexicon: Lexicon) -> Iterator[Token]:
    """Yield the tokens of ``text[start:end]``; together they cover all that it says."""
    at = start
    for match in lexicon.pattern.finditer(text, start, end):
        yield from _unknown(text, at, match.start())
        yield _token(match, lexicon=lexicon)
        at = match.end()
    yield from _unknown(text, at, end)


def size(tokens: Iterable[Token], *kinds: str) -> int:
    """Count the characters of those *tokens* that are of one of *kinds*."""
    return sum(len(_SAID.findall(token.text)) for token in tokens if token.kind in kinds)


def _unknown(text: str, start: int, end: int) -> Iterator[Token]:
    said = text[start:end]
    if _SAID.search(said):
        yield Token(kind=UNKNOWN, text=said, start=start, end=end)


def _token(match: re.Match[str], *, lexicon: Lexicon) -> Token:
    text, (start, end) = match.group(), match.span()
    if match["date"]:
        return Token(kind="date", text=text, start=start, end=end)
    if match["year"]:
        return Token(kind="year", text=text, start=start, end=end, year=int(match["year"]))
    if match["number"]:
        number = read_number(match, notation=lexicon.notation)
        return Token(kind="number", text=text, start=start, end=end, number=number)
    if match["stop"]:
        return Token(kind="stop", text=text, start=start, end=end)
    word = _YEAR_IN_WORD.sub("20dd", text)
    terms = lexicon.terms.get(word, ())
    if terms:
        kind = "rate" if any(term.is_share for term in terms) else "term"
        return Token(kind=kind, text=text, start=start, end=end, terms=terms)
    return Token(kind=lexicon.marks[word], text=text, start=start, end=end)

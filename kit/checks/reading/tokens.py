"""The words of a sentence: those that mean something, numbers, stops, and what is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kit.checks.reading.lexicon import Lexicon, Term
from kit.checks.reading.longest import masked_digits
from kit.checks.reading.numerals import Number, read_number

_SAID = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
#: Stands for the name of a document or of the body that reports: it claims nothing.
MASK = "\ufffc"
UNKNOWN = "unknown"
#: What numbers the items of a text: 2.
_ITEM = re.compile(r"\s*\d{1,2}[.)、]\s*")
#: Means the row right after it, or else something the tables do not count.
_ABOUT = "about"


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
    at, about, is_told = start, None, False
    for token in _known(text, start=start, end=end, lexicon=lexicon):
        yield from _settled(about, token, is_told=is_told)
        yield from _unknown(text, at, token.start)
        is_told = token.kind != "stop" and (is_told or token.number is not None)
        about = token if token.kind == _ABOUT else None
        if about is None:
            yield token
        at = token.end
    yield from _settled(about, None, is_told=is_told)
    yield from _unknown(text, at, end)


def _settled(about: Token | None, following: Token | None, *, is_told: bool) -> Iterator[Token]:
    """Yield what stands before a row of a table and means it, or else something else.

    Of 14件涉及执法案卷 the number *is_told* before: what they are about is no result.
    """
    if about is None:
        return
    is_row = (
        not is_told
        and following is not None
        and following.start == about.end
        and any(term.rows and not term.is_weak for term in following.terms)
    )
    yield replace(about, kind="filler" if is_row else "foreign")


def _known(text: str, *, start: int, end: int, lexicon: Lexicon) -> Iterator[Token]:
    """Yield what is known: the longest word at each place, else a number or a stop."""
    pattern, others = lexicon.patterns
    said = text[start:end]
    masked, at = masked_digits(said), start
    while found := pattern.search(text, at, end):
        at = found.start()
        if found.lastgroup == "word":
            if word := lexicon.words.at(at - start, said=said, masked=masked):
                yield _word(word, text=text, at=at, lexicon=lexicon)
                at += len(word)
                continue
            found = others.match(text, at, end)
        if found:
            yield _token(found, lexicon=lexicon)
        at = found.end() if found else at + 1


def size(tokens: Iterable[Token], *kinds: str) -> int:
    """Count the characters of those *tokens* that are of one of *kinds*."""
    return sum(len(_SAID.findall(token.text)) for token in tokens if token.kind in kinds)


def _unknown(text: str, start: int, end: int) -> Iterator[Token]:
    said = text[start:end]
    if _SAID.search(said) and not _ITEM.fullmatch(said):
        yield Token(kind=UNKNOWN, text=said, start=start, end=end)


def _token(match: re.Match[str], *, lexicon: Lexicon) -> Token:
    kind, text, (start, end) = match.lastgroup or "", match.group(), match.span()
    if kind == "number":
        number = read_number(match, notation=lexicon.notation)
        return Token(kind=kind, text=text, start=start, end=end, number=number)
    year = int(match["year"]) if kind == "year" else 0
    return Token(kind=kind, text=text, start=start, end=end, year=year)


def _word(word: str, *, text: str, at: int, lexicon: Lexicon) -> Token:
    end = at + len(word)
    terms = lexicon.terms.get(word, ())
    if terms:
        kind = "rate" if any(term.is_share for term in terms) else "term"
    else:
        kind = lexicon.marks[word]
    return Token(kind=kind, text=text[at:end], start=at, end=end, terms=terms)

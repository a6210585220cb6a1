"""A sentence as a tree: phrases of one number each, brackets hung on what they stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kit.checks.reading.tokens import UNKNOWN, Token, size

_OPENING, _CLOSING = "（(", "）)"
#: Stops that end a phrase whether or not it has a number.
_ENDS = set("，；,;：:\n。！？|")
_WITHIN = "within"
#: Marks from which on words between two numbers belong to the second.
_TURNS = {
    _WITHIN,
    "gap",
    "of_which",
    "respectively",
    "split",
    "sum",
    "all",
    "each",
    "compare",
    "share",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words around one number, or words without a number up to a stop.

    Attributes
    ----------
    lead, tail
        The words before and after the number.
    opened, closed
        The stops it stands between; empty at the ends of the sentence.
    parent
        The phrase whose bracket it stands in; -1 outside of brackets.
    tokens
        All of its words in reading order.
    kinds, lead_kinds
        Of what kinds all of its words are, and those before the number.
    """

    index: int
    lead: tuple[Token, ...]
    number: Token | None = None
    tail: tuple[Token, ...] = ()
    opened: str = ""
    closed: str = ""
    parent: int = -1
    tokens: tuple[Token, ...] = field(init=False, compare=False)
    kinds: frozenset[str] = field(init=False, compare=False)
    lead_kinds: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Note what is asked for dozens of times of each phrase."""
        tokens = (*self.lead, *((self.number,) if self.number else ()), *self.tail)
        object.__setattr__(self, "tokens", tokens)
        object.__setattr__(self, "kinds", frozenset([token.kind for token in tokens]))
        object.__setattr__(self, "lead_kinds", frozenset([token.kind for token in self.lead]))

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.tokens[-1].end

    def has(self, *kinds: str) -> bool:
        """Whether a word of one of *kinds* stands in it."""
        return not self.kinds.isdisjoint(kinds)

    def leads_with(self, *kinds: str) -> bool:
        """Whether a word of one of *kinds* stands before the number."""
        return not self.lead_kinds.isdisjoint(kinds)

    @property
    def sums(self) -> bool:
        """Whether its number is told as a sum: 共…, or by 计… at its beginning or end."""
        ends = (*self.lead[:1], *self.lead[-1:])
        return self.leads_with("sum") or any(t.kind == "tally" for t in ends)

    @property
    def unknown(self) -> int:
        """How many characters of it nothing is known of."""
        return size(self.tokens, UNKNOWN)


@dataclass(slots=True, kw_only=True)
class _Open:
    """A phrase that is being read."""

    opened: str
    parent: int
    lead: list[Token] = field(default_factory=list)
    number: Token | None = None
    tail: list[Token] = field(default_factory=list)
    asides: list[list[Token]] = field(default_factory=list)


def build_phrases(tokens: Sequence[Token]) -> tuple[Phrase, ...]:
    """Return the phrases of a sentence, each before those in its brackets."""
    phrases: list[Phrase] = []
    _read_level(list(tokens), parent=-1, into=phrases)
    return tuple(phrases)


def _read_level(tokens: list[Token], *, parent: int, into: list[Phrase]) -> None:
    current = _Open(opened="", parent=parent)
    waiting = iter(tokens)
    for token in waiting:
        if token.kind == "stop" and token.text in _OPENING:
            current.asides.append(_bracketed(waiting))
        elif token.kind == "stop" and _ends(token, current):
            _close(current, stop=token.text, into=into)
            current = _Open(opened=token.text, parent=parent)
        elif token.kind == "stop":
            (current.tail if current.number else current.lead).append(token)
        elif token.kind == _WITHIN and current.number:
            # 办结的39件中，公开、部分公开共… begins anew after the first number.
            current.tail.append(token)
            _close(current, stop="", into=into)
            current = _Open(opened="", parent=parent)
        elif token.number is None:
            (current.tail if current.number else current.lead).append(token)
        elif current.number is None:
            current.number = token
        else:
            current = _next_number(current, token, into=into)
    _close(current, stop="", into=into)


def _ends(stop: Token, current: _Open) -> bool:
    """Whether a stop ends the phrase: 信访、投诉类3件 is one, 信访3件、投诉2件 are two."""
    return stop.text in _ENDS or stop.text in _CLOSING or current.number is not None


def _next_number(current: _Open, token: Token, *, into: list[Phrase]) -> _Open:
    """Begin the phrase of a second number that no stop keeps apart from the first."""
    tail, lead = _shared_out(current)
    following = _Open(opened="", parent=current.parent, lead=lead, number=token)
    current.tail = tail
    _close(current, stop="", into=into)
    return following


def _shared_out(current: _Open) -> tuple[list[Token], list[Token]]:
    """Share the words between two numbers out: to the second, unless the first has none."""
    between = current.tail
    at = next((n for n, token in enumerate(between) if token.kind in _TURNS), None)
    if at is not None:
        at += between[at].kind in {_WITHIN, "gap"}
        return between[:at], between[at:]
    has_own = any(t.terms or t.kind in {UNKNOWN, "foreign"} for t in current.lead)
    if has_own or not any(token.terms for token in between):
        return [], between
    last = max(n for n, token in enumerate(between) if token.terms)
    return between[: last + 1], between[last + 1 :]


def _bracketed(waiting: Iterator[Token]) -> list[Token]:
    """Take the tokens up to the bracket that closes the one just opened."""
    inside: list[Token] = []
    depth = 1
    for token in waiting:
        if token.kind == "stop" and token.text in _OPENING:
            depth += 1
        elif token.kind == "stop" and token.text in _CLOSING:
            depth -= 1
            if not depth:
                break
        inside.append(token)
    return inside


def _close(current: _Open, *, stop: str, into: list[Phrase]) -> None:
    if not current.lead and current.number is None and not current.asides:
        return
    index = beside = len(into)
    if not current.lead and not current.number:
        # A bracket that stands beside nothing is read where it stands.
        beside = current.parent
    else:
        into.append(
            Phrase(
                index=index,
                lead=tuple(current.lead),
                number=current.number,
                tail=tuple(current.tail),
                opened=current.opened,
                closed=stop,
                parent=current.parent,
            )
        )
    for aside in current.asides:
        _read_level(aside, parent=beside, into=into)

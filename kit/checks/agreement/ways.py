"""The ways to take numbers told side by side for a whole and its parts, whatever the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.document.vocabulary import pattern_of
from kit.checks.reading.items import are_alike
from kit.checks.reading.mention import Mention
from kit.checks.reading.relations import Sentence
from kit.checks.reading.roles import KINDS, became, tells_before

_COUNTS = {"count", "rest", "sum"}
_STOCK = {"count", "sum", "base", "change"}
#: Nobody adds up more in a sentence.
_LEAST, _MOST = 2, 12
#: How many numbers a stock is told with, at most.
_MOVES = (3, 4)
_ENDS = 2
_KINDS_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to take numbers: *whole* is the sum of *parts* less *minus*.

    ``kind`` says what speaks for it, by which it is weighed; ``tries`` is among how many
    of its kind it was chosen.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    kind: str
    minus: tuple[Mention, ...] = ()
    tries: int = 1

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All of its numbers, the whole first."""
        return (self.whole, *self.parts, *self.minus)

    @property
    def total(self) -> Fraction:
        """What the parts come to."""
        added = sum((part.total for part in self.parts), Fraction(0))
        return added - sum((part.total for part in self.minus), Fraction(0))

    @property
    def off(self) -> Fraction:
        """How far the parts are from the whole."""
        return self.total - self.whole.number.value

    @property
    def step(self) -> Fraction:
        """The last place printed of any of them."""
        return max(m.number.step or Fraction(1) for m in self.mentions)

    @property
    def holds(self) -> bool:
        """Whether they add up, to the places printed."""
        steps = sum((m.number.step for m in self.mentions), Fraction(0))
        return 2 * abs(self.off) <= steps


def find_ways(sentence: Sentence) -> Iterator[Way]:
    """Yield each way to take the numbers of a sentence, and of those before it, for a sum."""
    before = [m for m in sentence.before if m.role in _COUNTS and m.phrase.parent == -1]
    levels: dict[int, list[Mention]] = {}
    for mention in sentence.mentions:
        levels.setdefault(mention.phrase.parent, []).append(mention)
    for level, row in levels.items():
        counts = [m for n, m in enumerate(row) if m.role in _COUNTS and not _is_of_kinds(row, n)]
        outer = [m for m in sentence.mentions if m.index == level and m.role in _COUNTS]
        yield from _sums([m for m in counts if m.unit != "%"], earlier=[*before, *outer])
        yield from _moves([m for m in row if m.role in _STOCK and m.unit != "%"])


def _is_of_kinds(row: Sequence[Mention], at: int) -> bool:
    """Whether a number says of how many kinds the next is the sum: 三类渠道合计417件."""
    mention, following = row[at], row[at + 1] if at + 1 < len(row) else None
    is_few = mention.unit in KINDS and mention.number.value < _KINDS_MOST
    return is_few and following is not None and following.phrase.opened == ""


def _sums(row: Sequence[Mention], *, earlier: Sequence[Mention]) -> Iterator[Way]:
    for at in range(len(row)):
        for end in range(at + 1, min(len(row), at + _MOST)):
            run = row[at : end + 1]
            is_mixed = run[-1].phrase.sums and len(run) > _LEAST
            if not are_alike(run[-1], run[0]) and not is_mixed:
                break
            yield from _of_run(run, row, at=at, end=end, earlier=[*earlier, *row[:at]])
            if not are_alike(run[-1], run[0]):
                break


def _of_run(
    run: Sequence[Mention], row: Sequence[Mention], *, at: int, end: int, earlier: Sequence[Mention]
) -> Iterator[Way]:
    begins, ends = _is_edge(row, at), _is_edge(row, end + 1)
    last = run[-1]
    if len(run) > _LEAST:
        if ends and are_alike(last, run[0]):
            yield Way(whole=run[0], parts=tuple(run[1:]), kind="listed")
        if begins and last.phrase.sums:
            yield Way(whole=last, parts=tuple(run[:-1]), kind="summed")
        elif begins and last.phrase.opened == "，" and run[-2].phrase.opened == "、":
            yield Way(whole=last, parts=tuple(run[:-1]), kind="closing")
    if begins and ends and are_alike(last, run[0]):
        wholes = [w for w in earlier if are_alike(w, run[0]) and w.number.value >= run[0].number.value]
        kind = "ended" if last.role == "rest" or _is_closing(last) else "apart"
        for whole in wholes:
            yield Way(whole=whole, parts=tuple(run), kind=kind, tries=len(wholes))


def _is_closing(mention: Mention) -> bool:
    """Whether an item is all that is left: 其他47件."""
    tokens = [token for token in mention.phrase.lead if token.kind != "filler"]
    return bool(tokens) and any(term.is_closing for term in tokens[-1].terms)


def _is_edge(row: Sequence[Mention], at: int) -> bool:
    """Whether something else begins at one number of a row, by its stop, its unit or a sum."""
    if at in {0, len(row)}:
        return True
    one, before = row[at].phrase, row[at - 1].phrase
    return one.opened != before.opened or before.sums or one.sums or not are_alike(row[at], row[at - 1])


def _moves(row: Sequence[Mention]) -> Iterator[Way]:
    """Yield what something was, what came to it and went, and what it is: 214项，删9项、增17项，现222项."""
    for size in _MOVES:
        for at in range(len(row) - size + 1):
            run = row[at : at + size]
            signs = [_sign(mention) for mention in run]
            stays = [m for m, sign in zip(run, signs, strict=True) if not sign]
            if len(stays) != _ENDS or not all(are_alike(m, run[0]) for m in run):
                continue
            before, now = stays if not _is_end(stays[0]) else reversed(stays)
            is_told = tells_before(before.phrase) or before.role == "base"
            if not (is_told or _is_end(now)):
                continue
            gains = [m for m, sign in zip(run, signs, strict=True) if sign > 0]
            losses = [m for m, sign in zip(run, signs, strict=True) if sign < 0]
            kind = "became" if size == _MOVES[0] and is_told else "moved"
            yield Way(whole=now, parts=(before, *gains), minus=tuple(losses), kind=kind)


def _is_end(mention: Mention) -> bool:
    return became(mention.phrase) or bool(pattern_of("sums", "ends").search(_lead(mention)))


def _sign(mention: Mention) -> int:
    """Return whether words before a number say that it came, 1, or went, -1."""
    lead = _lead(mention)
    if _is_end(mention) or mention.role == "base" or tells_before(mention.phrase):
        return 0
    gain = [m.end() for m in pattern_of("sums", "gains").finditer(lead)]
    loss = [m.end() for m in pattern_of("sums", "losses").finditer(lead)]
    if not gain and not loss:
        return 0
    return 1 if max(gain, default=-1) > max(loss, default=-1) else -1


def _lead(mention: Mention) -> str:
    return "".join(token.text for token in mention.phrase.lead)

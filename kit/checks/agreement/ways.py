"""The ways to take numbers told side by side for a whole and its parts, whatever the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, pairwise

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
        yield from _moves([m for m in row if _is_of_stock(m)])


def _is_of_stock(mention: Mention) -> bool:
    return mention.unit != "%" and (mention.role in _STOCK or tells_before(mention.phrase))


def _is_of_kinds(row: Sequence[Mention], at: int) -> bool:
    """Whether a number says of how many kinds the next is the sum: 三类渠道合计417件."""
    mention, following = row[at], row[at + 1] if at + 1 < len(row) else None
    is_few = mention.unit in KINDS and mention.number.value < _KINDS_MOST
    return is_few and following is not None and following.phrase.opened == ""


def _sums(row: Sequence[Mention], *, earlier: Sequence[Mention]) -> Iterator[Way]:
    for at in range(len(row)):
        for end in range(at + 1, min(len(row), at + _MOST)):
            run = row[at : end + 1]
            if not are_alike(run[-1], run[0]):
                break
            yield from _of_run(run, row, at=at, end=end, earlier=[*earlier, *row[:at]])
        yield from _mixed(row, at)


def _mixed(row: Sequence[Mention], at: int) -> Iterator[Way]:
    """Yield a sum of what is counted by other words each: 通报365期、通告96份，以上总计461件次."""
    first = at - 1
    while first > 0 and row[first].phrase.opened == row[at - 1].phrase.opened:
        first -= 1
    parts = row[max(first, 0) : at]
    is_mixed = len({part.unit for part in parts}) > 1
    if len(parts) > 1 and is_mixed and row[at].phrase.sums:
        yield Way(whole=row[at], parts=tuple(parts), kind="summed")


def _of_run(
    run: Sequence[Mention], row: Sequence[Mention], *, at: int, end: int, earlier: Sequence[Mention]
) -> Iterator[Way]:
    begins, ends = _begins(row, at), _ends(row, end)
    last = run[-1]
    if len(run) > _LEAST:
        if ends and _is_list(run[1:]):
            yield Way(whole=run[0], parts=tuple(run[1:]), kind="listed")
        way = Way(whole=last, parts=tuple(run[:-1]), kind="summed")
        if way.holds:
            yield way
        elif not begins or (way.off < 0 and _names_alone(run[0])):
            return
        elif last.phrase.sums:
            yield way
        elif _is_of_all(last, run):
            yield replace(way, kind="closing")
    if begins and ends and are_alike(last, run[0]):
        yield from _of_earlier(run, [m for m in earlier if are_alike(m, run[0])])


def _of_earlier(run: Sequence[Mention], earlier: Sequence[Mention]) -> Iterator[Way]:
    """Yield items as the parts of what was told before them, or of two numbers together."""
    largest = max(part.number.value for part in run)
    wholes = [whole for whole in earlier if whole.number.value >= largest]
    tries = len({whole.number.value for whole in wholes})
    is_ended = run[-1].role == "rest" or _is_closing(run[-1])
    for whole in wholes:
        kind = "ended" if is_ended else "apart"
        yield Way(whole=whole, parts=tuple(run), kind=kind, tries=tries)
    for whole, more in _together(earlier):
        kind = "ended" if is_ended and more.role == "rest" else "apart"
        way = Way(whole=whole, parts=tuple(run), minus=(more,), kind=kind, tries=tries)
        if way.holds or kind == "ended":
            yield way


def _together(earlier: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield numbers that are meant together: told side by side, or new and carried over."""
    beside = set(pairwise(range(len(earlier))))
    for (at, one), (to, other) in combinations(enumerate(earlier), 2):
        if (at, to) in beside or (other.topic and ("carried_in",) in other.topic.rows):
            yield one, other


def _is_closing(mention: Mention) -> bool:
    """Whether an item is all that is left: 其他47件."""
    tokens = [token for token in mention.phrase.lead if token.kind != "filler"]
    return bool(tokens) and any(term.is_closing for term in tokens[-1].terms)


def _begins(row: Sequence[Mention], at: int) -> bool:
    """Whether a list may begin at one number of a row."""
    if not at or row[at].phrase.sums or _is_parted(row, at):
        return True
    one, before = row[at].phrase.opened, row[at - 1].phrase.opened
    following = row[at + 1].phrase.opened if at + 1 < len(row) else ""
    return one != "、" and (one != before or following == "、")


def _ends(row: Sequence[Mention], at: int) -> bool:
    """Whether a list may end with one number of a row."""
    if at + 1 == len(row) or _is_parted(row, at + 1):
        return True
    one, following = row[at].phrase.opened, row[at + 1].phrase.opened
    return row[at + 1].phrase.sums or following not in {"、", one}


def _is_parted(row: Sequence[Mention], at: int) -> bool:
    """Whether a number is counted otherwise than the one before it, or that is a sum."""
    return row[at - 1].phrase.sums or not are_alike(row[at], row[at - 1])


def _is_list(parts: Sequence[Mention]) -> bool:
    """Whether what follows a whole is a list of one make, and no sibling of it."""
    first, *others = (part.phrase.opened for part in parts)
    return first not in {"、", "；"} and ("；" not in others or first == "：")


def _names_alone(first: Mention) -> bool:
    """Whether one is named and not counted: 区政府、部门25个、街道7个，合计33个."""
    return any(token.kind == "stop" for token in first.phrase.lead)


def _is_of_all(last: Mention, run: Sequence[Mention]) -> bool:
    """Whether a clause after a list tells of all: 优秀9家、良好31家、一般3家，43家单位全部通报."""
    is_list = len(run) > _LEAST + 1 and run[-2].phrase.opened == "、"
    return last.phrase.opened == "，" and (is_list or last.phrase.leads_with("now"))


def _moves(row: Sequence[Mention]) -> Iterator[Way]:
    """Yield what there was, what came and went, and what there is: 214项，增17项，现231项."""
    for size in _MOVES:
        for at in range(len(row) - size + 1):
            run = row[at : at + size]
            is_one = not any(m.phrase.opened in {"；", ";"} for m in run[1:])
            if is_one and all(are_alike(m, run[0]) for m in run):
                yield from _moved(run)


def _moved(run: Sequence[Mention]) -> Iterator[Way]:
    signs = [_sign(mention) for mention in run]
    stays = [m for m, sign in zip(run, signs, strict=True) if not sign]
    if len(stays) != _ENDS or signs[0]:
        return
    before, now = stays if not (_is_end(stays[0]) or _is_base(stays[1])) else reversed(stays)
    is_told = _is_base(before)
    if not (is_told or _is_end(now)):
        return
    gains = [m for m, sign in zip(run, signs, strict=True) if sign > 0]
    losses = [m for m, sign in zip(run, signs, strict=True) if sign < 0]
    is_bare = all(_is_bare(m) for m in (*gains, *losses))
    if len(run) == _MOVES[0] and is_told and is_bare:
        yield Way(whole=now, parts=(before, *gains), minus=tuple(losses), kind="became")
    elif now is run[-1]:
        yield Way(whole=now, parts=(before, *gains), minus=tuple(losses), kind="moved")


def _is_bare(mention: Mention) -> bool:
    """Whether a number is how much came or went, and nothing is said of what."""
    lead = _lead(mention)
    for group in ("gains", "losses"):
        lead = pattern_of("sums", group).sub("", lead)
    return len(lead) <= 1


def _is_base(mention: Mention) -> bool:
    """Whether a number is what there was before."""
    return mention.role == "base" or mention.time == "last" or tells_before(mention.phrase)


def _is_end(mention: Mention) -> bool:
    """Whether a number is what there is after all."""
    is_said = bool(pattern_of("sums", "ends").search(_lead(mention)))
    return became(mention.phrase) or (is_said and not _is_base(mention))


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

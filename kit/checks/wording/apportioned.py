"""Percentages that share out one whole between them make a hundred (X2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.claims import Sentence, Told
from kit.form.word_kinds import SharesMatch

_HUNDRED = Fraction(100)
_LISTS = 2
_STOPS = "，,、；;：:。（(）) \n"
#: What stands before a percentage that is a share, after the name of what has it.
_SHARE = re.compile(r"(?:约|合计|共)?占(?:比|比例|比重)?(?:为|达|到)?约?$")
_EACH = re.compile(r"分别约?占(?:比|比例|比重)?(?:为|达)?$|占?(?:比|比例|比重)分别[为是]$")
_JOIN = re.compile(r"[、，,和及与]|以及")
#: A clause between two shares may name a part, with its count, and do no more.
_NAMED = re.compile(r"[，,、；;和及）)]*[^，,、；;（(]+[，,（(]?")
#: Shares, the name of what has each, and whether the words say how many there are.
_Listed = tuple[list[Told], list[str], bool]
_OF_SO_MANY = re.compile(r"[两二三四五六七八九2-9]大?[类种项部]分?[，,]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Apportioned:
    """Percentages listed as parts of one whole.

    ``wholes`` are what they may make, a hundred first; those of a list that is
    ``closed`` make it in full, others no more than it.
    """

    shares: tuple[Told, ...]
    wholes: tuple[Fraction, ...]
    is_closed: bool

    @property
    def total(self) -> Fraction:
        """What they make together."""
        return sum((share.number.value for share in self.shares), start=Fraction(0))

    @property
    def is_right(self) -> bool:
        """Whether they make a whole, each rounded by half its last digit or cut by all of it."""
        loose = sum((share.number.step for share in self.shares), start=Fraction(0))
        if any(-loose <= self.total - whole <= loose / 2 for whole in self.wholes):
            return True
        return self.total < _HUNDRED and not self.is_closed


def find_apportioned(sentence: Sentence, *, kind: SharesMatch) -> Iterator[Apportioned]:
    """Yield the lists of a sentence whose shares are surely of one whole and do not overlap."""
    for shares, names, is_counted in (*_one_by_one(sentence), *_respectively(sentence)):
        if len(shares) < _LISTS or any(share.number.bound != "exact" for share in shares):
            continue
        said = sentence.text[: shares[-1].end]
        if any(word in said for word in kind.apart):
            continue
        is_closed = is_counted or _leaves_nothing_out(names, kind=kind)
        is_one = any(all(_is_of(name, family) for name in names) for family in kind.exclusive)
        if is_closed or is_one:
            before = (t for t in sentence.told if t.number.unit == "%" and t.end <= shares[0].start)
            wholes = (_HUNDRED, *(told.number.value for told in before))
            yield Apportioned(shares=tuple(shares), wholes=wholes, is_closed=is_closed)


def _one_by_one(sentence: Sentence) -> Iterator[_Listed]:
    """Yield the lists that name a part at each share: 网络占66.7%，信函占33.3%.

    A list goes on as it began, and what else is said between two shares ends all that is sure.
    """
    listed: list[tuple[Told, str]] = []
    stop = ""
    for at, (told, gap) in enumerate(_percentages(sentence)):
        said = _SHARE.search(gap)
        is_first = not at or "其中" in gap
        is_next = bool(listed) and said is not None and _NAMED.fullmatch(gap[: said.start()])
        if said is None or not (is_first or is_next):
            break
        if is_first or (stop and gap[:1] != stop):
            yield _listed(listed)
            listed, stop = [], ""
        elif len(listed) == 1:
            stop = gap[:1]
        listed.append((told, _name(gap[: said.start()])))
    yield _listed(listed)


def _respectively(sentence: Sentence) -> Iterator[_Listed]:
    """Yield the lists that name all parts first: 网络、信函分别占66.7%、33.3%."""
    listed: list[Told] = []
    names: list[str] = []
    is_counted = False
    for told, gap in (*_percentages(sentence), (None, "")):
        if told and listed and _JOIN.fullmatch(gap):
            listed.append(told)
            continue
        if listed and len(names) >= len(listed):
            yield listed, names[-len(listed) :], is_counted
        said = _EACH.search(gap)
        listed = [told] if told and said else []
        words = gap[: said.start()].rstrip(_STOPS) if said else ""
        names = [name for name in _JOIN.split(words) if name]
        is_counted = _OF_SO_MANY.search(words) is not None


def _percentages(sentence: Sentence) -> list[tuple[Told, str]]:
    """Return the percentages of a sentence, each with the words since the one before."""
    told = [told for told in sentence.told if told.number.unit == "%"]
    ends = (0, *(t.end for t in told))
    return [(t, sentence.text[end : t.start]) for t, end in zip(told, ends, strict=False)]


def _listed(listed: Sequence[tuple[Told, str]]) -> _Listed:
    return [told for told, _ in listed], [name for _, name in listed], False


def _name(words: str) -> str:
    """Return the last words that name something: of 从渠道看，网络申请 the 网络申请."""
    return re.split(rf"[{_STOPS}]", words.rstrip(_STOPS))[-1].removeprefix("其中")


def _leaves_nothing_out(names: Sequence[str], *, kind: SharesMatch) -> bool:
    """Whether the last is what is left over, or all that there can be is named."""
    last = names[-1]
    if last.startswith(kind.closing) and not last.startswith(kind.rows):
        return True
    return any(
        len(whole) == len(names) and all(map(str.__contains__, names, whole))
        for whole in kind.complete
    )


def _is_of(name: str, family: Sequence[str]) -> bool:
    return any(word in name for word in family)

"""Whether a list of a text adds up to some number it may be of, and its shares fit (X2, X5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kit.checks.claims import Sentence, Told, read_claims
from kit.checks.findings import At, Finding
from kit.checks.wording.enumerations import Enumeration, Item, find_enumerations
from kit.checks.wording.recomputed import build_told, percent
from kit.checks.wording.slips import is_swapped
from kit.checks.wording.spoken import shown
from kit.form.model import Rule
from kit.form.word_kinds import BreakdownsAdd
from kit.report.model import Report

#: So many sentences before a list may tell what it is of.
_BACK = 3
_HUNDRED = Fraction(100)
#: Digits of a number that makes a list right with two of them swapped, by no chance.
_LONG, _LONGER = 3, 4
_FEW, _LISTS = 2, 2
#: A list that comes to much less, or to much more, is of another number.
_NEARLY = Fraction(3, 5)
#: What a list of parts begins with, and of which there cannot be more.
_OF_WHICH = ("其中", "：", "（")
#: The section on requests, their measure words, and how near a list must come to be of them all.
_REQUESTS, _CASES, _CLOSELY = 3, {"件", "起", "份", "宗", "项"}, 5
#: What a list of requests or cases may be of.
_FIGURES = ("t3.received.total", "t3.closed_total.total", "t4.reconsideration.total")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list with the numbers it may be of: those said before it, and the figures."""

    found: Enumeration
    sentence: Sentence
    said: tuple[Fraction, ...]
    figures: tuple[Fraction, ...]

    def at(self, start: int, end: int) -> At:
        """Return where a part of its sentence stands."""
        return self.sentence.at(start, end)

    @property
    def wholes(self) -> set[Fraction]:
        """All that the list may be of."""
        return {*self.said, *self.figures}


def _read_lists(report: Report) -> Iterator[Listed]:
    """Yield the lists of a report with what each may be of."""
    figures = tuple(_figures(report))
    sentences = read_claims(report)
    for at, sentence in enumerate(sentences):
        before = [s for s in sentences[max(0, at - _BACK) : at] if s.words == sentence.words]
        for found in find_enumerations(sentence):
            unit, start = found.items[0].told.number.unit, found.items[0].start
            told = [t for s in before for t in s.told]
            told += [t for t in sentence.told if t.start < start]
            said = tuple(t.number.value for t in told if t.number.unit == unit)
            yield Listed(found=found, sentence=sentence, said=said, figures=figures)


def _figures(report: Report) -> Iterator[Fraction]:
    values = [report.filing.value(address) for address in _FIGURES]
    carried = report.filing.value("t3.carried_in.total")
    yield from (Fraction(value) for value in values if value is not None)
    if values[0] is not None and carried is not None:
        yield Fraction(values[0]) + Fraction(carried)


def unequal_lists(rule: Rule, *, kind: BreakdownsAdd, report: Report) -> Iterator[Finding]:
    """Yield the lists that do not add up to what they are of."""
    for listed in _read_lists(report):
        whole = _missed(listed, kind=kind)
        if whole is not None:
            items, total = listed.found.items, shown(listed.found.total)
            said = "+".join(shown(item.value) for item in items)
            yield build_told(
                rule,
                said=f"各部分 {said} 合计 {total}，总数写的是 {shown(whole)}",
                at=listed.at(items[0].start, items[-1].told.end),
                expected=total,
                found=shown(whole),
            )


def unequal_shares(rule: Rule, *, report: Report) -> Iterator[Finding]:
    """Yield the shares of a list that are of another whole than its others."""
    for listed in _read_lists(report):
        for item, share, rate in _misfits(listed):
            wanted, found = percent(rate), f"{shown(share.number.value)}%"
            yield build_told(
                rule,
                said=f"{shown(item.value)}在所列各项中的占比应为 {wanted}，文字说的是 {found}",
                at=listed.at(item.start, share.end),
                expected=wanted,
                found=found,
            )


def _missed(listed: Listed, *, kind: BreakdownsAdd) -> Fraction | None:
    """Return the number that a list should add up to and does not; ``None`` when all is well."""
    found, total = listed.found, listed.found.total
    first, *rest = found.items
    if total in listed.wholes or first.value == total - first.value:
        return None
    if found.whole and found.whole.number.fits(total):
        return None
    if found.whole and found.is_opened:
        return _missed_whole(listed, whole=found.whole.number.value, kind=kind)
    if len(rest) >= _FEW and _is_slip(rest, first.value):
        return first.value
    ways = (_told_before(listed, kind=kind), _all_requests(listed, kind=kind))
    slipped = (w for w in listed.said if _is_slip(found.items, w))
    return next((way for way in ways if way is not None), None) or next(slipped, None)


def _missed_whole(listed: Listed, *, whole: Fraction, kind: BreakdownsAdd) -> Fraction | None:
    """Return the number right before a list, when its parts should make it and do not."""
    found, total = listed.found, listed.found.total
    is_closed = found.is_closed(closing=kind.closing, rows=kind.rows)
    is_partial = any(word in found.intro for word in kind.partial)
    is_listed = found.mark == "、" or found.intro.endswith(("（", "："))
    is_over = is_listed and total > whole and any(mark in found.intro for mark in _OF_WHICH)
    is_near = whole * _NEARLY < total < whole / _NEARLY
    is_wrong = is_near and (is_over or (is_closed and not is_partial))
    least = _LONG if found.intro.removesuffix("其中").endswith("（") else 0
    return whole if is_wrong or _is_slip(found.items, whole, least=least) else None


def _told_before(listed: Listed, *, kind: BreakdownsAdd) -> Fraction | None:
    """Return the number of the sentences before that a list with nothing left out comes near."""
    found, total = listed.found, listed.found.total
    is_rest = found.is_closed(closing=kind.closing, rows=kind.rows) and not found.is_partition
    is_all = is_rest and found.is_alone and found.whole is None and len(found.items) > _FEW
    is_partial = any(word in listed.sentence.text for word in kind.partial)
    if not is_all or is_partial:
        return None
    close = [w for w in listed.said[::-1] if abs(w - total) * _CLOSELY < w]
    return next(iter(close), None)


def _all_requests(listed: Listed, *, kind: BreakdownsAdd) -> Fraction | None:
    """Return how many requests there were, when a list tells of all of them in other numbers."""
    found, total = listed.found, listed.found.total
    text = listed.sentence.text
    is_of_them = "申请" in text or listed.sentence.words.number == _REQUESTS
    is_family = any(
        all(any(word in item.name for word in family) for item in found.items)
        for family in kind.families
    )
    is_all = (is_family or found.is_partition) and found.is_alone and found.whole is None
    if not (is_of_them and is_all):
        return None
    if found.items[0].told.number.unit not in _CASES or any(word in text for word in kind.partial):
        return None
    close = [w for w in listed.figures[:1] if abs(w - total) * _CLOSELY < w]
    return next(iter(close), None)


def _is_slip(items: Sequence[Item], whole: Fraction, *, least: int = 0) -> bool:
    """Whether a list adds up to *whole* once two neighbouring digits change places."""
    total = sum((item.value for item in items), start=Fraction(0))
    least = least or (_LONG if len(items) > _FEW else _LONGER)
    ways = ((item.value, item.value + whole - total) for item in items)
    return any(is_swapped(one, other, least=least) for one, other in (*ways, (whole, total)))


def _misfits(listed: Listed) -> Iterator[tuple[Item, Told, Fraction]]:
    """Yield what has another share than it would of the whole that the others are shares of."""
    shared = [item for item in listed.found.items if item.share]
    if len(shared) < _LISTS:
        return
    wholes = [*dict.fromkeys((*listed.said[::-1], listed.found.total, *listed.figures))]
    fits = {whole: [item for item in shared if _fits(item, whole)] for whole in wholes if whole}
    best = max(fits, key=lambda whole: len(fits[whole]), default=None)
    if best is None or len(fits[best]) * 2 < len(shared) or len(fits[best]) == len(shared):
        return
    is_told = best in listed.wholes or len(fits[best]) > 1
    for item in shared if is_told else ():
        if item.share and not any(_fits(item, whole) for whole in fits):
            yield item, item.share, item.value / best


def _fits(item: Item, whole: Fraction) -> bool:
    return item.share is not None and item.share.number.fits(item.value / whole * _HUNDRED)

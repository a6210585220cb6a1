"""Recompute growth since last year from both reports, or from the text's own numbers (X3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kit.checks.agreement.company import is_borne
from kit.checks.agreement.operands import Reading, last_of, readings_of, scale_of, value_of
from kit.checks.agreement.outcome import Counted, Status, cells_of, count_of, is_count
from kit.checks.agreement.slips import find_slip
from kit.checks.reading.mention import Mention
from kit.checks.reading.numerals import Number
from kit.checks.reading.relations import Change
from kit.report.model import Report

_HUNDRED = Fraction(100)
#: Matters are counted so; last year's stand in this year's table.
_MATTERS = "项"
#: Twice is said of a tenth more or less too.
_DOUBLED_SLACK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What there is now and what there was before; the cells of both if tables have them."""

    now: Fraction
    before: Fraction
    cells: tuple[str, ...] = ()
    reading: Reading | None = None
    is_scaled: bool = False

    @property
    def rate(self) -> Fraction | None:
        """The growth in percent; ``None`` from nothing."""
        return (self.now - self.before) / self.before * _HUNDRED if self.before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """One number of a change and what came of it; ``wanted`` is what it should be.

    ``said`` is the number that shows it, where that is another.
    ``readings`` are those of the figures that the words may mean, told as they stand.
    """

    change: Change
    mention: Mention | None
    status: Status
    pair: Pair | None = None
    wanted: Fraction | None = None
    said: Mention | None = None
    readings: tuple[Reading, ...] = ()

    def fits(self, now: Fraction, before: Fraction) -> bool:
        """Whether the number is what became of *before*."""
        mention = self.said or self.mention
        wanted = _wanted(self.change, mention, Pair(now=now, before=before))
        return wanted is not None and _fits(self.change, mention, wanted)


def grow(
    changes: Sequence[Change], *, counted: Mapping[int, Counted], report: Report
) -> Iterator[Grown]:
    """Yield what comes of each amount and each rate of a sentence's changes."""
    for change in changes:
        if _is_silent(change, counted=counted):
            continue
        pairs = list(_pairs(change, counted=counted, report=report))
        readings = tuple(pair.reading for pair in pairs if pair.reading and not pair.is_scaled)
        best = _best(change, pairs)
        for mention in _told(change):
            grown = _judged(change, mention, pairs=pairs, best=best, counted=counted)
            yield replace(grown, readings=readings)


def _told(change: Change) -> list[Mention | None]:
    told: list[Mention | None] = [m for m in (change.amount, change.rate) if m]
    return told or [None]


def _best(change: Change, pairs: Sequence[Pair]) -> Pair | None:
    """Return the pair that most numbers of a change are of: one change is of one pair."""
    told = _told(change)
    best = max(pairs, key=lambda pair: sum(_is_right(change, m, pair) for m in told), default=None)
    return best if best and any(_is_right(change, m, best) for m in told) else None


def _is_right(change: Change, mention: Mention | None, pair: Pair) -> bool:
    wanted = _wanted(change, mention, pair)
    if change.times and mention is None:
        return abs(pair.now - change.times * pair.before) <= pair.before / _DOUBLED_SLACK
    return wanted is not None and _fits(change, mention, wanted)


def _is_silent(change: Change, *, counted: Mapping[int, Counted]) -> bool:
    """Whether a change is of something else, unless its counts are the tables'."""
    mentions = [m for m in (change.subject, change.amount, change.rate) if m]
    both = [m for m in (change.subject, change.base) if m]
    is_own = all(is_count(m, "agrees", counted=counted) for m in both) and is_borne(counted)
    return not is_own and any(m.is_foreign and m.topic is not None for m in mentions)


def _is_known(change: Change, counted: Mapping[int, Counted]) -> bool:
    """Whether what changed is told by number and base, or its count is one of the tables."""
    subject = change.subject
    if change.topic is not None or subject is None or change.base is not None:
        return True
    found = count_of(subject, counted=counted)
    return found is not None and found.status != "undecided"


def _judged(
    change: Change,
    mention: Mention | None,
    *,
    pairs: Sequence[Pair],
    best: Pair | None,
    counted: Mapping[int, Counted],
) -> Grown:
    own = _of_amount(change, mention)
    if best and _is_right(change, mention, best):
        return Grown(change=change, mention=mention, status="agrees", pair=best)
    known = [pair for pair in pairs if _wanted(change, mention, pair) is not None]
    is_sure = _is_known(change, counted) and _is_sure(change, mention)
    if not known or not is_sure or (own and own.status == "agrees"):
        return own or Grown(change=change, mention=mention, status="undecided")
    said = mention.number.value if mention else Fraction(0)
    pair = best or min(
        known, key=lambda each: abs(abs(_wanted(change, mention, each) or Fraction(0)) - said)
    )
    wrong, wanted = _slip(change, mention, counted=counted) or (
        mention,
        _wanted(change, mention, pair),
    )
    return Grown(
        change=change, mention=wrong, status="contradicts", pair=pair, wanted=wanted, said=mention
    )


def _slip(
    change: Change, mention: Mention | None, *, counted: Mapping[int, Counted]
) -> tuple[Mention, Fraction] | None:
    """Return the one number told that a slip of the hand explains, and what it then should be."""
    base, subject = change.base, change.subject
    if base is None or subject is None or mention is None:
        return None
    return find_slip(
        (subject, base, mention),
        holds=lambda v: _is_right(
            change,
            replace(mention, number=replace(mention.number, value=v[2])),
            Pair(now=v[0], before=v[1]),
        ),
        counted=counted,
    )


def _is_sure(change: Change, mention: Mention | None) -> bool:
    if change.base is not None and change.subject is not None:
        # Both numbers are told: whatever they count, they are what they are.
        return mention is None or mention.role == "change" or mention is change.amount
    told = [m for m in (mention, change.base) if m]
    return not any(m.unknown or m.is_foreign for m in told)


def _wanted(change: Change, mention: Mention | None, pair: Pair) -> Fraction | None:
    """Return what a number of the change should be by one pair, with its sign."""
    if mention is None or mention.unit not in {"%", "倍"}:
        return pair.now - pair.before
    rate = pair.rate
    if rate is not None and mention.unit == "倍":
        # 增长1.6倍 is growth; 是上年的1.6倍 is what it is of the year before.
        return rate / _HUNDRED + (0 if change.direction else 1)
    if rate is not None and not change.direction:
        # 为上年的95.14%
        return rate + _HUNDRED
    return rate


def _fits(change: Change, mention: Mention | None, wanted: Fraction) -> bool:
    if mention is None:
        return _fits_words(change, wanted)
    number = mention.number
    if change.direction < 0:
        return number.fits(-wanted) and wanted <= 0
    if change.direction > 0:
        return number.fits(wanted) and wanted >= 0
    return number.fits(abs(wanted))


def _fits_words(change: Change, wanted: Fraction) -> bool:
    """Whether words without a number are true: 持平, 由163个增至214个."""
    if change.direction:
        return wanted * change.direction > 0
    return wanted == 0


def _pairs(change: Change, *, counted: Mapping[int, Counted], report: Report) -> Iterator[Pair]:
    """Yield what there is now and was before, the nearest to the words first."""
    base, subject = change.base, change.subject
    if base is not None and subject is not None:
        yield from _told_pairs(change, subject=subject, base=base, counted=counted)
        return
    is_of_last = subject is not None and subject.time == "last"
    if not change.is_last or report.last is None or is_of_last:
        return
    for reading in _readings(change, counted=counted, report=report):
        pair = _of_reading(reading, change=change, report=report)
        if pair:
            yield pair


def _told_pairs(
    change: Change, *, subject: Mention, base: Mention, counted: Mapping[int, Counted]
) -> Iterator[Pair]:
    now, before = _true(subject, counted=counted), _true(base, counted=counted)
    yield Pair(now=now, before=before, cells=cells_of(subject, counted=counted))
    yield Pair(now=subject.number.value, before=base.number.value)
    for other in change.others:
        yield Pair(now=other.number.value, before=base.number.value)


def _readings(
    change: Change, *, counted: Mapping[int, Counted], report: Report
) -> Iterator[Reading]:
    """Yield the ways to read what changed: as its own count was read, then any other."""
    subject = change.subject
    topic = change.topic or (subject.topic if subject else None)
    if topic is None:
        return
    unit = subject.unit if subject and change.topic is None else ""
    if change.amount and change.amount.unit == _MATTERS:
        unit = _MATTERS
    found = count_of(subject, counted=counted) if subject and change.topic is None else None
    if found and found.status == "agrees" and found.reading:
        yield found.reading
    yield from (r for r in readings_of(topic, report=report, unit=unit) if not r.is_other)
    for other in change.others if change.topic is None else ():
        yield from readings_of(other.topic, report=report) if other.topic else ()


def _of_reading(reading: Reading, *, change: Change, report: Report) -> Pair | None:
    last = before_of(reading)
    now, before = value_of(reading, report=report), value_of(last, report=report)
    if now is None or before is None:
        return None
    unit = change.amount.unit if change.amount else ""
    scale = scale_of(reading, unit=unit, report=report)
    return Pair(
        now=now * scale,
        before=before * scale,
        cells=(*reading.all_cells, *last.all_cells),
        reading=reading,
        is_scaled=scale != 1,
    )


def before_of(reading: Reading) -> Reading:
    """Return what *reading* was the year before: of matters, this year's table has it."""
    if any(cell.endswith(".items_last_year") for cell in reading.cells):
        return Reading(cells=tuple(c for c in reading.cells if not c.endswith(".change")))
    return last_of(reading)


def _of_amount(change: Change, mention: Mention | None) -> Grown | None:
    """Judge a rate by the amount beside it: 现有214个，增加51个，增长31.3%."""
    amount, subject = change.amount, change.subject
    if mention is None or mention is not change.rate or amount is None or subject is None:
        return None
    if subject.unit != amount.unit or mention.unit != "%" or subject.time != "now":
        return None
    sign = -1 if change.direction < 0 else 1
    before = subject.number.value - sign * amount.number.value
    if before <= 0 or not _is_whole(subject.number) or not _is_whole(amount.number):
        return None
    pair = Pair(now=subject.number.value, before=before)
    wanted = pair.rate
    if wanted is not None and _fits(change, mention, wanted):
        return Grown(change=change, mention=mention, status="agrees", pair=pair)
    if subject.unknown or not _is_sure(change, mention):
        return None
    return Grown(change=change, mention=mention, status="contradicts", pair=pair, wanted=wanted)


def _is_whole(number: Number) -> bool:
    return number.is_exact


def _true(mention: Mention, *, counted: Mapping[int, Counted]) -> Fraction:
    found = count_of(mention, counted=counted)
    if found and found.status in {"contradicts", "agrees"}:
        return found.meant if found.meant is not None else mention.number.value
    return mention.number.value

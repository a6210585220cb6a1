"""Judge the percentages and the growth the text states, by the tables of both years (X2, X3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from kit.checks.claims import (
    Claim,
    Part,
    Reading,
    Sentence,
    Topic,
    last_of,
    read_claims,
    readings_of,
    value_of,
)
from kit.checks.claims.numerals import Number
from kit.checks.findings import Finding
from kit.checks.judgement import (
    NOT_APPLICABLE,
    Found,
    Judgement,
    best_found,
    build_finding,
    combined,
)
from kit.checks.places import quoted
from kit.checks.portions import Portion, find_portions
from kit.checks.spoken import shown, spoken_reading
from kit.checks.words import spoken_at
from kit.form.kinds import GrowthMatches, SharesMatch
from kit.form.model import Rule
from kit.report.model import Report

_HUNDRED = Fraction(100)
#: So many numbers of the sentences before may be what a share is of.
_REMEMBERED = 12
#: What a request can be a share of when the text does not say.
_WHOLES = (("received",), ("received", "carried_in"), ("closed_total",))


def judge_shares(rule: Rule, *, kind: SharesMatch, report: Report) -> Judgement:  # noqa: ARG001 - one signature for every kind
    """Judge that every percentage of a figure recomputes from the tables."""
    of_figures = _judged(_judge_share, rule, kinds={"share"}, report=report)
    portions = list(_portions(report))
    if not portions:
        return of_figures
    wrong = [_wrong_portion(rule, portion) for portion in portions if not portion.is_right]
    of_words = Judgement(outcome="broken" if wrong else "holds", findings=tuple(wrong))
    outcome = combined(judgement.outcome for judgement in (of_figures, of_words))
    return Judgement(outcome=outcome, findings=of_figures.findings + of_words.findings)


def _portions(report: Report) -> Iterator[Portion]:
    """Yield the percentages of numbers that no table has, each once."""
    before: list[Part] = []
    for sentence in read_claims(report):
        found = {id(portion.said): portion for portion in find_portions(sentence, before=before)}
        yield from found.values()
        before = [*before, *sentence.parts][-_REMEMBERED:]


def _wrong_portion(rule: Rule, portion: Portion) -> Finding:
    at, part = portion.said.at, portion.part.number.value
    wanted = _percent(portion.wanted / _HUNDRED)
    return build_finding(
        rule,
        where=f"{spoken_at(at)}{quoted(at.quote)}",
        said=f"{shown(part)}占{shown(portion.wholes[0])}的比例应为 {wanted}，"
        f"文字说的是 {shown(portion.said.number.value)}%",
        at=at,
        expected=wanted,
        found=f"{shown(portion.said.number.value)}%",
    )


def judge_growth(rule: Rule, *, kind: GrowthMatches, report: Report) -> Judgement:  # noqa: ARG001 - one signature for every kind
    """Judge that growth since last year recomputes; undecided without last year's figures."""
    return _judged(_judge_growth, rule, kinds={"rate", "change", "times", "same"}, report=report)


def _judged(
    judge: Callable[..., Found], rule: Rule, *, kinds: set[str], report: Report
) -> Judgement:
    sentences: tuple[Sentence, ...] = read_claims(report)
    found = [
        best_found(judge(rule, way, report=report) for way in (claim, *claim.instead))
        for sentence in sentences
        for claim in sentence.claims
        if claim.kind in kinds
    ]
    if not found:
        return NOT_APPLICABLE
    findings = tuple(finding for _, finding in found if finding)
    return Judgement(outcome=combined(outcome for outcome, _ in found), findings=findings)


def _judge_share(rule: Rule, claim: Claim, *, report: Report) -> Found:
    if claim.number is None or (claim.is_last and report.last is None):
        return "undecided", None
    if not claim.topics:
        return _judge_part(rule, claim, claim.number, report=report)
    rates = [
        (part, whole, _ratio(part, whole, report=report))
        for part in _parts(claim, report=report)
        for whole in _wholes(claim, report=report)
    ]
    if not rates or any(rate is None for *_, rate in rates):
        return "undecided", None
    if any(rate is not None and claim.number.fits(rate * _HUNDRED) for *_, rate in rates):
        return "holds", None
    part, whole, rate = rates[0]
    names = [spoken_reading(reading, report=report) for reading in (part, whole)]
    meant = f"{names[0]}占{names[1]}的比例"
    wanted = _percent(rate)
    return "broken", _wrong(rule, claim, meant=meant, wanted=wanted, cells=part.cells + whole.cells)


def _judge_part(rule: Rule, claim: Claim, said: Number, *, report: Report) -> Found:
    """Judge the share of a number that no cell has, of a whole that is named."""
    wholes = list(_wholes(claim, report=report))
    values = [value_of(whole, report=report) for whole in wholes]
    known = [value for value in values if value is not None]
    if claim.subject is None or claim.subject.number is None or not wholes:
        return "undecided", None
    part = claim.subject.number.value
    if len(known) < len(values) or not all(0 < part <= value for value in known):
        return "undecided", None
    if any(said.fits(part / value * _HUNDRED) for value in known):
        return "holds", None
    name = spoken_reading(wholes[0], report=report)
    meant, wanted = f"{shown(part)}占{name}的比例", _percent(part / known[0])
    return "broken", _wrong(rule, claim, meant=meant, wanted=wanted, cells=wholes[0].cells)


def _parts(claim: Claim, *, report: Report) -> list[Reading]:
    """Return the readings of what has the share: those its own count can be, if it can be one."""
    [topic] = claim.topics
    readings = readings_of(topic, report=report, is_last=claim.is_last)
    return _fitting(claim, readings, report=report)


def _fitting(claim: Claim, readings: tuple[Reading, ...], *, report: Report) -> list[Reading]:
    number = claim.subject.number if claim.subject else None
    values = [(reading, value_of(reading, report=report)) for reading in readings]
    fitting = [r for r, value in values if number and value is not None and number.fits(value)]
    return fitting or [reading for reading in readings if not reading.is_other]


def _wholes(claim: Claim, *, report: Report) -> Iterator[Reading]:
    said = claim.whole or tuple(way for part in claim.topics for way in _usual_wholes(part))
    for topic in said:
        yield from readings_of(topic, report=report, is_last=claim.is_last)


def _usual_wholes(part: Topic) -> Iterator[Topic]:
    """Yield what a count can be a share of: the total of its row, its column, or its table."""
    total = (("total",),)
    if part.table == "t4":
        yield replace(part, columns=(*total, ("upheld", "corrected", "other")), also=())
        rows = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
        yield Topic(table="t4", rows=(rows, rows[1:]), columns=total)
    elif part.table == "t3":
        yield replace(part, columns=total, also=())
        yield Topic(table="t3", rows=_WHOLES, columns=total)
        yield Topic(table="t3", rows=_WHOLES, columns=part.columns)


def _ratio(part: Reading, whole: Reading, *, report: Report) -> Fraction | None:
    values = value_of(part, report=report), value_of(whole, report=report)
    if values[0] is None or values[1] is None:
        return None
    return values[0] / values[1] if values[1] else Fraction(0)


def _judge_growth(rule: Rule, claim: Claim, *, report: Report) -> Found:
    if report.last is None:
        return "undecided", None
    [topic] = claim.topics
    changes = []
    for reading in _fitting(claim, readings_of(topic, report=report), report=report):
        now = value_of(reading, report=report)
        before = value_of(last_of(reading), report=report)
        if now is None or before is None:
            return "undecided", None
        changes.append((reading, now, before))
    if not changes:
        return "not applicable", None
    if any(_grew(claim, now, before) for _, now, before in changes):
        return "holds", None
    reading, now, before = changes[0]
    name = spoken_reading(reading, report=report)
    rate = (now - before) / before if before else None
    meant = f"{name}上年 {shown(before)}、本年 {shown(now)}，增减"
    wanted = shown(now - before) if claim.kind in {"change", "same"} else _percent(rate)
    cells = (*reading.cells, *last_of(reading).cells)
    return "broken", _wrong(rule, claim, meant=meant, wanted=wanted, cells=cells)


def _grew(claim: Claim, now: Fraction, before: Fraction) -> bool:
    if claim.number is None:
        return now == before or (before > 0 and abs(now - before) * 20 <= before)
    if claim.kind == "change":
        return claim.number.fits(now - before)
    if not before:
        return False
    times = now / before
    if claim.kind == "times":
        return claim.number.fits(times)
    rate = (times - 1) * _HUNDRED
    # 增长两倍 is said of what is twice as much, too.
    if claim.number.unit == "倍" and claim.number.fits(times * _HUNDRED):
        return True
    # A rate without its sign is told by 增长 and 下降; both are a size.
    return claim.number.fits(rate)


def _wrong(rule: Rule, claim: Claim, *, meant: str, wanted: str, cells: tuple[str, ...]) -> Finding:
    found = shown(claim.number.value) if claim.number else "持平"
    unit = "%" if claim.number and claim.kind in {"share", "rate"} else ""
    return build_finding(
        rule,
        where=f"{spoken_at(claim.at)}{quoted(claim.at.quote)}",
        said=f"{meant}应为 {wanted}，文字说的是 {found}{unit}",
        at=claim.at,
        cells=cells,
        expected=wanted,
        found=f"{found}{unit}",
    )


def _percent(rate: Fraction | None) -> str:
    return "无法计算" if rate is None else f"{shown(_to_hundredths(rate * _HUNDRED))}%"


def _to_hundredths(rate: Fraction) -> Fraction:
    return Fraction(round(rate * 100), 100)

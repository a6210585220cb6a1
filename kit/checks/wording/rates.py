"""Judge the percentages that the text states, by the tables or by its own numbers (X2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from kit.checks.claims import (
    TOTAL,
    Claim,
    Part,
    Reading,
    Sentence,
    Topic,
    read_claims,
    readings_of,
    value_of,
)
from kit.checks.claims.numerals import Number
from kit.checks.findings import Finding
from kit.checks.judgement import Found, Judgement
from kit.checks.wording.apportioned import Apportioned, find_apportioned
from kit.checks.wording.lists import unequal_shares
from kit.checks.wording.portions import Portion, closing_rates, find_portions
from kit.checks.wording.recomputed import (
    build_told,
    claims_of,
    fitting,
    judge_each,
    percent,
    unless_found,
    with_words,
    wrong_claim,
)
from kit.checks.wording.spoken import shown, spoken_reading
from kit.form.model import Rule
from kit.form.word_kinds import SharesMatch
from kit.report.model import Report

_HUNDRED = Fraction(100)
#: So many numbers of the sentences before may be what a share is of.
_REMEMBERED = 12
#: So many shares make a list of one whole.
_MANY = 3
#: What a request can be a share of when the text does not say.
_WHOLES = (("received",), ("received", "carried_in"), ("closed_total",))


def judge_shares(rule: Rule, *, kind: SharesMatch, report: Report) -> Judgement:
    """Judge that every percentage recomputes, and that those of one list make a hundred."""
    claims = [
        claim
        for sentence in read_claims(report)
        for claim in (*claims_of(sentence, kinds={"share"}), *closing_rates(sentence))
    ]
    of_figures = judge_each(_judge_share, rule, claims=claims, report=report)
    portions = list(_portions(report))
    wrong = [_wrong_portion(rule, portion) for portion in portions if not portion.is_right]
    wrong += unless_found(list(unequal_shares(rule, report=report)), (*of_figures.findings, *wrong))
    wrong += unless_found(list(_at_odds(rule, report=report)), of_figures.findings)
    judged = with_words(of_figures, wrong, is_judged=bool(portions or wrong))
    lists = [(s, one) for s in read_claims(report) for one in find_apportioned(s, kind=kind)]
    off = [_wrong_list(rule, one, sentence=s) for s, one in lists if not one.is_right]
    return with_words(judged, unless_found(off, judged.findings), is_judged=bool(lists))


def _at_odds(rule: Rule, *, report: Report) -> Iterator[Finding]:
    """Yield the share of a list that is of another whole than all others are."""
    for sentence in read_claims(report):
        for claims in _one_list(sentence):
            fitting_wholes = [_fitting_wholes(claim, report=report) for claim in claims]
            if not all(fitting_wholes) or set.intersection(*fitting_wholes):
                continue
            rests = [
                set.intersection(*fitting_wholes[:at], *fitting_wholes[at + 1 :])
                for at in range(len(claims))
            ]
            told = [(claim, max(rest)) for claim, rest in zip(claims, rests, strict=True) if rest]
            if len(told) == 1:
                yield _wrong_beside(rule, *told[0], report=report)


def _one_list(sentence: Sentence) -> Iterator[list[Claim]]:
    """Yield the shares of applicants that a sentence lists, and those of results."""
    claims = [
        claim
        for claim in claims_of(sentence, kinds={"share"})
        if claim.topics and claim.topics[0].table == "t3" and "占" in claim.at.quote
        if not (claim.whole or claim.instead or claim.is_last)
    ]
    of_applicants = [c for c in claims if c.topics[0].columns != TOTAL]
    of_results = [
        c
        for c in claims
        if c.topics[0].columns == TOTAL and not set(_WHOLES) & set(c.topics[0].rows)
    ]
    yield from (some for some in (of_applicants, of_results) if len(some) >= _MANY)


def _fitting_wholes(claim: Claim, *, report: Report) -> set[Fraction]:
    """Return what a share may be of, as its figures and its words have it."""
    parts = [value_of(part, report=report) for part in _parts(claim, report=report)]
    wholes = [value_of(whole, report=report) for whole in _wholes(claim, report=report)]
    return {
        whole
        for whole in wholes
        for part in parts
        if claim.number
        and part is not None
        and whole
        and claim.number.fits(part / whole * _HUNDRED)
    }


def _wrong_beside(rule: Rule, claim: Claim, whole: Fraction, *, report: Report) -> Finding:
    part = next(value_of(part, report=report) for part in _parts(claim, report=report))
    meant = f"同一句其他占比都是占 {shown(whole)} 的，{shown(part)}占{shown(whole)}的比例"
    wanted = percent(part / whole) if part is not None else ""
    return wrong_claim(rule, claim, meant=meant, wanted=wanted, cells=())


def _wrong_list(rule: Rule, one: Apportioned, *, sentence: Sentence) -> Finding:
    at = sentence.at(one.shares[0].start, one.shares[-1].end)
    said = "+".join(f"{shown(share.number.value)}%" for share in one.shares)
    return build_told(
        rule,
        said=f"各占比 {said} 合计 {shown(one.total)}%，应为 100%",
        at=at,
        expected="100%",
        found=f"{shown(one.total)}%",
    )


def _portions(report: Report) -> Iterator[Portion]:
    """Yield the percentages of numbers that no table has, each once."""
    before: list[Part] = []
    for sentence in read_claims(report):
        found = {id(portion.said): portion for portion in find_portions(sentence, before=before)}
        yield from (_with_carried(portion, report=report) for portion in found.values())
        before = [*before, *sentence.parts][-_REMEMBERED:]


def _with_carried(portion: Portion, *, report: Report) -> Portion:
    """Return a rate of what was closed with all that was to be closed as a whole, too."""
    closed, *due = (
        report.filing.value(f"t3.{row}.total") for row in ("closed_total", "received", "carried_in")
    )
    if not portion.said.stem or closed is None or portion.part.number.value != closed:
        return portion
    whole = sum((Fraction(value) for value in due if value is not None), start=Fraction(0))
    return replace(portion, wholes=(*portion.wholes, *((whole,) if whole else ())))


def _wrong_portion(rule: Rule, portion: Portion) -> Finding:
    at, part = portion.said.at, portion.counted
    wanted = percent(portion.wanted / _HUNDRED)
    return build_told(
        rule,
        said=f"{shown(part)}占{shown(portion.wholes[0])}的比例应为 {wanted}，"
        f"文字说的是 {shown(portion.said.number.value)}%",
        at=at,
        expected=wanted,
        found=f"{shown(portion.said.number.value)}%",
    )


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
    wanted = percent(rate)
    return "broken", wrong_claim(
        rule, claim, meant=meant, wanted=wanted, cells=part.cells + whole.cells
    )


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
    meant, wanted = f"{shown(part)}占{name}的比例", percent(part / known[0])
    return "broken", wrong_claim(rule, claim, meant=meant, wanted=wanted, cells=wholes[0].cells)


def _parts(claim: Claim, *, report: Report) -> list[Reading]:
    """Return the readings of what has the share: those its own count can be, if it can be one."""
    [topic] = claim.topics
    readings = readings_of(topic, report=report, is_last=claim.is_last)
    return fitting(claim, readings, report=report)


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

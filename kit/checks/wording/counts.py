"""Judge the counts the text states, and what it says of nothing and of all, by the tables (X1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

from kit.checks.claims import (
    Claim,
    Reading,
    Topic,
    is_moot,
    read_claims,
    readings_of,
    scale_of,
    value_of,
)
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
from kit.checks.wording.doubts import find_doubts
from kit.checks.wording.spoken import shown, spoken_reading
from kit.checks.wording.words import spoken_at
from kit.form.model import Rule
from kit.form.word_kinds import CountsMatch
from kit.report.model import Report

_JUDGED = {"count", "each", "none", "all"}


def judge_counts(rule: Rule, *, kind: CountsMatch, report: Report) -> Judgement:  # noqa: ARG001 - one signature for every kind
    """Judge that every count of the text can be read as what the tables have.

    A count that is another real figure than the one its words name is noted.
    """
    sentences = read_claims(report)
    found = [
        result
        for sentence in sentences
        for claim in sentence.claims
        if claim.kind in _JUDGED
        for result in _judge(rule, claim, report=report)
    ]
    found += [
        (
            "broken",
            _wrong(rule, claim, readings_of(claim.topics[0], report=report)[0], report=report),
        )
        for sentence in sentences
        for claim in find_doubts(sentence, report=report)
    ]
    if not found:
        return NOT_APPLICABLE
    findings = tuple(finding for _, finding in found if finding)
    return Judgement(outcome=combined(outcome for outcome, _ in found), findings=findings)


def _judge(rule: Rule, claim: Claim, *, report: Report) -> Iterator[Found]:
    if claim.instead:
        ways = (claim, *claim.instead)
        every = (_judge(rule, replace(way, instead=()), report=report) for way in ways)
        yield best_found(found for way in every for found in way)
    elif (claim.is_last and report.last is None) or is_moot(claim, report=report):
        yield "undecided", None
    elif claim.kind == "all":
        yield _judge_all(rule, claim, report=report)
    else:
        for topic in claim.topics:
            yield _judge_count(rule, claim, topic, report=report)


def _judge_count(rule: Rule, claim: Claim, topic: Topic, *, report: Report) -> Found:
    readings = readings_of(topic, report=report, is_last=claim.is_last)
    values = [(reading, value_of(reading, report=report)) for reading in readings]
    if not any(value is not None for _, value in values):
        return ("undecided" if values else "not applicable"), None
    fitting = [r for r, value in values if _fits(claim, r, value, report=report)]
    if any(not reading.is_other for reading in fitting):
        return "holds", None
    if any(value is None for reading, value in values if not reading.is_other):
        return "undecided", None
    if fitting and claim.kind == "count":
        return "holds", _noted(rule, claim, meant=readings[0], found=fitting[0], report=report)
    return "broken", _wrong(rule, claim, readings[0], report=report)


def _fits(claim: Claim, reading: Reading, value: Fraction | None, *, report: Report) -> bool:
    if value is None:
        return False
    if claim.number is None:
        return value == 0
    return claim.number.fits(value * scale_of(reading, unit=claim.number.unit, report=report))


def _wrong(rule: Rule, claim: Claim, reading: Reading, *, report: Report) -> Finding:
    value = value_of(reading, report=report)
    said = "没有" if claim.number is None else shown(claim.number.value)
    meant = spoken_reading(reading, report=report)
    return build_finding(
        rule,
        where=f"{spoken_at(claim.at)}{quoted(claim.at.quote)}",
        said=f"{meant}应为 {shown(value)}，文字说的是{said}",
        at=claim.at,
        cells=_cells(reading),
        expected=shown(value),
        found=said,
    )


def _noted(rule: Rule, claim: Claim, *, meant: Reading, found: Reading, report: Report) -> Finding:
    value, other = value_of(meant, report=report), spoken_reading(found, report=report)
    return build_finding(
        rule,
        where=f"{spoken_at(claim.at)}{quoted(claim.at.quote)}",
        said=f"这个数是{other}，不是{spoken_reading(meant, report=report)}（{shown(value)}）",
        severity="note",
        at=claim.at,
        cells=_cells(found),
        expected=shown(value),
        found=shown(value_of(found, report=report)),
    )


def _judge_all(rule: Rule, claim: Claim, *, report: Report) -> Found:
    """Judge that some part is as large as the whole it is said to be all of."""
    pairs = list(_pairs(claim, report=report))
    values = [tuple(value_of(side, report=report) for side in pair) for pair in pairs]
    known = [(most, value) for most, value in values if most is not None and value is not None]
    if not pairs or len(known) < len(values):
        return "undecided", None
    if any(most >= value for most, value in known):
        return "holds", None
    (part, whole), (most, value) = pairs[0], known[0]
    names = [spoken_reading(reading, report=report) for reading in (part, whole)]
    finding = build_finding(
        rule,
        where=f"{spoken_at(claim.at)}{quoted(claim.at.quote)}",
        said=f"{names[0]}为 {shown(most)}，不是{names[1]} {shown(value)} 的全部",
        at=claim.at,
        cells=(*_cells(part), *_cells(whole)),
        expected=shown(value),
        found=shown(most),
    )
    return "broken", finding


def _pairs(claim: Claim, *, report: Report) -> Iterator[tuple[Reading, Reading]]:
    """Yield each part with what it may be all of: in its own row, or what the text counted."""
    [part], [subject] = claim.topics, claim.whole
    if part.rows == subject.rows:
        columns = ((("total",),), subject.columns) if subject.table == "t4" else ((("total",),),)
        for row, whole in product(part.rows, columns):
            one = replace(part, rows=(row,))
            yield from _of_both(one, replace(one, columns=whole), claim=claim, report=report)
        return
    for total in (replace(subject, also=()), *_totals(part)):
        yield from _of_both(part, total, claim=claim, report=report)


def _of_both(
    part: Topic, whole: Topic, *, claim: Claim, report: Report
) -> Iterator[tuple[Reading, Reading]]:
    yield from product(
        *(readings_of(topic, report=report, is_last=claim.is_last) for topic in (part, whole))
    )


def _totals(part: Topic) -> Iterator[Topic]:
    """Yield the totals that a result can be all of."""
    if part.table == "t3" and ("closed_total",) not in part.rows:
        yield replace(part, rows=(("closed_total",),))


def _cells(reading: Reading) -> tuple[str, ...]:
    return (*reading.cells, *reading.minus)

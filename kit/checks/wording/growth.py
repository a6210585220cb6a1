"""Judge the growth that the text states, by both years' figures or by its own numbers (X3)."""

from __future__ import annotations

from fractions import Fraction

from kit.checks.claims import (
    Claim,
    Sentence,
    last_of,
    read_claims,
    readings_of,
    scale_of,
    value_of,
)
from kit.checks.claims.units import is_of_unit
from kit.checks.findings import Finding
from kit.checks.judgement import Found, Judgement
from kit.checks.wording.changes import Change, find_changes
from kit.checks.wording.recomputed import (
    build_told,
    claims_of,
    fitting,
    judge_each,
    percent,
    to_hundredths,
    unless_found,
    with_words,
    wrong_claim,
)
from kit.checks.wording.spoken import shown, spoken_reading
from kit.form.model import Rule
from kit.form.word_kinds import GrowthMatches
from kit.report.model import Report

_HUNDRED = Fraction(100)


def judge_growth(rule: Rule, *, kind: GrowthMatches, report: Report) -> Judgement:
    """Judge that growth since last year recomputes; undecided without last year's figures."""
    sentences, kinds = read_claims(report), {"rate", "change", "times", "same"}
    claims = [claim for sentence in sentences for claim in claims_of(sentence, kinds=kinds)]
    of_figures = judge_each(_judge_growth, rule, claims=claims, report=report)
    changes = [(s, change) for s in sentences for change in find_changes(s, kind=kind)]
    wrong = [_wrong_change(rule, c, sentence=s) for s, c in changes if not c.is_right]
    wrong = unless_found(wrong, of_figures.findings)
    return with_words(of_figures, wrong, is_judged=bool(changes))


def _wrong_change(rule: Rule, change: Change, *, sentence: Sentence) -> Finding:
    at = sentence.at(change.start, change.end)
    before, after = shown(change.before.value), shown(change.after.value)
    if change.by is None or change.sign * (change.after.value - change.before.value) < 0:
        wanted, found = ("减少", "增加") if change.sign > 0 else ("增加", "减少")
        meant = f"从 {before} 到 {after}"
    else:
        unit = "" if change.by.unit == change.after.unit else change.by.unit
        wanted = f"{shown(to_hundredths(change.wanted))}{unit}"
        found = f"{shown(change.by.value)}{unit}"
        meant = f"从 {before} 到 {after}，增减"
    return build_told(
        rule,
        said=f"{meant}应为 {wanted}，文字说的是 {found}",
        at=at,
        expected=wanted,
        found=found,
    )


def _judge_growth(rule: Rule, claim: Claim, *, report: Report) -> Found:
    if report.last is None:
        return "undecided", None
    [topic] = claim.topics
    unit = claim.number.unit if claim.number else ""
    if claim.kind == "change" and not is_of_unit(topic, unit):
        return "not applicable", None
    changes = []
    for reading in fitting(claim, readings_of(topic, report=report), report=report):
        now = value_of(reading, report=report)
        before = value_of(last_of(reading), report=report)
        if now is None or before is None:
            return "undecided", None
        scale = scale_of(reading, unit=unit, report=report)
        changes.append((reading, now * scale, before * scale))
    if not changes:
        return "not applicable", None
    if any(_grew(claim, now, before) for _, now, before in changes):
        return "holds", None
    reading, now, before = changes[0]
    name = spoken_reading(reading, report=report)
    rate = (now - before) / before if before else None
    meant = f"{name}上年 {shown(before)}、本年 {shown(now)}，增减"
    wanted = shown(now - before) if claim.kind in {"change", "same"} else percent(rate)
    cells = (*reading.cells, *last_of(reading).cells)
    return "broken", wrong_claim(rule, claim, meant=meant, wanted=wanted, cells=cells)


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

"""What judging shares and growth has in common: claims, the words' own sums, findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from kit.checks.claims import Claim, Reading, Sentence, is_moot, value_of
from kit.checks.findings import At, Finding
from kit.checks.judgement import (
    NOT_APPLICABLE,
    Found,
    Judgement,
    best_found,
    build_finding,
    combined,
)
from kit.checks.places import quoted
from kit.checks.wording.spoken import shown
from kit.checks.wording.words import spoken_at
from kit.form.model import Rule
from kit.report.model import Report

_HUNDRED = Fraction(100)


def claims_of(sentence: Sentence, *, kinds: set[str]) -> list[Claim]:
    """Return the claims of a sentence that are of some kinds."""
    return [claim for claim in sentence.claims if claim.kind in kinds]


def judge_each(
    judge: Callable[..., Found], rule: Rule, *, claims: Sequence[Claim], report: Report
) -> Judgement:
    """Judge claims one by one, each by the best of the ways to take it."""
    found = [
        best_found(judge(rule, way, report=report) for way in ways)
        for claim in claims
        if (ways := [w for w in (claim, *claim.instead) if not is_moot(w, report=report)])
    ]
    if not found:
        return NOT_APPLICABLE
    findings = tuple(finding for _, finding in found if finding)
    return Judgement(outcome=combined(outcome for outcome, _ in found), findings=findings)


def with_words(of_figures: Judgement, wrong: Sequence[Finding], *, is_judged: bool) -> Judgement:
    """Return a judgement of figures together with that of the words' own arithmetic."""
    if not is_judged:
        return of_figures
    of_words = Judgement(outcome="broken" if wrong else "holds", findings=tuple(wrong))
    outcome = combined(judgement.outcome for judgement in (of_figures, of_words))
    return Judgement(outcome=outcome, findings=of_figures.findings + of_words.findings)


def unless_found(findings: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    """Return the findings whose words none of *others* is of."""
    said = [f.at for f in others if f.at]
    return [
        f
        for f in findings
        if not any(
            f.at and f.at.line == at.line and (at.quote in f.at.quote or f.at.quote in at.quote)
            for at in said
        )
    ]


def fitting(claim: Claim, readings: tuple[Reading, ...], *, report: Report) -> list[Reading]:
    """Return the readings that a claim's own count fits, or else all that its words name."""
    number = claim.subject.number if claim.subject else None
    values = [(reading, value_of(reading, report=report)) for reading in readings]
    fitting = [r for r, value in values if number and value is not None and number.fits(value)]
    return fitting or [reading for reading in readings if not reading.is_other]


def wrong_claim(
    rule: Rule, claim: Claim, *, meant: str, wanted: str, cells: tuple[str, ...]
) -> Finding:
    """Return the finding of a claim that no reading fits."""
    found = shown(claim.number.value) if claim.number else "持平"
    unit = "%" if claim.number and claim.kind in {"share", "rate"} else ""
    said = f"{found}{unit}"
    meant = f"{meant}应为 {wanted}，文字说的是 {said}"
    finding = build_told(rule, said=meant, at=claim.at, expected=wanted, found=said)
    return replace(finding, cells=cells)


def percent(rate: Fraction | None) -> str:
    """Say a rate in percent, to the hundredth."""
    return "无法计算" if rate is None else f"{shown(to_hundredths(rate * _HUNDRED))}%"


def to_hundredths(rate: Fraction) -> Fraction:
    """Round to the hundredth."""
    return Fraction(round(rate * 100), 100)


def build_told(rule: Rule, *, said: str, at: At, expected: str, found: str) -> Finding:
    """Return the finding of words that stand at *at*, quoted."""
    return build_finding(
        rule,
        where=f"{spoken_at(at)}{quoted(at.quote)}",
        said=said,
        at=at,
        expected=expected,
        found=found,
    )

"""The rules of words against figures: each a filter over what was judged once."""

from __future__ import annotations

from kit.checks.agreement.outcome import Judged
from kit.checks.findings import Finding
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, combined
from kit.checks.places import quoted
from kit.checks.words import spoken_at
from kit.form.model import Rule

_OUTCOMES = {"agrees": "holds", "other": "holds", "contradicts": "broken", "undecided": "undecided"}


def judge_rule(rule: Rule, *, judged: tuple[Judged, ...]) -> Judgement:
    """Return what was judged that is about *rule*."""
    own = [each for each in judged if each.rule == rule.id]
    if not own:
        return NOT_APPLICABLE
    findings = tuple(_finding(rule, each) for each in own if each.said)
    outcomes = [_OUTCOMES[each.status] for each in own]
    return Judgement(outcome=combined(outcomes), findings=findings)  # type: ignore[arg-type]


def _finding(rule: Rule, each: Judged) -> Finding:
    at = each.words.span(each.start, each.end)
    return build_finding(
        rule,
        where=f"{spoken_at(at)}{quoted(at.quote)}",
        said=each.said,
        severity=each.severity,
        at=at,
        cells=each.cells,
        expected=each.expected or None,
        found=each.found or None,
    )

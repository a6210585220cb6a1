"""What judging one rule gives, and how a finding of it is worded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict, Unpack

from kit.checks.findings import At, Finding, Outcome
from kit.form.model import Rule, Severity
from kit.source.filing import Value
from kit.source.values import shortest


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The outcome of one rule and the places where it does not hold."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()


NOT_APPLICABLE = Judgement(outcome="not applicable")
#: What judging one claim of a text gives.
Found = tuple[Outcome, Finding | None]


def combined(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of a rule from those of its rows or columns.

    Examples
    --------
    >>> combined(["holds", "undecided", "broken"])
    'broken'
    """
    given = set(outcomes)
    ranked: tuple[Outcome, ...] = ("broken", "undecided", "holds")
    return next((outcome for outcome in ranked if outcome in given), "not applicable")


def judged(findings: Iterable[Finding], *, otherwise: Outcome = "holds") -> Judgement:
    """Return a rule broken by *findings*, or with the outcome it has when there are none."""
    found = tuple(findings)
    return Judgement(outcome="broken" if found else otherwise, findings=found)


class Facts(TypedDict, total=False):
    """What a finding may carry beside its message; decimals become text."""

    severity: Severity | None
    cells: tuple[str, ...]
    last: tuple[str, ...]
    at: At
    expected: Value | str
    found: Value | str


def build_finding(rule: Rule, *, where: str, said: str, **facts: Unpack[Facts]) -> Finding:
    """Word a finding of *rule*: where, what is wrong, why it matters, what to do."""
    return Finding(
        rule=rule.id,
        severity=facts.get("severity") or rule.severity,
        message=f"{where}：{said}。{rule.reason}{rule.cure}",
        cells=facts.get("cells", ()),
        last=facts.get("last", ()),
        at=facts.get("at"),
        expected=public(facts.get("expected")),
        found=public(facts.get("found")),
    )


def public(value: Value | str) -> int | str | None:
    """Return *value* as a finding carries it: decimals as their shortest digits."""
    return value if value is None or isinstance(value, int | str) else shortest(value)


def merged(*judgements: Judgement) -> Judgement:
    """Return several judgements of one rule as one."""
    findings = tuple(f for judgement in judgements for f in judgement.findings)
    return Judgement(outcome=combined(j.outcome for j in judgements), findings=findings)

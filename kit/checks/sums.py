"""Judge the arithmetic kinds: sums that are equal, sums at least so large, shares of a sum."""

from __future__ import annotations

from decimal import Decimal

from kit.checks.findings import Finding
from kit.checks.hints import find_hint
from kit.checks.instances import (
    Balance,
    Instance,
    Values,
    build_instances,
    known_sum,
    match_filed,
    read_values,
)
from kit.checks.judgement import (
    NOT_APPLICABLE,
    Judgement,
    build_finding,
    combined,
    judged,
)
from kit.checks.places import spoken_line
from kit.checks.sides import Side
from kit.form.kinds import AtLeast, Equal, ShareAtMost
from kit.form.model import Rule
from kit.report.model import Report
from kit.source.values import shortest

#: Shares are said to one decimal.
_SHOWN = Decimal("0.1")


def judge_equal(rule: Rule, *, kind: Equal, report: Report) -> Judgement:
    """Judge that the sides are equal in each row or column.

    A sum with blanks has bounds: it is broken only when no filling mends it.
    """
    values = read_values(report)
    instances = build_instances(rule.id, kind, report=report)
    outcomes = {line: line.balance(values).as_equal() for line in instances}
    findings = []
    for line in (line for line, outcome in outcomes.items() if outcome == "broken"):
        hint = find_hint(line, among=instances, values=values, form=report.filing_form)
        wanted = ("应等于", f"。{hint}" if hint else "")
        findings.append(_finding(rule, line, wanted=wanted, values=values, report=report))
    return Judgement(outcome=combined(outcomes.values()), findings=tuple(findings))


def judge_at_least(rule: Rule, *, kind: AtLeast, report: Report) -> Judgement:
    """Judge that the left side is no less than the right in each row or column."""
    values = read_values(report)
    instances = build_instances(rule.id, kind, report=report)
    outcomes = {line: line.balance(values).as_at_least() for line in instances}
    findings = tuple(
        _finding(rule, line, wanted=("应不少于", ""), values=values, report=report)
        for line, outcome in outcomes.items()
        if outcome == "broken"
    )
    return Judgement(outcome=combined(outcomes.values()), findings=findings)


def judge_share(rule: Rule, *, kind: ShareAtMost, report: Report) -> Judgement:
    """Judge that a part is at most so many percent of the whole; of nothing there is no share."""
    values = read_values(report)
    part, whole = (
        tuple(address for pattern in side for address in match_filed(pattern, report=report))
        for side in (kind.part, kind.whole)
    )
    parts, wholes = ([values.get(address) for address in side] for side in (part, whole))
    if not part or not any(value is None or value for value in wholes):
        return NOT_APPLICABLE
    balance = Balance(
        surplus=known_sum(wholes) * kind.percent - known_sum(parts) * 100,
        may_rise=None in wholes,
        may_fall=None in parts,
    )
    outcome = balance.as_at_least()
    if outcome != "broken":
        return Judgement(outcome=outcome)
    line = Instance(rule=rule.id, each="column", left=part, right=whole)
    return judged([_share_finding(rule, line, limit=kind.percent, values=values, report=report)])


def _finding(
    rule: Rule, line: Instance, *, wanted: tuple[str, str], values: Values, report: Report
) -> Finding:
    """Say both sides of *line*; *wanted* stands between them and after them."""
    found = Side(plus=line.left, each=line.each)
    expected = Side(plus=line.right, minus=line.minus, each=line.each)
    left, right = (side.spoken(values, report=report) for side in (found, expected))
    return build_finding(
        rule,
        where=spoken_line(line.left[0], each=line.each, report=report),
        said=f"{left}，{wanted[0]}{right}{wanted[1]}",
        cells=line.cells,
        expected=expected.total(values),
        found=found.total(values),
    )


def _share_finding(
    rule: Rule, line: Instance, *, limit: int, values: Values, report: Report
) -> Finding:
    part, whole = (Side(plus=side, each=line.each) for side in (line.left, line.right))
    sums = [known_sum(values.get(address) for address in side.plus) for side in (part, whole)]
    share = shortest((Decimal(sums[0]) * 100 / Decimal(sums[1])).quantize(_SHOWN))
    spoken = [side.spoken(values, report=report) for side in (part, whole)]
    return build_finding(
        rule,
        where=spoken_line(line.right[0], each=line.each, report=report),
        said=f"{spoken[0]}，占{spoken[1]} 的 {share}%，应不超过 {limit}%",
        cells=line.cells,
        expected=f"不超过 {limit}%",
        found=f"{share}%",
    )

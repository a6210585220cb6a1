"""Judge the arithmetic kinds: sums that are equal, sums at least so large, shares of a sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kit.checks.arithmetic.balance import (
    Balance,
    Values,
    balance_of,
    known_sum,
    lines_of,
    match_filed,
    read_values,
)
from kit.checks.arithmetic.equation import Sign, write_out
from kit.checks.arithmetic.sides import Side, sides_of
from kit.checks.findings import Finding, Outcome
from kit.checks.judgement import NOT_APPLICABLE, Judgement, build_finding, combined, judged
from kit.checks.places import spoken_line
from kit.form.instances import Instance
from kit.form.kinds import AtLeast, Equal, ShareAtMost
from kit.form.model import Rule
from kit.narrative.phrases import percent
from kit.report.model import Report

#: How the sides of each kind are related: in numbers, and in words.
_BETWEEN: Mapping[type, tuple[Sign, str]] = {Equal: ("＝", "应等于"), AtLeast: ("≥", "应不少于")}


def judge_equal(rule: Rule, *, kind: Equal, report: Report) -> Judgement:
    """Judge that the sides are equal in each row or column.

    A sum with blanks has bounds: it is broken only when no filling mends it.
    """
    values, lines = read_values(report), lines_of(kind, report=report)
    outcomes = {line: balance_of(line, values).as_equal() for line in lines}
    findings = (
        _finding(rule, line, kind=kind, values=values, report=report) for line in _broken(outcomes)
    )
    return Judgement(outcome=combined(outcomes.values()), findings=tuple(findings))


def judge_at_least(rule: Rule, *, kind: AtLeast, report: Report) -> Judgement:
    """Judge that the left side is no less than the right in each row or column."""
    values, lines = read_values(report), lines_of(kind, report=report)
    outcomes = {line: balance_of(line, values).as_at_least() for line in lines}
    findings = (
        _finding(rule, line, kind=kind, values=values, report=report) for line in _broken(outcomes)
    )
    return Judgement(outcome=combined(outcomes.values()), findings=tuple(findings))


def _broken(outcomes: Mapping[Instance, Outcome]) -> Iterator[Instance]:
    return (line for line, outcome in outcomes.items() if outcome == "broken")


def judge_share(rule: Rule, *, kind: ShareAtMost, report: Report) -> Judgement:
    """Judge that a part is at most so many percent of the whole; of nothing there is no share."""
    values = read_values(report)
    part, whole = (match_filed(side, report=report) for side in (kind.part, kind.whole))
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
    sides = (Side(plus=part, each="column"), Side(plus=whole, each="column"))
    return judged([_share_finding(rule, sides, kind=kind, values=values, report=report)])


def _finding(
    rule: Rule, line: Instance, *, kind: Equal | AtLeast, values: Values, report: Report
) -> Finding:
    """Say both sides of *line*, what should be between them, and what they come to."""
    found, expected = sides_of(line, each=kind.each)
    sign, between = _BETWEEN[type(kind)]
    equation = write_out(line, values=values, sign=sign)
    if equation.is_known:
        left, right = (side.listed(values, report=report) for side in (found, expected))
        right = f"{right}：{equation.text}"
    else:
        left, right = (side.spoken(values, report=report) for side in (found, expected))
    return build_finding(
        rule,
        where=spoken_line(found.plus[0], each=found.each, report=report),
        said=f"{left}，{between}{right}",
        cells=(*found.own_cells, *expected.own_cells),
        last=(*found.last_cells, *expected.last_cells),
        expected=expected.total(values),
        found=found.total(values),
    )


def _share_finding(
    rule: Rule, sides: tuple[Side, Side], *, kind: ShareAtMost, values: Values, report: Report
) -> Finding:
    part, whole = sides
    parts, wholes = (known_sum(values.get(address) for address in side.plus) for side in sides)
    share = percent(parts, whole=wholes)
    spoken = [side.spoken(values, report=report) for side in sides]
    limit = f"不超过 {kind.percent}%"
    return build_finding(
        rule,
        where=spoken_line(whole.plus[0], each=whole.each, report=report),
        said=f"{spoken[0]}，占{spoken[1]} 的 {share}，应{limit}",
        cells=(*part.plus, *whole.plus),
        expected=limit,
        found=share,
    )

"""Every rule's worked cases, in both editions."""

from __future__ import annotations

import pytest
from builders.reports import report_of_case

from kit.checks import check
from kit.checks.check import EVALUATORS, FROM_WORDS
from kit.form import Form, Rule, load_forms
from kit.form.kinds import KINDS
from kit.form.model import Case

RULES = [
    pytest.param(form, rule, id=f"{form.edition}-{rule.id}")
    for form in load_forms().values()
    for rule in form.rules.values()
]
CASES = [
    pytest.param(form, rule, case, id=f"{form.edition}-{rule.id}-{case.name}")
    for form in load_forms().values()
    for rule in form.rules.values()
    for case in rule.cases
]


@pytest.mark.parametrize(("form", "rule", "case"), CASES)
def test_a_worked_case_has_its_outcome(form: Form, rule: Rule, case: Case) -> None:
    """A case written beside a rule comes out as it says, with findings only when broken."""
    findings = check(report_of_case(case, form=form))
    assert findings.outcomes[rule.id] == case.outcome
    found = [finding for finding in findings.findings if finding.rule == rule.id]
    assert bool(found) == (case.outcome == "broken")


@pytest.mark.parametrize(("form", "rule", "case"), CASES)
def test_a_finding_says_why_and_what_to_do(form: Form, rule: Rule, case: Case) -> None:
    """Each finding of a rule gives its reason and cure, but for what a cell wants and how."""
    for finding in check(report_of_case(case, form=form)).findings:
        if finding.rule == rule.id:
            if rule.id == "R5":
                assert finding.message.endswith((rule.cure, "说明文字请移到正文。"))
            else:
                assert finding.message.endswith(f"{rule.reason}{rule.cure}")


@pytest.mark.parametrize(("form", "rule"), RULES)
def test_a_rule_has_cases_of_both_kinds(form: Form, rule: Rule) -> None:
    """Each rule shows at least one report that keeps it and one that breaks it."""
    outcomes = {case.outcome for case in rule.cases}
    assert "broken" in outcomes, form.edition
    assert outcomes & {"holds", "not applicable"}


@pytest.mark.parametrize("form", load_forms().values(), ids=str)
def test_a_check_judges_every_rule_in_order(form: Form) -> None:
    """The outcomes are those of the form's rules, in their order."""
    case = next(iter(form.rules.values())).cases[0]
    assert list(check(report_of_case(case, form=form)).outcomes) == list(form.rules)


def test_every_kind_has_its_evaluator() -> None:
    """A kind that data may name can be judged, and nothing else is."""
    assert {*EVALUATORS, *FROM_WORDS} == set(KINDS.values())

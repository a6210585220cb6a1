"""What holds of the arithmetic rules for every filing."""

from __future__ import annotations

from builders.lawful import Lawful, lawful_filings
from builders.reports import report_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kit.checks import Findings, check
from kit.source.filing import Filing

SUMS = ("R1", "R2", "R3", "R4", "Y1", "Y2")
#: Which sums name a cell, restated from the law: by table, row and column.
TOTALLED = ("received", "carried_in", "closed_total", "carried_out")

examples = settings(max_examples=25)


def checked(lawful: Lawful, filing: Filing | None = None) -> Findings:
    """Check the filing, or another in its place, with last year's."""
    return check(report_of(filing or lawful.filing(), last=lawful.last))


def count(lawful: Lawful, address: str) -> int:
    """Return the figure of a cell of whole cases."""
    value = lawful.values[address]
    assert isinstance(value, int)
    return value


def rules_naming(address: str) -> set[str]:
    """Return the sums that a change of the cell must break."""
    table, row, column = address.split(".")
    if table == "t2":
        follows = row in {"rules", "normative_documents"}
        return {"Y2"} if follows and column in {"issued", "repealed", "in_force"} else set()
    if table == "t4":
        return {"R4"}
    naming = {"R3"}
    naming |= {"R1"} if row in TOTALLED else {"R2"}
    naming |= {"R2"} if row == "closed_total" else set()
    naming |= {"Y1"} if row == "carried_in" else set()
    return naming


@examples
@given(lawful_filings())
def test_a_lawful_filing_has_no_findings(lawful: Lawful) -> None:
    """Sums that add up, and figures that follow from last year's, break nothing."""
    before = check(report_of(lawful.last))
    findings = checked(lawful)
    found = (*before.findings, *findings.findings)
    assert [f for f in found if f.rule in (*SUMS, "R5", "Y3")] == []
    assert findings.causes == ()
    wanted = {rule for rule in SUMS if rule in lawful.form.rules}
    assert {rule for rule in SUMS if findings.outcomes.get(rule) == "holds"} == wanted


@examples
@given(lawful_filings(), st.data())
def test_one_changed_figure_breaks_exactly_the_sums_that_name_it(
    lawful: Lawful, data: st.DataObject
) -> None:
    """No other sum is broken, and each finding names the cell."""
    address = data.draw(st.sampled_from(list(lawful.values)))
    other = st.integers(min_value=0, max_value=999).filter(lambda n: n != lawful.values[address])
    findings = checked(lawful, lawful.filing(**{address: data.draw(other)}))
    broken = {rule for rule in SUMS if findings.outcomes.get(rule) == "broken"}
    assert broken == rules_naming(address) & set(lawful.form.rules)
    for finding in findings.findings:
        if finding.rule in SUMS:
            assert address in finding.cells


@examples
@given(lawful_filings(), st.data())
def test_a_cause_puts_one_changed_figure_back(lawful: Lawful, data: st.DataObject) -> None:
    """A cell that breaks two sums is found, with the value it had."""
    cells = [address for address in lawful.values if len(rules_naming(address)) > 1]
    address = data.draw(st.sampled_from(cells))
    was = lawful.values[address]
    other = st.integers(min_value=0, max_value=999).filter(lambda n: n != was)
    findings = checked(lawful, lawful.filing(**{address: data.draw(other)}))
    [cause] = findings.causes
    assert [(cell.cell, cell.value) for cell in cause.cells] == [(address, was)]


@examples
@given(lawful_filings(), st.data())
def test_blanks_are_never_a_false_alarm(lawful: Lawful, data: st.DataObject) -> None:
    """A filing that a right filling makes lawful breaks no sum, whatever is blank."""
    blank = data.draw(st.sets(st.sampled_from(list(lawful.values)), min_size=1, max_size=30))
    findings = checked(lawful, lawful.filing(**dict.fromkeys(blank)))
    for rule in SUMS:
        assert findings.outcomes.get(rule) != "broken"
    touched = {rule for address in blank for rule in rules_naming(address)}
    undecided = {rule for rule in SUMS if findings.outcomes.get(rule) == "undecided"}
    assert undecided == touched & set(lawful.form.rules)
    assert {f.cells for f in findings.findings if f.rule == "R5"} == {(a,) for a in blank}
    assert findings.causes == ()


@examples
@given(lawful_filings(), st.data())
def test_a_misplaced_case_is_recognised(lawful: Lawful, data: st.DataObject) -> None:
    """One case counted in the wrong column breaks two columns, which one cause explains."""
    items = [a for a in lawful.values if rules_naming(a) == {"R2", "R3"} and lawful.values[a]]
    items = [address for address in items if not address.endswith((".total", ".welfare"))]
    assume(items)
    taken = data.draw(st.sampled_from(items))
    given_to = f"{taken.rpartition('.')[0]}.welfare"
    changed = {taken: count(lawful, taken) - 1, given_to: count(lawful, given_to) + 1}
    findings = checked(lawful, lawful.filing(**changed))
    assert [f.rule for f in findings.findings if f.rule in SUMS] == ["R2", "R2"]
    [cause] = findings.causes
    assert len(cause.findings) == 2
    assert cause.cells or cause.possible

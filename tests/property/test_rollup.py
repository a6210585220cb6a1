"""Adding up: whatever the parts, the sums are theirs and nothing is lost on the way to disk."""

from __future__ import annotations

from dataclasses import replace

from builders.filings import form
from builders.lawful import lawful_filings
from builders.reports import report_of
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.checks import check
from kit.report.parts import parse_rollup, rollup_bytes
from kit.report.rollup import Member, Rollup
from kit.rollup import Part, add_parts
from kit.rollup.add import summed_filing
from kit.source import Filing

GOVERNMENT = {"kind": "government", "scope": "rollup", "rule_making": True}
SUMS = ("R1", "R2", "R3", "R4", "R5")


def parts_of(filings: list[Filing]) -> list[Part]:
    """Return the filings as parts of a roll-up."""
    return [
        Part(
            member=Member(
                agency=f"part-{n}", name=f"第{n}局", state="counted", edition=filing.edition
            ),
            values=tuple(filing.value(address) for address in form(filing.edition).cells),
        )
        for n, filing in enumerate(filings)
    ]


def added(filings: list[Filing]) -> Rollup:
    """Add filings of one edition up."""
    edition = filings[0].edition
    return add_parts(parts_of(filings), form=form(edition), agency="test-agency", year=2022)


alike = st.lists(lawful_filings(), min_size=1, max_size=4).map(
    lambda drawn: [one.filing() for one in drawn if one.form.edition == drawn[0].form.edition]
)


@settings(max_examples=25)
@given(alike)
def test_lawful_parts_make_a_lawful_rollup(filings: list[Filing]) -> None:
    """Every sum of the form holds for the sums of reports for which it holds, and so does H1."""
    rollup = added(filings)
    of = form(rollup.edition)
    filing = summed_filing(rollup, form=of)
    outcomes = check(report_of(filing, form=of, agency=GOVERNMENT, rollup=rollup)).outcomes
    assert {rule: outcomes[rule] for rule in (*SUMS, "H1")} == dict.fromkeys((*SUMS, "H1"), "holds")


@settings(max_examples=25)
@given(alike, st.data())
def test_one_wrong_figure_is_the_one_that_is_found(
    filings: list[Filing], data: st.DataObject
) -> None:
    """A count that is one more than its parts is found, and no other cell is accused."""
    rollup = added(filings)
    of = form(rollup.edition)
    counts = [address for address, cell in of.cells.items() if cell.type == "count"]
    wrong = data.draw(st.sampled_from(counts))
    filing = summed_filing(rollup, form=of)
    figure = filing.figures[wrong]
    more = replace(figure, value=int(figure.value or 0) + 1)
    spoilt = replace(filing, figures={**filing.figures, wrong: more})
    report = report_of(spoilt, form=of, agency=GOVERNMENT, rollup=rollup)
    found = [finding for finding in check(report).findings if finding.rule == "H1"]
    assert [finding.cells for finding in found] == [(wrong,)]


@settings(max_examples=25)
@given(alike)
def test_a_rollup_survives_the_disk(filings: list[Filing]) -> None:
    """What is read back is what was added up."""
    rollup = added(filings)
    assert parse_rollup(rollup_bytes(rollup)) == rollup

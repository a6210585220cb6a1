"""Repairs proposed for sums that fail together."""

from __future__ import annotations

from builders.claimed import claiming
from builders.filings import filing_of, form
from builders.reports import placed, report_of

from kit.checks import Repair, check
from kit.source.values import Raw

LAWFUL: dict[str, Raw] = {
    f"t3.{row}.{column}": 10
    for row in ("received", "granted", "closed_total")
    for column in ("natural_person", "total")
}


def repairs(changed: dict[str, Raw]) -> tuple[Repair, ...]:
    """Return what is proposed when cells of a lawful filing are changed."""
    filing = placed(filing_of(form(), LAWFUL | changed), form())
    return check(report_of(filing)).repairs


def test_a_cell_of_two_sums_is_proposed_with_its_value() -> None:
    """A result that contradicts its column and its row alike is the likely one."""
    [repair] = repairs({"t3.granted.natural_person": 12})
    assert (repair.cell, repair.value, repair.found) == ("t3.granted.natural_person", 10, 12)
    assert repair.rules == ("R2", "R3")
    assert repair.message == (
        "若 tables.xlsx 表三 D6（（一）予以公开·自然人）由 12 改为 10，"
        "R2、R3 共 2 处同时成立。请核对原始台账，不要照改。"
    )


def test_a_total_of_three_sums_is_proposed() -> None:
    """The closed total stands in a balance, a column sum and a row sum."""
    [repair] = repairs({"t3.closed_total.natural_person": 1})
    assert (repair.cell, repair.rules) == ("t3.closed_total.natural_person", ("R1", "R2", "R3"))


def test_one_failing_sum_proposes_nothing() -> None:
    """Any of its cells could be wrong."""
    assert repairs({"t4.reconsideration.total": 1}) == ()


def test_a_misplaced_case_proposes_nothing() -> None:
    """Two columns are off and no single cell mends both."""
    assert repairs({"t3.granted.natural_person": 9, "t3.granted.enterprise": 1}) == ()


def test_two_wrong_cells_are_each_proposed() -> None:
    """What mends other sums is proposed beside what mends most."""
    found = repairs({"t3.closed_total.natural_person": 1, "t3.denied_third_party.research": 5})
    assert [repair.cell for repair in found] == [
        "t3.closed_total.natural_person",
        "t3.denied_third_party.research",
    ]


def test_what_is_accepted_is_not_proposed_to_be_changed() -> None:
    """Once every finding it would mend is accepted, a repair is nobody's wish; before, it is."""
    filing = filing_of(form(), LAWFUL | {"t3.granted.natural_person": 12})
    for rules, count in ((("R2", "R3"), 0), (("R2",), 1)):
        report = claiming(report_of(filing), *rules)
        assert len(check(report).repairs) == count


def test_at_most_three_are_proposed() -> None:
    """A table wrong all over is not mended cell by cell."""
    columns = ("enterprise", "research", "welfare", "legal_service", "other")
    rows = ("denied_state_secret", "denied_third_party", "unavailable_unclear")
    cells: list[str] = [f"t3.{row}.{c}" for row, c in zip(rows, columns, strict=False)]
    assert len(repairs(dict.fromkeys([*cells, "t3.granted.legal_service"], 5))) <= 3


def test_no_repair_is_negative() -> None:
    """A value no cell can have is not proposed."""
    changed: dict[str, Raw] = {"t3.granted.natural_person": 0, "t3.granted.total": 0}
    changed |= {"t3.partly_granted.natural_person": 30, "t3.partly_granted.total": 20}
    assert all(repair.value >= 0 for repair in repairs(changed))


def test_blanks_are_not_repaired() -> None:
    """A blank is filled by who knows it, not computed."""
    assert repairs({"t3.closed_total.natural_person": None}) == ()

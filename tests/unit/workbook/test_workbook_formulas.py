"""Rules as formulas."""

import pytest
from builders.filings import filing_of, form, zero_filing

from kit.form.kinds import Equal
from kit.source.filing import Filing
from kit.workbook.formulas import (
    Mark,
    carried_cells,
    is_marking,
    sum_marks,
    total_formulas,
    value_marks,
)


def marks(table: str, *, edition: str = "2021", last: Filing | None = None) -> list[Mark]:
    """Return the sum marks of one table."""
    of = form(edition)
    return list(sum_marks(of, table=of.tables[table], last=last))


@pytest.mark.parametrize(("edition", "items"), [("2021", "D7:D27"), ("2019", "D7:D25")])
def test_the_closed_total_adds_up_its_items(edition: str, items: str) -> None:
    """A column's total of results is the sum of all items, and of nothing but them."""
    absolute = "$D$" + items.replace("D", "").replace(":", ":$D$")
    formula = total_formulas(form(edition))["t3.closed_total.natural_person"]
    assert formula == f'=IF(COUNT({absolute})=0,"",SUM({absolute}))'


def test_a_row_total_adds_up_the_six_columns() -> None:
    """A row's total is the sum of natural persons and five kinds of organisations."""
    formula = total_formulas(form())["t3.received.total"]
    assert formula == '=IF(COUNT($D$5:$I$5)=0,"",SUM($D$5:$I$5))'


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_exactly_the_cells_of_filling_rules_have_formulas(edition: str) -> None:
    """The left cells of rules that fill are formulas, no other cell is."""
    of = form(edition)
    filling = [r.kind for r in of.rules.values() if isinstance(r.kind, Equal) and r.kind.fills]
    wanted = {a for kind in filling for pattern in kind.left for a in of.match(pattern)}
    assert set(total_formulas(of)) == wanted


def test_what_is_carried_comes_from_last_years_remainder() -> None:
    """Each column of carried_in repeats the same column of carried_out, and nothing else does."""
    carried = carried_cells(form())
    assert len(carried) == 7
    assert carried["t3.carried_in.other"] == "t3.carried_out.other"


def test_a_balance_is_marked_when_all_its_cells_are_filled() -> None:
    """The condition counts the cells before it compares the sums."""
    mark = marks("t3")[0]
    cells = "$D$5:$D$6,$D$28:$D$29"
    sums = "SUM($D$28:$D$29)<>SUM($D$5:$D$6)"
    assert mark.formula == f"=AND(COUNT({cells})=4,{sums})"
    assert mark.areas == ((4, 3, 5, 3), (27, 3, 28, 3))


def test_without_last_year_its_rules_mark_nothing() -> None:
    """Seven balances, seven column sums and twenty-five row sums are left in table three."""
    assert len(marks("t3")) == 7 + 7 + 25
    assert marks("t2") == []
    assert len(marks("t4")) == 3


def test_last_years_numbers_stand_in_the_conditions() -> None:
    """In force is last year's number plus issued less repealed."""
    last = filing_of(form(), {"t2.rules.in_force": 11, "t4.reconsideration.pending": 26})
    assert marks("t2", last=last)[0].formula == (
        "=AND(COUNT($B$4:$D$4)=3,SUM($D$4)<>SUM($B$4,11)-SUM($C$4))"
    )
    assert marks("t4", last=last)[-3].formula == "=AND(COUNT($E$5)=1,SUM($E$5)<SUM(26))"


def test_a_blank_of_last_year_marks_nothing() -> None:
    """What cannot be judged is not marked."""
    whole = len(marks("t3", last=zero_filing(form())))
    last = filing_of(form(), {"t3.carried_out.enterprise": None})
    assert len(marks("t3", last=last)) == whole - 1


def test_an_edition_that_lacks_a_cell_marks_nothing_by_it() -> None:
    """The 2019 edition has no number in force, so the first year after it cannot be judged."""
    assert marks("t2", last=zero_filing(form("2019"), year=2020)) == []


def test_values_are_held_against_their_type() -> None:
    """Counts, signed changes and decimals are marked each in its own way, amounts never."""
    of = form("2019")
    found = list(value_marks(of, table=of.tables["t2"]))
    assert [mark.formula for mark in found if mark.areas[0][:2] == (15, 2)] == [
        "=AND(LEN(C16)>0,IFERROR(VALUE(C16)<>INT(VALUE(C16)),TRUE))"
    ]
    assert not any(area[0] == 18 and area[1] == 2 for mark in found for area in mark.areas)


def test_which_rules_turn_cells_red() -> None:
    """The guide names the rules that mark, and those of last year only where they can."""
    of = form()
    last = zero_filing(of)
    alone = {rule.id for rule in of.rules.values() if is_marking(rule.kind, last=None)}
    together = {rule.id for rule in of.rules.values() if is_marking(rule.kind, last=last)}
    assert alone == {"R1", "R2", "R3", "R4", "R5"}
    assert together == alone | {"Y1", "Y2", "Y3"}

"""Where slots stand in the workbook."""

import pytest
from builders.filings import form

from kit.form import Slot
from kit.workbook import cell_position, cell_positions
from kit.workbook.position import joined_areas, slot_range


def test_the_grid_begins_below_one_row_of_title() -> None:
    """The first number of table three is D5, as messages and documents call it."""
    place = cell_positions(form())["t3.received.natural_person"]
    assert str(place) == "tables.xlsx!表三!D5"


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_cell_has_a_place_of_its_own(edition: str) -> None:
    """Every address has a place, and no two have the same."""
    of = form(edition)
    places = cell_positions(of)
    assert list(places) == list(of.cells)
    assert len(set(places.values())) == len(places)


def test_a_label_has_a_place_too() -> None:
    """The corner of table three stands at A2 and covers three rows and columns."""
    table = form().tables["t3"]
    corner = table.slots[0]
    assert cell_position(table, corner).cell == "A2"
    assert slot_range(corner) == "A2:C4"


def test_a_single_slot_covers_one_cell() -> None:
    """A slot without spans has no colon."""
    assert slot_range(Slot(row=3, column=3, role="value")) == "D5"


def test_areas_join_to_rectangles() -> None:
    """A block of cells is one area, a gap makes two."""
    block = [(row, column) for row in (4, 5, 6) for column in (3, 4)]
    assert joined_areas(block) == ((4, 3, 6, 4),)
    assert joined_areas([*block, (8, 3)]) == ((4, 3, 6, 4), (8, 3, 8, 3))


def test_areas_cover_their_cells_and_no_other() -> None:
    """Joining neither adds nor drops a cell, whatever the shape."""
    cells = {(0, 0), (0, 1), (1, 1), (2, 1), (2, 2), (5, 0), (6, 0), (6, 1)}
    covered = [
        (row, column)
        for top, left, bottom, right in joined_areas(sorted(cells, reverse=True))
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    assert sorted(covered) == sorted(cells)

"""The workbook: the template we write, with the figures of a filing or for filling in."""

from kit.workbook.filled import Entry, put_numbers
from kit.workbook.formulas import carried_cells, summed_cells, total_formulas
from kit.workbook.ledger import write_ledger
from kit.workbook.listing import ListColumn, ListSheet, write_listing
from kit.workbook.position import WORKBOOK, cell_position, cell_positions, joined_areas
from kit.workbook.template import write_workbook

__all__ = [
    "WORKBOOK",
    "Entry",
    "ListColumn",
    "ListSheet",
    "carried_cells",
    "cell_position",
    "cell_positions",
    "joined_areas",
    "put_numbers",
    "summed_cells",
    "total_formulas",
    "write_ledger",
    "write_listing",
    "write_workbook",
]

"""The workbook: the template we write, with the figures of a filing or for filling in."""

from kit.workbook.ledger import write_ledger
from kit.workbook.listing import ListColumn, ListSheet, write_listing
from kit.workbook.position import WORKBOOK, cell_position, cell_positions, joined_areas
from kit.workbook.template import write_workbook

__all__ = [
    "WORKBOOK",
    "ListColumn",
    "ListSheet",
    "cell_position",
    "cell_positions",
    "joined_areas",
    "write_ledger",
    "write_listing",
    "write_workbook",
]

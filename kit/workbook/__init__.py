"""The workbook: the template we write, with the figures of a filing or for filling in."""

from kit.workbook.ledger import write_ledger
from kit.workbook.position import WORKBOOK, cell_position, cell_positions
from kit.workbook.template import write_workbook

__all__ = ["WORKBOOK", "cell_position", "cell_positions", "write_ledger", "write_workbook"]

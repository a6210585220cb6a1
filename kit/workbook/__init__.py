"""The workbook: the template we write, with the figures of a filing or for filling in.

Whoever only asks where a cell stands need not wait for what writes: that is imported
when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kit.workbook.position import WORKBOOK, cell_position, cell_positions, joined_areas

if TYPE_CHECKING:
    from kit.workbook.filled import PutNumber, put_numbers
    from kit.workbook.formulas import carried_cells, summed_cells, total_formulas
    from kit.workbook.ledger import write_ledger
    from kit.workbook.listing import ListColumn, ListSheet, write_listing
    from kit.workbook.template import write_workbook

__all__ = [
    "WORKBOOK",
    "ListColumn",
    "ListSheet",
    "PutNumber",
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

#: The module of each name that is imported when it is asked for.
_WRITERS = {
    "PutNumber": "filled",
    "ListColumn": "listing",
    "ListSheet": "listing",
    "carried_cells": "formulas",
    "put_numbers": "filled",
    "summed_cells": "formulas",
    "total_formulas": "formulas",
    "write_ledger": "ledger",
    "write_listing": "listing",
    "write_workbook": "template",
}


def __getattr__(name: str) -> object:
    """Import the module that has *name*."""
    if name not in _WRITERS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_WRITERS[name]}"), name)

"""Spreadsheets read back as plain values, formulas told from text."""

from __future__ import annotations

from io import BytesIO

import openpyxl


def read_back(content: bytes) -> dict[str, list[list[object]]]:
    """Return the rows of each sheet; no cell may be a formula."""
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}

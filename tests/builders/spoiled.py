"""Reports as mistakes leave them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

#: What a mistake does to the folder of a report.
Spoil = Callable[[Path], object]


def book(change: Callable[[Any], object]) -> Spoil:
    """Change the workbook as Excel would save it."""

    def spoil(folder: Path) -> None:
        path = folder / "tables.xlsx"
        opened = openpyxl.load_workbook(path, data_only=True)
        change(opened)
        opened.save(path)

    return spoil

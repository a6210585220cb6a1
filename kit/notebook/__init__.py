"""What the cells of ``annual_report.ipynb`` call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.notebook.open import OpenReport, Shown, open_report

__all__ = ["OpenReport", "Shown", "open_report"]


def __getattr__(name: str) -> Any:
    # The data of a report is asked for where nothing is shown: what shows it is slow to import.
    if name not in __all__:
        raise AttributeError(name)
    from kit.notebook import open as opened

    return getattr(opened, name)

"""What the cells of ``annual_report.ipynb`` call."""

from kit.notebook.open import OpenReport, Shown, open_report

__all__ = ["OpenReport", "Shown", "open_report"]

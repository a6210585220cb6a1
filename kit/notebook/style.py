"""The style of what a notebook shows: the report's own, and the analyst's cells around it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kit.look import report_style


@cache
def analyst_style() -> str:
    """Return the CSS that the overview cell brings into the notebook for all cells."""
    return report_style() + files("kit.notebook").joinpath("analyst.css").read_text("utf-8")

"""The look of a report, on the public page and in a notebook alike: one small stylesheet."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def report_style() -> str:
    """Return the CSS; its one root class is ``ogi-report``."""
    return files("kit.look").joinpath("report.css").read_text("utf-8")

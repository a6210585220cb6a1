"""The style of what a notebook shows: the report's own, and the analyst's cells around it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from kit.look import report_style

#: The two root classes, each said three times outranks what JupyterLab says of an output's HTML.
_ROOT = re.compile(r"\.ogi-(?:report|analyst)\b")


@cache
def analyst_style() -> str:
    """Return the CSS that the overview cell brings into the notebook for all cells.

    It begins where the browser itself does: nothing that the notebook's program says
    of tables, lists and headings reaches into a report.
    """
    style = _own("reset.css") + report_style() + _own("analyst.css")
    return _ROOT.sub(lambda root: root[0] * 3, style)


def _own(name: str) -> str:
    return files("kit.notebook").joinpath(name).read_text("utf-8")

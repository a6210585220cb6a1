"""The form's tables, rendered by great-tables once each, then filled with any filing's figures.

A batch renders them before its reports are begun: what differs from report to
report is the text of the number cells alone.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape

from kit.form import Form
from kit.source.filing import Figure, Filing
from kit.tables.build import build_table, printed_text
from kit.tables.render import render_table

#: Stands for the figure of an address: no label has brackets like these.
_MARK = re.compile(r"⟦([^⟧]+)⟧")


def fill_table(filing: Filing, *, form: Form, table: str) -> str:
    """Return the HTML of one statutory table of *form* with the figures of *filing*.

    The same as :func:`render_table` of :func:`build_table`, and fifty times as fast.

    Raises
    ------
    ParameterError
        If the form has no table of that id.
    """
    parts = list(_rendered(form, table))
    # Between two parts of markup stands an address, as re.split leaves it.
    parts[1::2] = (escape(printed_text(filing, address), quote=False) for address in parts[1::2])
    return "".join(parts)


@cache
def _rendered(form: Form, table: str) -> tuple[str, ...]:
    """Render a table with the address of each number cell in its place, split at these."""
    marks = {address: f"⟦{address}⟧" for address in form.cells}
    figures = {a: Figure(address=a, value=None, text=mark, raw="") for a, mark in marks.items()}
    filing = Filing(agency="", year=form.first_year, edition=form.edition, figures=figures)
    gt = build_table(filing, form=form, table=table)
    return tuple(_MARK.split(render_table(gt, table=form.tables[table])))

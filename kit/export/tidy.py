"""The public figures as data for spreadsheets and statistics: one line a figure.

Text that a spreadsheet program could take for a formula is made plain text by
an apostrophe before it; numbers, signed ones too, stay numbers. Whoever reads
the text back takes away one apostrophe that stands before such a text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import category, normalize

from kit.export.characters import sayable
from kit.form import load_forms
from kit.source import build_filing

#: What each column of a line holds; labels are the form's own, outermost first.
COLUMNS = (
    "year",
    "agency",
    "name",
    "table",
    "row",
    "column",
    "row_label",
    "column_label",
    "unit",
    "address",
    "value",
)
#: The same columns as people read them.
HEADINGS = (
    "年度",
    "机关代码",
    "机关",
    "表",
    "行",
    "列",
    "行标目",
    "列标目",
    "单位",
    "地址",
    "数值",
)
#: What a formula can begin with, once widths are made alike; the last is a minus of its own.
_FORMULA = tuple("=+-@\u2212")
#: What programs pass over at the beginning of a cell: controls, marks without a shape, spaces.
_PASSED_OVER = ("C", "Z", "M")
_QUOTES = "'\"`‘’“”"
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")

Line = tuple[str | int | None, ...]


def tidy_lines(record: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the figures of ``report.json``, a line each, in the order of the tables.

    ``value`` is an integer, a decimal or an amount as text, ``None`` where the
    cell could not be read.
    """
    form = load_forms()[record["edition"]]
    of = (record["year"], record["agency"], plain(record["name"]))
    for address, value in record["figures"].items():
        cell = form.cells[address]
        labels = (cell.row_labels, cell.column_labels)
        spoken = ("·".join(label.text for label in own) for own in labels)
        shown = plain(value) if isinstance(value, str) else value
        yield (*of, *address.split("."), *map(plain, spoken), cell.unit, address, shown)


def render_csv(report_json: bytes) -> bytes:
    """Render ``report.csv``: UTF-8 with the mark that Excel wants, lines as it ends them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(tidy_lines(json.loads(report_json)))
    return text.getvalue().encode("utf-8-sig")


def render_xlsx(report_json: bytes, *, title: str) -> bytes:
    """Render ``report.xlsx``: the tables as the form prints them, and a sheet of all lines."""
    # Writing spreadsheets is of no use to the other formats.
    from kit.workbook.data import write_data

    record = json.loads(report_json)
    form = load_forms()[record["edition"]]
    agency, year = record["agency"], record["year"]
    filing = build_filing(form, agency=agency, year=year, values=record["figures"])
    return write_data(
        form,
        filing=filing,
        agency_name=sayable(record["name"]),
        title=sayable(title),
        lines=(HEADINGS, *tidy_lines(record)),
    )


def plain(text: str) -> str:
    r"""Return *text* so that no spreadsheet program takes it for a formula.

    Examples
    --------
    >>> plain("=1+1"), plain(" ＠SUM(A1)"), plain("-14"), plain("某某局")
    ("'=1+1", "' ＠SUM(A1)", '-14', '某某局')
    """
    text = sayable(text)
    if not text or _NUMBER.fullmatch(text):
        return text
    first = next((sign for sign in text if not _is_passed_over(sign)), "")
    is_risky = normalize("NFKC", first).startswith(_FORMULA) or category(text[0]) == "Cc"
    return f"'{text}" if is_risky else text


def _is_passed_over(sign: str) -> bool:
    return sign in _QUOTES or category(sign).startswith(_PASSED_OVER)

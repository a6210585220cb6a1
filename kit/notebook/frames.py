"""A report as tidy frames: one row a figure, a finding, or an entry of a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from kit.checks import Findings
from kit.form import Form
from kit.form.model import Severity
from kit.ledger import kind_of, read_rows
from kit.report import Report
from kit.source import Filing

#: Types of columns: text, whole numbers, numbers and days, each with blanks.
_TEXT, _WHOLE, _NUMBER, _DAY = "string", "Int64", "Float64", "datetime64[s]"
_CELL = dict.fromkeys(
    ("table", "row", "column", "address", "row_label", "column_label", "unit"), _TEXT
)
_OF_FIGURES = _CELL | {
    "value": _NUMBER,
    "text": _TEXT,
    "last": _NUMBER,
    "difference": _NUMBER,
    "source": _TEXT,
    "note": _TEXT,
}
_OF_LAST = {"year": _WHOLE} | _CELL | {"value": _NUMBER, "text": _TEXT}
_OF_FINDINGS = {
    **dict.fromkeys(("rule", "title", "severity", "message", "cells", "file"), _TEXT),
    "line": _WHOLE,
    **dict.fromkeys(("quote", "expected", "found", "accepted", "key"), _TEXT),
}
#: Where an entry of a ledger stands.
_PLACE = {"file": _TEXT, "sheet": _TEXT, "row": _WHOLE}


def figures_frame(report: Report) -> pd.DataFrame:
    """Build one row a figure: where in the form, its value, last year's, where it was read from."""
    filing, last = report.filing, report.last
    rows = []
    for row in _figure_rows(filing, form=report.filing_form):
        figure = filing.figures.get(row["address"])
        before = last.value(row["address"]) if last else None
        now = figure.value if figure else None
        difference = None if now is None or before is None else Decimal(now) - Decimal(before)
        source, note = (figure.source, figure.fault or figure.note) if figure else ("", "")
        rows.append(
            row | {"last": before, "difference": difference, "source": source, "note": note}
        )
    return _typed(rows, columns=_OF_FIGURES)


def last_frame(report: Report, *, form: Form | None) -> pd.DataFrame:
    """Build one row a figure of last year's report; none where there is no such report."""
    rows = _figure_rows(report.last, form=form) if report.last and form else []
    year = report.last.year if report.last else None
    return _typed([{"year": year} | row for row in rows], columns=_OF_LAST)


def findings_frame(report: Report, *, findings: Findings) -> pd.DataFrame:
    """Build one row a finding: rule, severity from note to error, cells or words, claim."""
    rows = []
    for finding in findings.findings:
        at = finding.at
        rows.append(
            {
                "rule": finding.rule,
                "title": report.form.rules[finding.rule].title,
                "severity": finding.severity,
                "message": finding.message,
                "cells": " ".join(finding.cells),
                "file": at.file if at else None,
                "line": at.line if at else None,
                "quote": at.quote if at else None,
                "expected": _text(finding.expected),
                "found": _text(finding.found),
                "accepted": finding.accepted,
                "key": finding.key,
            }
        )
    frame = _typed(rows, columns=_OF_FINDINGS)
    order = list(reversed(get_args(Severity)))
    frame["severity"] = pd.Categorical(frame["severity"], categories=order, ordered=True)
    return frame


def ledger_frame(paths: Sequence[Path], *, kind: str, columns: Any) -> pd.DataFrame:
    """Build one row an entry of the ledgers of *kind*: where it stands, and its known columns."""
    of = kind_of(kind)
    rows = list(read_rows(paths, kind=of, columns=columns))
    types = {name: _DAY if column.dated else _TEXT for name, column in of.columns.items()}
    return _typed(rows, columns=_PLACE | types)


def _figure_rows(filing: Filing, *, form: Form) -> list[dict[str, Any]]:
    rows = []
    for address, cell in form.cells.items():
        figure = filing.figures.get(address)
        parts = dict(zip(_CELL, (*address.split("."), address), strict=False))
        labels = {
            "row_label": "·".join(label.text for label in cell.row_labels),
            "column_label": "·".join(label.text for label in cell.column_labels),
        }
        said = {"unit": cell.unit, "value": figure.value if figure else None}
        rows.append(parts | labels | said | {"text": figure.text if figure else ""})
    return rows


def _typed(rows: Sequence[Mapping[str, Any]], *, columns: Mapping[str, str]) -> pd.DataFrame:
    """Build a frame whose columns have one type each, whatever stands in them."""
    held = {name: [row[name] for row in rows] for name in columns}
    for name in (name for name, kind in columns.items() if kind == _NUMBER):
        held[name] = [None if value is None else float(value) for value in held[name]]
    series = {n: pd.Series(held[n], dtype=kind, name=n) for n, kind in columns.items()}
    return pd.DataFrame(series)


def _text(value: int | str | None) -> str | None:
    return None if value is None else str(value)

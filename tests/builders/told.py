"""Reports whose whole text is given beside their figures, totals computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from builders.filings import filing_of, form
from builders.reports import lawful_words, report_of
from kit.report.model import Report
from kit.source.values import Raw

YEAR = 2023
_OUTCOMES = ("upheld", "corrected", "other", "pending")
_DOCUMENTS = ("issued", "repealed", "in_force")
_OPEN = {"received", "carried_in", "carried_out"}
_DECIDED = {"licensing", "penalties", "coercive_measures"}


def report_told(told: Mapping[str, Any], *, said: str = "", instead: str = "") -> Report:
    """Return the report of *told*, the first *said* of its text replaced by *instead*."""
    of = form()
    texts = {key: told.get(key, "") for key in ("preface", *(f"s{n}" for n in range(1, 7)))}
    at = next((key for key, text in texts.items() if said in text), "") if said else ""
    if at:
        texts[at] = texts[at].replace(said, instead, 1)
    elif said:
        message = f"{told['id']} does not say {said}"
        raise ValueError(message)
    sections = {number: texts[f"s{number}"] for number in range(1, 7)}
    return report_of(
        filing_of(of, figures_of(told), year=YEAR),
        last=filing_of(of, told["last"], year=YEAR - 1),
        agency=told["agency"],
        narrative=lawful_words(of, preface=texts["preface"], sections=sections),
    )


def figures_of(told: Mapping[str, Any]) -> dict[str, Raw]:
    """Return the figures by address: those given, and the totals they make."""
    figures: dict[str, Raw] = dict(_table_two(told.get("t2", {})))
    totals: Counter[str] = Counter()
    for column, cells in told.get("t3", {}).items():
        closed = sum(value for row, value in cells.items() if row not in _OPEN)
        for row, value in {**cells, "closed_total": closed}.items():
            figures[f"t3.{row}.{column}"] = value
            totals[f"t3.{row}.total"] += value
    for row, values in told.get("t4", {}).items():
        figures[f"t4.{row}.total"] = sum(values)
        outcomes = zip(_OUTCOMES, values, strict=True)
        figures.update({f"t4.{row}.{column}": value for column, value in outcomes})
    return figures | totals


def _table_two(cells: Mapping[str, Any]) -> Mapping[str, Raw]:
    figures: dict[str, Raw] = {}
    for row, value in cells.items():
        if isinstance(value, list):
            documents = zip(_DOCUMENTS, value, strict=True)
            figures.update({f"t2.{row}.{column}": count for column, count in documents})
        else:
            column = "decisions" if row in _DECIDED else "amount"
            figures[f"t2.{row}.{column}"] = value
    return figures

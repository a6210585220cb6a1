"""The HTML of what stands beside a report: where each figure is from, and what became of words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from kit.compare import Change, compare_narratives
from kit.form import Cell, Table
from kit.report import Report
from kit.source import Value
from kit.source.values import shortest

_HEADS = ("格", "今年", "上年", "增减", "来源", "说明")
_TAGS = {"gone": "del", "new": "ins"}
#: Unchanged words between two changes are shown up to so many characters at either end.
_SHOWN = 24


def figures_html(report: Report) -> str:
    """Render each table's figures with last year's, the difference, and where they came from."""
    tables = "".join(_table(table, report=report) for table in report.filing_form.tables.values())
    return f'<div class="ogi-analyst">{tables}</div>'


def changes_html(report: Report) -> str:
    """Render what went and what came in each section since last year's text."""
    if report.last_narrative is None:
        return '<div class="ogi-analyst"><p>没有上年的正文，不作比较。</p></div>'
    changes = compare_narratives(report.narrative, report.last_narrative)
    parts = "".join(_change(change, report=report) for change in changes)
    return f'<div class="ogi-analyst">{parts or "<p>与上年的正文完全相同。</p>"}</div>'


def _table(table: Table, *, report: Report) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in _HEADS)
    rows = "".join(_row(cell, report=report) for cell in table.cells.values())
    return (
        f"<details><summary>{escape(table.name)}：每个数的来源和与上年的比较</summary>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _row(cell: Cell, *, report: Report) -> str:
    figure = report.filing.figures.get(cell.address)
    last = report.last.value(cell.address) if report.last else None
    value = figure.value if figure else None
    source, note = (figure.source, figure.fault or figure.note) if figure else ("", "")
    numbers = (_number(value), _number(last), _difference(value, last))
    cells = "".join(f'<td class="number">{escape(text)}</td>' for text in numbers)
    cells += "".join(f"<td>{escape(text)}</td>" for text in (source, note))
    return f'<tr><th scope="row" title="{cell.address}">{escape(cell.name)}</th>{cells}</tr>'


def _difference(value: Value, last: Value) -> str:
    if value is None or last is None or value == last:
        return ""
    difference = Decimal(value) - Decimal(last)
    return f"{'+' if difference > 0 else '−'}{shortest(abs(difference))}"


def _number(value: Value) -> str:
    return "" if value is None else shortest(Decimal(value))


def _change(change: Change, *, report: Report) -> str:
    headings = {section.number: section.heading for section in report.form.sections}
    words = "".join(_runs(change))
    heading = escape(headings.get(change.section, "前言"))
    return f'<p class="caption">{heading}</p><p class="changes">{words}</p>'


def _runs(change: Change) -> Iterator[str]:
    for kind, text in change.runs:
        tag = _TAGS.get(kind)
        yield f"<{tag}>{escape(text)}</{tag}>" if tag else escape(_folded(text))


def _folded(text: str) -> str:
    """Return unchanged words with their middle left out when it is long."""
    if len(text) <= 3 * _SHOWN:
        return text
    return f"{text[:_SHOWN]} …… {text[-_SHOWN:]}"

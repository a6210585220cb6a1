"""How cells and their values are spoken of in messages, in the form's own labels."""

from __future__ import annotations

from collections.abc import Iterable

from kit.checks.judgement import public
from kit.form import Cell
from kit.form.address import split_last
from kit.report.model import Report
from kit.source.filing import Figure


def figure_of(address: str, *, report: Report) -> Figure | None:
    """Return the figure at *address*, last year's when it says so."""
    is_last, own = split_last(address)
    filing = report.last if is_last else report.filing
    return filing.figures.get(own) if filing else None


def spoken_cell(address: str, *, report: Report) -> str:
    """Name a cell: its place in the file when it has one, its table and labels always."""
    name = report.filing_form.cells[address].name
    figure = figure_of(address, report=report)
    if figure and figure.place:
        return f"{figure.place.spoken}（{name}）"
    return f"{table_name(address, report=report)} {name}"


def spoken_line(address: str, *, each: str, report: Report) -> str:
    """Name the row or column that *address* lies in, and where the cell stands."""
    cell = report.filing_form.cells[address]
    line = f"{quoted(line_label(cell, each=each))}{_line_word(cell, each=each)}"
    figure = figure_of(address, report=report)
    if figure and figure.place:
        return f"{figure.place.spoken}（{line}）"
    return f"{table_name(address, report=report)}{line}"


def line_label(cell: Cell, *, each: str) -> str:
    """Return the label of the row or column that *cell* lies in.

    A table without row labels has a row for each group of its columns.
    """
    if each == "column":
        return cell.column_labels[-1].text
    labels = cell.row_labels[-1:] or cell.column_labels[:-1]
    return "·".join(label.text for label in labels)


def spoken_terms(addresses: Iterable[str], *, each: str, report: Report) -> list[str]:
    """Name cells inside their row or column with their values, e.g. ``“（七）总计”1``."""
    return [_spoken_term(address, each=each, report=report) for address in addresses]


def table_name(address: str, *, report: Report) -> str:
    """Return the name of the table that *address* belongs to."""
    return report.filing_form.tables[address.partition(".")[0]].name


def quoted(text: str) -> str:
    """Put *text* in quotation marks, those inside it made single."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _line_word(cell: Cell, *, each: str) -> str:
    if each == "column":
        return "列"
    return "行" if cell.row_labels else "部分"


def _spoken_term(address: str, *, each: str, report: Report) -> str:
    is_last, own = split_last(address)
    cell = report.filing_form.cells[own]
    labels = cell.row_labels if each == "column" else cell.column_labels
    figure = figure_of(address, report=report)
    value = public(figure.value) if figure else None
    shown = f"（{figure.raw if figure and figure.raw else '空白'}）" if value is None else value
    return f"{'上年报告' if is_last else ''}{quoted(labels[-1].text)}{shown}"

"""Judge a correction after publishing against the tables as they are now (S15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kit.checks.judgement import NOT_APPLICABLE, Found, Judgement, build_finding, combined
from kit.checks.places import quoted, spoken_cell
from kit.form import Cell
from kit.form.model import Form, Label, Rule
from kit.form.word_kinds import CorrectionHolds
from kit.parameters import REPORT, Corrected
from kit.report.model import Report
from kit.source.labels import label_words, plain_text

#: What parts the words of a row from those of a column.
_BETWEEN = re.compile(r"[“”‘’「」『』\"'\s·]+")
_SECTION = re.compile(r"(?:第[一二三四五六]部分)?")
_NUMBER = re.compile(r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>\D*)")
#: A single character is in too many labels to tell one.
_FEWEST = 2


def judge_correction(rule: Rule, *, kind: CorrectionHolds, report: Report) -> Judgement:
    """Judge each item that names one figure and gives a number for it; all others are words."""
    correction = report.parameters.correction
    if correction is None:
        return NOT_APPLICABLE
    found = [
        _judge_item(rule, item, number=number, kind=kind, report=report)
        for number, item in enumerate(correction.items, start=1)
    ]
    findings = tuple(finding for _, finding in found if finding)
    return Judgement(outcome=combined(outcome for outcome, _ in found), findings=findings)


def _judge_item(
    rule: Rule, item: Corrected, *, number: int, kind: CorrectionHolds, report: Report
) -> Found:
    cell = named_cell(item.what, form=report.filing_form, dropped=kind.dropped)
    said = None if cell is None else _number(item.after, cell=cell, units=kind.units)
    if cell is None or said is None:
        return "not applicable", None
    figure = report.filing.figures.get(cell.address)
    if figure is None or figure.value is None:
        return "undecided", None
    if figure.value == said:
        return "holds", None
    now = spoken_cell(cell.address, report=report)
    finding = build_finding(
        rule,
        where=f"{REPORT} correction items 第 {number} 项{quoted(item.what)}",
        said=f"写的是更正为 {item.after}，{now}现在是 {figure.text}",
        cells=(cell.address,),
        expected=figure.value,
        found=item.after,
    )
    return "broken", finding


def named_cell(what: str, *, form: Form, dropped: tuple[str, ...]) -> Cell | None:
    """Return the one cell that *what* names by its table and labels; ``None`` when it may be more.

    A row may be named by part of its label, a column by all of it; where a row has one
    cell, the column need not be named.

    Parameters
    ----------
    dropped
        Words that tell no figure from another.

    Examples
    --------
    >>> from kit.form import form_of_year
    >>> named_cell("表三“新收”总计", form=form_of_year(2024), dropped=()).address
    't3.received.total'
    """
    for table in form.tables.values():
        before, named, after = what.partition(table.name)
        if named and _SECTION.fullmatch(plain_text(before)):
            words = _words(after, dropped=dropped)
            cells = [cell for cell in table.cells.values() if _fits(words, cell, dropped=dropped)]
            return cells[0] if len(cells) == 1 else None
    return None


def _words(text: str, *, dropped: tuple[str, ...]) -> str:
    """Return the words that tell figures apart, without numbering and punctuation."""
    words = "".join(label_words(part) for part in _BETWEEN.split(text))
    for word in dropped:
        words = words.replace(word, "")
    return words


def _fits(words: str, cell: Cell, *, dropped: tuple[str, ...]) -> bool:
    """Whether *words* are those of its row, and of its column after or before these."""
    labels = cell.row_labels or cell.column_labels[:-1]
    rows = [name for label in labels for name in _names(label, dropped=dropped)]
    # A row named with its group is named in full: part of its label might be another's.
    whole = "".join(_words(label.text, dropped=dropped) for label in labels[-2:])
    named = [words]
    for column in _names(cell.column_labels[-1], dropped=dropped):
        named += [words.removesuffix(column)] if words.endswith(column) else []
        named += [words.removeprefix(column)] if words.startswith(column) else []
    return any(
        len(row) >= _FEWEST and (row == whole or any(row in name for name in rows)) for row in named
    )


def _names(label: Label, *, dropped: tuple[str, ...]) -> Iterator[str]:
    for text in (label.text, *label.variants, *label.faults):
        yield _words(text, dropped=dropped)


def _number(text: str, *, cell: Cell, units: tuple[str, ...]) -> Decimal | None:
    """Return the number *text* is, if it is one in the unit of *cell*, and nothing else."""
    match = _NUMBER.fullmatch(plain_text(text))
    allowed = ("", cell.unit, *(units if cell.type == "count" else ()))
    if match is None or match["unit"] not in allowed or cell.type == "amount":
        return None
    return Decimal(match["number"].replace(",", ""))

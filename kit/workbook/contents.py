"""What stands in the number cells: formulas and carried figures to start from, or a filing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kit.form import Form
from kit.source.filing import Figure, Filing
from kit.source.values import shortest
from kit.workbook.formulas import carried_cells, total_formulas

_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of one number cell; a ``formula`` goes before a ``value``."""

    value: float | str | None = None
    formula: str = ""
    note: str = ""


def filled_contents(filing: Filing) -> Mapping[str, Content]:
    """Return the figures of *filing* as they print, numbers as numbers wherever that is the same.

    ``18.8710`` and ``251000元`` stay the words they are; marks too; blanks are blank.
    Words that stood beside a number become a comment.
    """
    return {
        address: Content(
            value=_printed(figure), note=f"原件：{figure.raw}" if figure.is_remarked else ""
        )
        for address, figure in filing.figures.items()
    }


def fresh_contents(form: Form, *, last: Filing | None) -> Mapping[str, Content]:
    """Return what an agency starts from: totals as formulas, and what *last* year carried over."""
    formulas = total_formulas(form)
    carried = {
        address: last.value(source) if last else None
        for address, source in carried_cells(form).items()
    }
    return {
        address: Content(
            value=_number(carried.get(address)),
            formula=formulas.get(address, ""),
            note=_carried_note(carried.get(address), unit=cell.unit, last=last),
        )
        for address, cell in form.cells.items()
    }


def number_or_text(text: str) -> float | str:
    """Return the number that *text* is, if a spreadsheet shows the same digits for it.

    Examples
    --------
    >>> number_or_text("96171.6"), number_or_text("18.8710"), number_or_text("592万元")
    (96171.6, '18.8710', '592万元')
    """
    number = float(text) if _DECIMAL.fullmatch(text) else None
    return number if number is not None and _digits(number) == text else text


def _printed(figure: Figure) -> float | str | None:
    if figure.value is not None:
        number = _number(figure.value)
        if number is not None and _digits(number) == figure.text:
            return number
    return figure.text or None


def _number(value: Decimal | int | None) -> float | None:
    """Return the number a spreadsheet keeps for *value*."""
    return float(value) if isinstance(value, Decimal) else value


def _digits(number: float) -> str:
    """Return the digits that a reader of the spreadsheet finds."""
    # By way of Decimal, so that a number too big for a spreadsheet is no error but "Infinity".
    return shortest(Decimal(repr(float(Decimal(number)))))


def _carried_note(carried: Decimal | int | None, *, unit: str, last: Filing | None) -> str:
    return f"{last.year} 年报告结转 {carried} {unit}" if last and carried is not None else ""

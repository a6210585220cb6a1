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

_PUBLISHED = re.compile(r"\+(?:0|[1-9][0-9]*)|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
#: A spreadsheet keeps no more digits of a number.
_MOST_DIGITS = 15
#: How a figure with a sign is shown, and the most decimal places of one.
SIGNED, MOST_PLACES = "+0;-0;0", 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of one number cell; a ``formula`` goes before a ``value``.

    ``number_format`` is how a number is shown, empty where the program decides.
    """

    value: float | str | None = None
    number_format: str = ""
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


def published_contents(filing: Filing) -> Mapping[str, Content]:
    """Return the figures of *filing* as numbers, each with a format that prints it as published.

    Words, marks, and amounts that have their unit with them stay the words they are.
    """
    return {address: number_content(figure.text) for address, figure in filing.figures.items()}


def number_content(text: str) -> Content:
    """Return *text* as a number that shows the same digits; as text where none does.

    Examples
    --------
    >>> number_content("18.8710"), number_content("+43").number_format
    (Content(value=18.871, number_format='0.0000', formula='', note=''), '+0;-0;0')
    >>> number_content("592万元").value
    '592万元'
    """
    whole, _, places = text.lstrip("+-").partition(".")
    is_known = _PUBLISHED.fullmatch(text) and len(whole + places) <= _MOST_DIGITS
    if not is_known or len(places) > MOST_PLACES:
        return Content(value=text or None)
    shown = SIGNED if text.startswith("+") else f"0.{'0' * len(places)}" if places else "0"
    return Content(value=float(text) if places else int(text), number_format=shown)


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

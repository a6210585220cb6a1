"""Any spreadsheet with the statutory tables, read into a filing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kit.errors import Fault, SourceError
from kit.form import Form
from kit.signs import CELL, Hidden, find_hidden
from kit.source.editions import choose_edition
from kit.source.filing import Figure, Filing, LabelFault, Place
from kit.source.formulas import explain_blanks
from kit.source.grids import Sheet, cell_name, read_csv, read_sheets
from kit.source.guard import Source, open_source
from kit.source.headers import Spot
from kit.source.locate import Located
from kit.source.merged import note_merged
from kit.source.values import WANTED, read_figure

#: A year as a title names it; the year of a date is none.
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})\s*年(?!\s*[0-9])")


def read_filing(
    path: Path, *, form: Form, agency: str, year: int, forms: Mapping[str, Form]
) -> Filing:
    """Read the three statutory tables of a spreadsheet, wherever in it they stand.

    The labels in the file decide which edition it is made in; a cell that cannot
    be read is a figure with a fault, a label that is not the form's a label fault.

    Parameters
    ----------
    path
        A ``.xlsx``, ``.xls``, ``.ods`` or ``.csv`` file.
    form
        The edition due for *year*, tried first.
    forms
        All editions, by id.

    Raises
    ------
    SourceError
        If the file cannot be opened, or a table, row or column cannot be located
        in it: all faults of the file at once.

    References
    ----------
    国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号: the tables as printed.
    """
    source = open_source(path)
    choice = choose_edition(sheets_of(source), form=form, forms=forms, file=path.name)
    figures = read_figures(choice.tables, source=source, file=path.name)
    if choice.faults:
        raise SourceError(*choice.faults, *_cell_faults(choice.tables, figures))
    return Filing(
        agency=agency,
        year=year,
        edition=choice.edition,
        figures=figures,
        label_faults=tuple(label_faults(choice.tables, file=path.name)),
        hidden=tuple(_hidden(choice.tables, file=path.name)),
        named_years=tuple(_named_years(choice.tables, file=path.name)),
    )


def sheets_of(source: Source) -> tuple[Sheet, ...]:
    """Read the sheets of a file found safe.

    Raises
    ------
    SourceError
        If it is broken or protected by a password.
    """
    read = read_csv if source.kind == "csv" else read_sheets
    return read(source.content, path=source.path)


def read_figures(
    tables: Sequence[Located], *, source: Source | None, file: str
) -> dict[str, Figure]:
    """Read every located cell; blanks that formulas left are explained from the *source*."""
    figures = dict(_figures(tables, file=file))
    cells = {address: cell for table in tables for address, cell in table.cells.items()}
    figures |= note_merged(figures, cells=cells)
    if source and source.kind == "xlsx" and source.has_formulas:
        figures |= explain_blanks(figures, content=source.content)
    return figures


def _figures(tables: Sequence[Located], *, file: str) -> Iterator[tuple[str, Figure]]:
    for located in tables:
        for address, cell in located.layout.table.cells.items():
            if address in located.cells:
                sheet, spot = located.cells[address]
                place = _place(sheet, spot, file=file)
                yield address, read_figure(sheet.at(*spot), cell=cell, place=place)


def label_faults(tables: Sequence[Located], *, file: str) -> Iterator[LabelFault]:
    """Give the labels that are not the form's own."""
    for misprint in (misprint for located in tables for misprint in located.misprints):
        place = _place(misprint.region.sheet, misprint.spot, file=file)
        yield LabelFault(place=place, wanted=misprint.wanted, found=misprint.found)


def _hidden(tables: Iterable[Located], *, file: str) -> Iterator[Hidden]:
    """Yield what nobody sees in the sheets of the tables, beside the figures: those have it raw."""
    figures = {entry for located in tables for entry in located.cells.values()}
    for sheet in dict.fromkeys(sheet for sheet, _ in figures):
        yield from find_hidden(sheet.name, file=f"{file} 工作表名", key=CELL)
        for spot, text in sheet.texts.items():
            if (sheet, spot) not in figures:
                yield from find_hidden(text, file=_place(sheet, spot, file=file).spoken, key=CELL)


def _named_years(tables: Iterable[Located], *, file: str) -> Iterator[tuple[Place, int]]:
    """Yield the years that stand above the figures, as of a table's title; no date is one."""
    tops: dict[Sheet, int] = {}
    for sheet, (row, _) in (entry for located in tables for entry in located.cells.values()):
        tops[sheet] = min(row, tops.get(sheet, row))
    for sheet, top in tops.items():
        above = (entry for entry in sheet.texts.items() if entry[0][0] < top)
        for spot, text in above:
            for year in dict.fromkeys(_YEAR.findall(text)):
                yield _place(sheet, spot, file=file), int(year)


def _cell_faults(tables: Sequence[Located], figures: Mapping[str, Figure]) -> Iterator[Fault]:
    """Say which of the cells that could be located hold something that is no figure."""
    for located in tables:
        for address, cell in located.layout.table.cells.items():
            figure = figures.get(address)
            if figure and figure.fault and figure.raw and figure.place:
                cure = figure.cure or "没有请填 0。"
                yield Fault(figure.place.spoken, WANTED[cell.type], figure.fault, cure)


def _place(sheet: Sheet, spot: Spot, *, file: str) -> Place:
    return Place(file=file, sheet=sheet.name, cell=cell_name(*spot))

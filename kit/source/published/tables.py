"""The statutory tables among the grids of a published report, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.errors import Fault, SourceError
from kit.form import Cell, Form
from kit.parameters import Imported
from kit.source.editions import Choice, choose_edition
from kit.source.filing import Figure, Filing
from kit.source.grids import Sheet, is_number, typed
from kit.source.guard import Source
from kit.source.headers import Spot
from kit.source.labels import has_mark, plain_text
from kit.source.locate import ABSENT, Located
from kit.source.published.addressed import by_address, own_addresses
from kit.source.published.model import Grid
from kit.source.published.split import split_rows
from kit.source.published.wording import is_of_older_form
from kit.source.read import label_faults, read_figures
from kit.source.values import Raw, read_figure

#: A number, its unit, and a remark in brackets.
_BESIDE = re.compile(
    r"(?P<number>[+-]?[0-9][0-9,]*(?:\.[0-9]+)?)"
    r"(?P<unit>件次|人次|件|起|宗|项|个|条|次|份|例|元|万元|亿元)?(?P<remark>\(.*[^()\d].*\))?"
)
#: Numbers on lines of their own, or with a gap between them, are several: never joined.
_APART = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
_MONEY = {"元", "万元", "亿元"}
#: Two labels that only the older form has are no accident.
_OLDER_LABELS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whose report a file is and of which year, and the editions it may be made in."""

    path: Path
    agency: str
    year: int
    #: The edition due for the year, tried first.
    form: Form
    forms: Mapping[str, Form]

    @property
    def file(self) -> str:
        """What people call the file."""
        return self.path.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The figures of a report, what is wrong with them, and which sheets they came from."""

    filing: Filing
    faults: tuple[Fault, ...]
    #: What of it is to be looked at until it is settled.
    imported: tuple[Imported, ...]
    #: The sheets with figures, by table.
    sheets: Mapping[str, frozenset[Sheet]]


def read_tables(sheets: Sequence[Sheet], *, origin: Origin, source: Source | None = None) -> Tables:
    """Read the figures of the three tables; what cannot be read is blank, with a fault.

    Raises
    ------
    SourceError
        If none of the tables is there, their editions differ, or they are of
        the form from before 2019.
    """
    forms, file = origin.forms, origin.file
    choice = choose_edition(sheets, form=origin.form, forms=forms, file=file)
    _refuse(choice, sheets=sheets, file=file)
    filed = forms[choice.edition]
    own = own_addresses(sheets)
    tables = tuple(
        replace(t, cells={}) if t.is_repeated else by_address(t, sheets=sheets)
        for t in choice.tables
    )
    read = read_figures(tables, source=source, file=file)
    short = frozenset(_unlike(tables, source=source))
    split = split_rows(read, form=filed, short=short, sure=own)
    figures = _with_remarks({**read, **split.figures}, form=filed, sure=own)
    filing = Filing(
        agency=origin.agency,
        year=origin.year,
        edition=choice.edition,
        figures={
            address: figures.get(address) or read_figure(None, cell=cell)
            for address, cell in filed.cells.items()
        },
        label_faults=tuple(label_faults(tables, file=file)),
    )
    remarked = [figure for figure in figures.values() if figure.is_remarked]
    structural = (*choice.faults, *_relabelled(filing))
    return Tables(
        filing=filing,
        faults=(
            *structural,
            *split.faults,
            *map(_remark_fault, remarked),
            *_unread(filing, form=filed, file=file),
        ),
        imported=(*map(imported_of, structural), *split.imported, *map(_remark, remarked)),
        sheets={
            located.layout.table.id: frozenset(sheet for sheet, _ in located.cells.values())
            for located in choice.tables
        },
    )


def _unlike(tables: Sequence[Located], *, source: Source | None) -> Iterator[str]:
    """Give the addresses of rows that have fewer or more cells than columns.

    Which cell is lost or doubled nobody knows; in a workbook each has its place.
    """
    is_placed = source is not None and source.kind != "csv"
    for located in tables:
        spots = [spot for _, spot in located.cells.values()]
        last = max((column for _, column in spots), default=0)
        rows: dict[tuple[Sheet, int], list[str]] = {}
        unlike: set[tuple[Sheet, int]] = set()
        for address, (sheet, (row, column)) in located.cells.items():
            rows.setdefault((sheet, row), []).append(address)
            if row >= len(sheet.rows):
                continue
            if column >= len(sheet.rows[row]) or (
                not is_placed and any(map(is_number, sheet.rows[row][last + 1 :]))
            ):
                unlike.add((sheet, row))
        yield from (address for place in unlike for address in rows[place])


def grid_sheet(name: str, grids: Sequence[Grid]) -> Sheet:
    """Return grids one below the other as a sheet, whole numbers as numbers."""
    rows: list[list[Raw]] = []
    addresses: dict[Spot, str] = {}
    for grid in grids:
        addresses |= {(len(rows) + row, at): own for (row, at), own in grid.addresses.items()}
        rows += [[typed(_one_line(text, grid=grid)) for text in row] for row in grid.rows]
    return Sheet(name=name, rows=rows, addresses=addresses)


def _one_line(text: str, *, grid: Grid) -> str:
    """Return the words of a cell; numbers in one that does not say which it is stay apart."""
    return text if grid.addresses else _APART.sub("；", text)


def _refuse(choice: Choice, *, sheets: Sequence[Sheet], file: str) -> None:
    """Refuse what holds no statutory tables that can be told."""
    absent = [located for located in choice.tables if located.misfits >= ABSENT]
    texts = [text for sheet in sheets for text in sheet.texts.values()]
    if absent and sum(map(is_of_older_form, texts)) >= _OLDER_LABELS:
        wanted = "2019 年及以后的格式（三张表）"
        cure = "2018 年度及以前的报告用另一种表，不能导入。"
        raise SourceError(Fault(file, wanted, "2019 年以前的格式（统计指标、单位、统计数）", cure))
    if choice.is_mixed or len(absent) == len(choice.tables):
        raise SourceError(*choice.faults)


def _with_remarks(
    figures: Mapping[str, Figure], *, form: Form, sure: frozenset[str]
) -> dict[str, Figure]:
    """Read the number of cells in which words stand beside it; *sure* ones stay what they are."""
    own = dict(figures)
    for address in figures.keys() - sure:
        figure = figures[address]
        number = _number_beside(figure, cell=form.cells[address])
        again = read_figure(number, cell=form.cells[address], place=figure.place)
        if number != "" and not again.fault:
            own[address] = replace(again, raw=figure.raw, is_remarked=True)
    return own


def _number_beside(figure: Figure, *, cell: Cell) -> str | int:
    """Return the number of a cell if its unit is the form's and words in brackets follow."""
    is_told = figure.fault and not has_mark(figure.raw)
    found = _BESIDE.fullmatch(plain_text(figure.raw)) if is_told else None
    if not found or not (found["unit"] or found["remark"]):
        return ""
    unit = found["unit"] or ""
    if cell.type == "amount":
        return found["number"] + unit if not unit or unit in _MONEY else ""
    if unit in _MONEY and unit != cell.unit:
        return ""
    number = found["number"].replace(",", "")
    return int(number) if number.isdigit() and cell.type == "count" else number


def _remark_fault(figure: Figure) -> Fault:
    where = figure.place.spoken if figure.place else figure.address
    cure = f"已按 {figure.text} 读入，原文留在批注里，请核对。"
    return Fault(where, "只有一个数", f"“{figure.raw}”", cure)


def _remark(figure: Figure) -> Imported:
    note = "数旁另有文字，只取了数，请核对。"
    return Imported(at=figure.address, was=figure.raw, read=figure.text, note=note)


def _relabelled(filing: Filing) -> Iterator[Fault]:
    """Say which labels are not the form's: the workbook has the form's in their place."""
    for label in filing.label_faults:
        wanted, cure = f"“{label.wanted}”", "已按表式的标目写入，请核对。"
        yield Fault(label.place.spoken, wanted, f"“{label.found}”", cure)


def imported_of(fault: Fault) -> Imported:
    """Return what ``report.yaml`` keeps of a fault."""
    asked = Fault(fault.where, fault.wanted, fault.found, fault.cure)
    said = str(asked).removeprefix(f"{fault.where}：") or fault.where
    return Imported(at=fault.where, note=said)


def _unread(filing: Filing, *, form: Form, file: str) -> Iterator[Fault]:
    """Say, table by table, how many cells hold no figure, and name the first."""
    for table in form.tables.values():
        empty = [filing.figures[a] for a in table.cells if filing.figures[a].fault]
        if empty:
            names = [f"{form.cells[f.address].name}（{f.raw or '空白'}）" for f in empty[:3]]
            found = f"{len(empty)} 格没有数，如{'、'.join(names)}"
            yield Fault(f"{file} {table.name}", found=found, cure="请对照原件填写，没有的填 0。")

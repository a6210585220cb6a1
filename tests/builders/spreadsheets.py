"""Spreadsheets with the statutory tables, as tidy or as distorted as people's files are.

``lay_out`` places the tables of a filing on pages, ``write_book`` writes them
in the format that the file's name asks for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from builders.filings import form
from kit.form import Form, load_forms
from kit.form import Table as StatutoryTable
from kit.source import read_filing
from kit.source.filing import Figure, Filing
from kit.source.values import shortest

Value = str | int | float | None
Spot = tuple[int, int]

_HALF = str.maketrans("（）：，．１２３“”", '():,.123""')
_FULL = str.maketrans("().0123456789", "（）．０１２３４５６７８９")
_RADICALS = str.maketrans("自人立行用工小大文日月见长门马民", "⾃⼈⽴⾏⽤⼯⼩⼤⽂⽇⽉⻅⻓⻔⻢⺠")

#: Ways in which one and the same label is typed.
SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "plain": str,
    "half": lambda text: text.translate(_HALF),
    "full": lambda text: text.translate(_FULL),
    "spaced": lambda text: "\u3000" + " ".join(text) + " ",
    "broken": lambda text: f"{text[:2]}\n{text[2:]}\r\n",
    "radicals": lambda text: text.translate(_RADICALS),
    "numbered": lambda text: text[:1] + text[1:].replace(".", "、", 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Distortion:
    """How a file differs from a tidy one; each of these reads the same."""

    spans: Literal["merged", "first", "repeated"] = "merged"
    spelling: str = "plain"
    shift_rows: int = 0
    shift_columns: int = 0
    captions: bool = True
    pages: Literal["own", "stacked", "beside"] = "own"
    order: tuple[str, ...] = ("t2", "t3", "t4")
    names: tuple[str, ...] = ("表二", "表三", "表四")
    #: Rows between tables on one sheet; captions stand in addition.
    gap: int = 1
    #: Numbers typed as text, with separators and in full width.
    text_numbers: bool = False


TIDY = Distortion()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet to write: values by zero-based position, and what is merged."""

    name: str
    values: dict[Spot, Value] = field(default_factory=dict)
    merges: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def height(self) -> int:
        """How many rows are used."""
        return max((row for row, _ in self.values), default=-1) + 1

    @property
    def width(self) -> int:
        """How many columns are used."""
        return max((column for _, column in self.values), default=-1) + 1

    def spot(self, text: str, *, nth: int = 0) -> Spot:
        """Return where *text* stands."""
        return sorted(spot for spot, value in self.values.items() if value == text)[nth]

    def with_values(self, changed: Mapping[Spot, Value]) -> Page:
        """Return the page with some cells changed."""
        return replace(self, values=self.values | dict(changed))

    def renamed(self, old: str, new: str) -> Page:
        """Return the page with one text instead of another, wherever it stands."""
        return replace(self, values={s: new if v == old else v for s, v in self.values.items()})

    def with_rows(self, order: Sequence[int | None]) -> Page:
        """Return the page with its rows in another *order*; ``None`` is a blank row."""
        values = {
            (new, column): value
            for new, old in enumerate(order)
            for (row, column), value in self.values.items()
            if row == old
        }
        return replace(self, values=values, merges=())

    def with_columns(self, order: Sequence[int | None]) -> Page:
        """Return the page with its columns in another *order*."""
        turned = replace(self, values={(c, r): v for (r, c), v in self.values.items()})
        ordered = turned.with_rows(order)
        return replace(ordered, values={(c, r): v for (r, c), v in ordered.values.items()})

    def without_row(self, row: int) -> Page:
        """Return the page with one row cut out."""
        return self.with_rows([r for r in range(self.height) if r != row])

    def without_column(self, column: int) -> Page:
        """Return the page with one column cut out."""
        return self.with_columns([c for c in range(self.width) if c != column])


def lay_out(filing: Filing, *, of: Form, distortion: Distortion = TIDY) -> list[Page]:
    """Place the tables of *filing* on pages."""
    tables = [of.tables[id_] for id_ in distortion.order]
    parts = [_table_page(table, filing, distortion=distortion) for table in tables]
    if distortion.pages == "own":
        names = dict(zip(of.tables, distortion.names, strict=True))
        shifted = [
            _shifted(part, distortion.shift_rows, distortion.shift_columns) for part in parts
        ]
        named = zip(shifted, tables, strict=True)
        return [replace(part, name=names[table.id]) for part, table in named]
    joined = Page(name=distortion.names[0])
    row, column = distortion.shift_rows, distortion.shift_columns
    for part in parts:
        moved = _shifted(part, row, column)
        joined = replace(
            joined, values=joined.values | moved.values, merges=joined.merges + moved.merges
        )
        if distortion.pages == "stacked":
            row = joined.height + distortion.gap
        else:
            column = joined.width + max(distortion.gap, 1)
    return [joined]


def read_book(path: Path, *, due: str = "2021") -> Filing:
    """Read a file as the report of a year in which edition *due* is in force."""
    of = form(due)
    return read_filing(path, form=of, agency="test-agency", year=of.first_year, forms=load_forms())


def figures_read(filing: Filing) -> dict[str, tuple[object, str]]:
    """Return value and printed text of each figure, which is what reading must keep."""
    return {address: (figure.value, figure.text) for address, figure in filing.figures.items()}


def plain_value(figure: Figure) -> Value:
    """Return what a person would type into the figure's cell."""
    if figure.value is None:
        return figure.raw or None
    if isinstance(figure.value, int):
        return figure.text if figure.text != str(figure.value) else figure.value
    number = float(figure.value)
    if figure.raw != shortest(Decimal(repr(number))):
        return figure.raw
    return int(number) if number.is_integer() else number


def _table_page(table: StatutoryTable, filing: Filing, *, distortion: Distortion) -> Page:
    """Lay out one table from A1, its caption above it if wanted."""
    spell = SPELLINGS[distortion.spelling]
    top = 2 if distortion.captions else 0
    values: dict[Spot, Value] = {}
    if distortion.captions:
        values[0, 0] = f"{table.name} {table.caption}"
        values[1, table.width - 1] = "单位：件"
    merges = []
    for slot in table.slots:
        row = slot.row + top
        if slot.cell:
            figure = filing.figures[slot.cell.address]
            value = _typed(figure, distortion=distortion)
        else:
            value = spell(slot.label.text) if slot.label else None
        values[row, slot.column] = value
        if distortion.spans == "repeated":
            for r in range(row, row + slot.rowspan):
                values |= {(r, slot.column + c): value for c in range(slot.colspan)}
        elif distortion.spans == "merged" and (slot.rowspan, slot.colspan) != (1, 1):
            merges.append((row, slot.column, slot.rowspan, slot.colspan))
    return Page(name=table.name, values=values, merges=tuple(merges))


def _typed(figure: Figure, *, distortion: Distortion) -> Value:
    value = plain_value(figure)
    if distortion.text_numbers and isinstance(figure.value, int):
        return f" {figure.value:,}".translate(_FULL)
    return value


def _shifted(page: Page, rows: int, columns: int) -> Page:
    return replace(
        page,
        values={(r + rows, c + columns): value for (r, c), value in page.values.items()},
        merges=tuple((r + rows, c + columns, *spans) for r, c, *spans in page.merges),
    )


def write_book(path: Path, pages: Sequence[Page], *, encoding: str = "utf-8") -> Path:
    """Write *pages* in the format of the path's suffix; a .csv holds the first page only."""
    match path.suffix:
        case ".xlsx":
            path.write_bytes(xlsx_content(pages))
        case ".xls" | ".et":
            _write_xls(path, pages)
        case ".ods":
            _write_ods(path, pages)
        case _:
            path.write_bytes(csv_content(pages[0]).encode(encoding))
    return path


def xlsx_content(pages: Sequence[Page]) -> bytes:
    """Return *pages* as the bytes of an .xlsx."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for (row, column), value in page.values.items():
            sheet.cell(row + 1, column + 1).value = value
        for row, column, rows, columns in page.merges:
            sheet.merge_cells(None, row + 1, column + 1, row + rows, column + columns)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_xls(path: Path, pages: Sequence[Page]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for page in pages:
        sheet = book.add_sheet(page.name)
        for (row, column), value in page.values.items():
            if value is not None:
                sheet.write(row, column, value)
        for row, column, rows, columns in page.merges:
            sheet.merge(row, row + rows - 1, column, column + columns - 1)
    book.save(str(path))


def _write_ods(path: Path, pages: Sequence[Page]) -> None:
    book = OpenDocumentSpreadsheet()
    for page in pages:
        spans = {(r, c): (rows, columns) for r, c, rows, columns in page.merges}
        covered = {
            (r + down, c + right)
            for (r, c), (rows, columns) in spans.items()
            for down in range(rows)
            for right in range(columns)
        } - set(spans)
        table = Table(name=page.name)
        for r in range(page.height):
            row = TableRow()
            for c in range(page.width):
                row.addElement(_ods_cell(page, (r, c), spans=spans, covered=covered))
            table.addElement(row)
        book.spreadsheet.addElement(table)
    book.save(str(path))


def _ods_cell(
    page: Page, spot: Spot, *, spans: Mapping[Spot, Spot], covered: set[Spot]
) -> TableCell | CoveredTableCell:
    if spot in covered:
        return CoveredTableCell()
    rows, columns = spans.get(spot, (1, 1))
    merged = {"numberrowsspanned": rows, "numbercolumnsspanned": columns}
    value = page.values.get(spot)
    if value is None:
        return TableCell(**merged)
    is_text = isinstance(value, str)
    typed = {"valuetype": "string"} if is_text else {"valuetype": "float", "value": value}
    cell = TableCell(**typed, **merged)
    for line in str(value).splitlines():
        cell.addElement(P(text=line))
    return cell


def csv_content(page: Page, *, separator: str = ",") -> str:
    """Return *page* as text, its cells separated by commas unless told."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    for r in range(page.height):
        cells = [page.values.get((r, c)) for c in range(page.width)]
        writer.writerow(["" if value is None else value for value in cells])
    return buffer.getvalue()

"""Which row of a sheet is which row of a table, told by the labels left of its band."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.source.grids import is_blank, is_number
from kit.source.headers import Band
from kit.source.labels import LOOSE, NO_FIT, OWN, fit_label, fold_label, has_numbering
from kit.source.layout import Line

#: What stands for a figure is short; longer words repeated along a row are one merged cell.
_LONGEST_MARK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the form found in a sheet, with its label; the row of table four has none."""

    line: Line
    band: Band
    row: int
    column: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A row between or below those of a table that is none of the form's."""

    band: Band
    row: int
    column: int
    text: str


def find_rows(band: Band, *, end: int) -> tuple[list[Row], list[Stray]]:
    """Find the rows below *band*, down to the row *end*, and those that do not belong."""
    if not band.layout.row_lexicon.fits[LOOSE]:
        return _rows_without_labels(band, end=end), []
    below = _used(band, end=end)
    rows = _without_rivals([row for r in below if (row := _labelled(band, r))])
    if not rows and not band.heads:
        return [], []
    matched = {row.row for row in rows}
    last = max(matched, default=-1)
    gap = _first_blank(below, after=max(last, band.bottom))
    strays = [
        stray
        for r in below
        if r not in matched and (stray := _stray(band, r, last=last, is_detached=r > gap))
    ]
    return rows, strays


def _used(band: Band, *, end: int) -> Sequence[int]:
    """Return the rows below *band* and above *end* in which something stands."""
    rows = band.region.used_rows
    return rows[bisect_right(rows, band.bottom) : bisect_left(rows, end)]


def _first_blank(rows: Sequence[int], *, after: int) -> int:
    """Return the first row after another that is none of the used *rows*."""
    blank = after + 1
    for row in rows[bisect_left(rows, blank) :]:
        if row != blank:
            break
        blank += 1
    return blank


def _without_rivals(rows: list[Row]) -> list[Row]:
    """Leave out rows that would pass for a line only if its own label were not there too."""
    exact = {row.line for row in rows if fit_label(row.text, label=row.line.leaf) == OWN}
    return [
        row
        for row in rows
        if row.line not in exact or fit_label(row.text, label=row.line.leaf) < LOOSE
    ]


def _labelled(band: Band, r: int) -> Row | None:
    """Read the row's label: the rightmost text left of the figures that is one.

    A numbered text further right is the label of another row, and this one its group.
    """
    texts = _stub(band, r)
    readings = [(band.layout.row_lexicon.read(text), column, text) for column, text in texts]
    named = [entry for entry in readings if len(entry[0].meanings) == 1]
    if not named:
        return None
    reading, column, text = min(named, key=lambda entry: (entry[0].fit, -entry[1]))
    if any(c > column and has_numbering(t) for c, t in texts):
        return None
    return Row(line=reading.meanings[0], band=band, row=r, column=column, text=text)


def _stub(band: Band, r: int) -> list[tuple[int, str]]:
    columns = range(band.region.first, band.first_column)
    texts = band.region.texts_in(range(r, r + 1), columns)
    return [(column, text) for (_, column), text in texts]


def _stray(band: Band, r: int, *, last: int, is_detached: bool) -> Stray | None:
    """Judge a row without a label of the form: one of the table, or a note or caption.

    Parameters
    ----------
    is_detached
        Whether a blank row parts it from the table above it.
    """
    numbers = _numbers(band, r)
    texts = _stub(band, r)
    column, text = texts[-1] if texts else (band.region.first, "")
    width = band.last_column - band.first_column + 1
    if r < last:
        is_row = numbers > 0 or (text and not _is_known(band, text))
    elif is_detached:
        is_row = 2 * numbers >= width
    else:
        is_row = numbers > 0
    return Stray(band=band, row=r, column=column, text=text) if is_row else None


def _is_known(band: Band, text: str) -> bool:
    """Whether a label between the rows is a group's, a title's, a corner's or a column's."""
    layout = band.layout
    return min(layout.printed.read(text).fit, layout.column_lexicon.read(text).fit) < NO_FIT


def _numbers(band: Band, r: int) -> int:
    columns = range(band.first_column, band.last_column + 1)
    return sum(is_number(band.region.sheet.at(r, column)) for column in columns)


def _rows_without_labels(band: Band, *, end: int) -> list[Row]:
    """Find the data rows of a table whose rows have no labels: nearly always one.

    When all its cells are blank, it is the row right below the band.
    """
    found: list[int] = []
    is_detached, due = False, band.bottom + 1
    for r in _used(band, end=end):
        is_detached = is_detached or (bool(found) and r > due)
        if _has_figures(band, r, is_detached=is_detached):
            found.append(r)
            is_detached = False
        due = r + 1
    (line,) = band.layout.rows
    rows = found or [band.bottom + 1]
    return [Row(line=line, band=band, row=r, column=band.first_column) for r in rows]


def _has_figures(band: Band, r: int, *, is_detached: bool) -> bool:
    """Whether a row holds figures or marks in place of figures, not words."""
    width = band.last_column - band.first_column + 1
    numbers = _numbers(band, r)
    filled = list(_filled(band, r))
    words = {fold_label(value) for value in filled if isinstance(value, str)}
    is_unrolled = len(words) == 1 and len(max(words)) > _LONGEST_MARK
    if is_detached:
        return 2 * numbers >= width
    return numbers > 0 or (2 * len(filled) >= width and not is_unrolled)


def _filled(band: Band, r: int) -> Iterator[object]:
    for column in range(band.first_column, band.last_column + 1):
        value = band.region.sheet.at(r, column)
        if not is_blank(value):
            yield value

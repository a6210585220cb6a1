"""Workbooks as grids of raw values, each at its own row and column."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kit.errors import Fault, SourceError
from kit.source.encoding import decode_text
from kit.source.labels import plain_text
from kit.source.refusals import TABLES, Limits, broken, locked, overfull
from kit.source.values import Raw

#: The first and the last cell of a merge, zero-based.
Area = tuple[tuple[int, int], tuple[int, int]]
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
#: What may stand between the cells of a text file, the usual one first, and how
#: many rows tell which it is.
SEPARATORS, _SAMPLED = ",\t;", 200


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """One sheet: rows of raw values from ``A1`` on, blanks ``None`` or empty."""

    name: str
    rows: Sequence[Sequence[Raw]]
    #: Whether its user does not see it in the office program.
    is_hidden: bool = False
    merges: tuple[Area, ...] = ()
    #: The address that a cell says it has, on a page of the kit's own, by its position.
    addresses: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def spoken(self) -> str:
        """What people call the sheet; one they do not see, with how it is."""
        return f"{self.name}（隐藏的工作表）" if self.is_hidden else self.name

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> Raw:
        """Return what stands at a zero-based position; blank outside the grid."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    @cached_property
    def texts(self) -> dict[tuple[int, int], str]:
        """The cells that hold words, in reading order."""
        return {
            (r, c): value
            for r, row in enumerate(self.rows)
            for c, value in enumerate(row)
            if isinstance(value, str) and any(map(str.isalpha, value))
        }

    @cached_property
    def blank_columns(self) -> frozenset[int]:
        """The columns in which nothing stands."""
        used = {c for row in self.rows for c, value in enumerate(row) if not is_blank(value)}
        return frozenset(range(self.width)) - used


@lru_cache(maxsize=4096)
def cell_name(row: int, column: int) -> str:
    """Return the ``A1`` name of a zero-based position.

    Examples
    --------
    >>> cell_name(4, 3), cell_name(0, 26)
    ('D5', 'AA1')
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def is_blank(value: Raw) -> bool:
    """Whether nothing is to be seen in a cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_number(value: Raw) -> bool:
    """Whether a cell holds a number, be it typed as text."""
    if isinstance(value, str):
        return _NUMBER.fullmatch(plain_text(value)) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def typed(text: str) -> Raw:
    """Return a whole number as ``int``: a text file cannot tell it from text."""
    return int(text) if _INTEGER.fullmatch(text) else text


def read_sheets(content: bytes, *, path: Path) -> tuple[Sheet, ...]:
    """Read the worksheets of a workbook whose *content* was found safe.

    Raises
    ------
    SourceError
        If it is broken or protected by a password.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return tuple(
                _sheet(workbook.get_sheet_by_name(sheet.name), is_hidden=_is_hidden(sheet))
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            )
    except PasswordError:
        raise SourceError(locked(path)) from None
    except BaseException as problem:
        # On some damaged files the reader panics, which Python sees as no Exception.
        is_panic = type(problem).__name__ == "PanicException"
        if not is_panic and not isinstance(problem, CalamineError | OSError):
            raise
        raise SourceError(broken(path, "内容无法读出")) from None


def _sheet(sheet: CalamineSheet, *, is_hidden: bool) -> Sheet:
    return Sheet(
        name=sheet.name,
        rows=sheet.to_python(skip_empty_area=False),
        is_hidden=is_hidden,
        merges=tuple(sheet.merged_cell_ranges or ()),
    )


def _is_hidden(sheet: SheetMetadata) -> bool:
    return sheet.visible != SheetVisibleEnum.Visible


def read_csv(content: bytes, *, path: Path, limits: Limits = TABLES) -> tuple[Sheet, ...]:
    """Read text separated by commas, tabs or semicolons as one sheet named after the file.

    Raises
    ------
    SourceError
        If it is in no known encoding, or its quotes do not pair.
    """
    text = _decoded(content, path=path)
    separator = max(SEPARATORS, key=lambda mark: _agreement(text, separator=mark))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[Raw]] = []
    cells = 0
    try:
        for line in lines:
            cells += len(line)
            if cells > limits.cells:
                raise SourceError(overfull(path, limits=limits))
            rows.append([typed(value) for value in line])
    except csv.Error:
        raise SourceError(broken(path, "引号不成对")) from None
    return (Sheet(name=path.stem, rows=rows),)


def _agreement(text: str, *, separator: str) -> tuple[int, int]:
    """Return how many of the first rows have one and the same number of cells, and that number.

    The true separator stands equally often in every row; one that is part of what
    cells say does not, and hardly ever more often.
    """
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        for line in islice(lines, _SAMPLED):
            widths[len(line)] += len(line) > 1
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items() if rows), default=(0, 0))


def _decoded(content: bytes, *, path: Path) -> str:
    try:
        return decode_text(content)
    except UnicodeDecodeError:
        wanted = "UTF-8、UTF-16 或 GB18030 编码的文字"
        cure = "请用 Excel 或 WPS 另存为 .xlsx。"
        raise SourceError(Fault(path.name, wanted, "其他编码", cure)) from None

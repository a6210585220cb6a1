"""A ledger as values: its kinds and columns, its sheets, and what was counted from them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import repeat
from operator import itemgetter
from typing import Literal

from kit.ledger.dates import is_dated, is_month
from kit.ledger.vocabulary import Vocabulary
from kit.source.filing import Rows
from kit.source.grids import cell_name, is_blank
from kit.source.labels import plain_text
from kit.source.values import Raw

#: Why an answer, or what led to it, came late.
Lateness = Literal["answered", "unanswered", "correction", "extension"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of one kind of ledger: the names it is met under, preferred ones first.

    ``spoken`` is put before a cell's words when they mean nothing without the heading.
    """

    id: str
    names: tuple[str, ...]
    required: bool = False
    spoken: str = ""
    #: How many 元 there are in each unit that the heading or a cell may name.
    units: Mapping[str, Decimal] = field(default_factory=dict)
    #: Whether a day stands in it, and which vocabulary its words are of, if any.
    dated: bool = False
    vocabulary: str = ""
    #: Whether it may be spread over columns, one a wording, of which one is ticked.
    ticks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A row that is none of a ledger's own: what it begins with, and what is said of it.

    One that is ``alone`` has nothing else in it; one that ``tells`` says that
    there is nothing to count.
    """

    said: str
    pattern: re.Pattern[str]
    alone: bool = False
    tells: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerKind:
    """A kind of ledger: requests, cases, documents, decisions, fees."""

    id: str
    name: str
    sheets: tuple[str, ...]
    columns: Mapping[str, Column]


@dataclass(frozen=True, kw_only=True, eq=False)
class LedgerSheet:
    """One sheet of a ledger: its kind, where its columns are, and its rows.

    ``rows`` is the whole grid; ``first`` the zero-based row below the headings.
    Columns that are not the kind's are never looked at: what applicants wrote
    about themselves stays where it is.
    """

    kind: LedgerKind
    file: str
    name: str
    rows: Sequence[Sequence[Raw]]
    first: int
    positions: Mapping[str, int]
    headings: Mapping[str, str]
    asides: tuple[Aside, ...] = ()
    #: The agency's own, by name; of the others those that all share hold.
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    #: Whether its user does not see it in the office program.
    is_hidden: bool = False
    #: The last of the columns that one is spread over, to be ticked, by that one.
    ticked: Mapping[str, int] = field(default_factory=dict)
    #: Rows that merged cells make one with the row above.
    joined: tuple[int, ...] = ()
    #: Columns that tell who somebody is.
    personal: tuple[int, ...] = ()

    @property
    def spoken(self) -> str:
        """What people call the sheet: file and name, and that it is hidden."""
        return f"{self.file} {self.name}{'（隐藏的工作表）' if self.is_hidden else ''}"

    @property
    def key_column(self) -> int:
        """The column that a row is named by: its number's, else the first of those known."""
        return self.positions.get("number", min(self.positions.values()))

    def cells(self, *columns: str) -> Iterator[tuple[int, tuple[Raw, ...]]]:
        """Yield the rows that hold anything, as number from 1 and the cells of *columns*.

        A column the sheet lacks is blank; rows that are none of its own are left out.
        """
        rows = enumerate(zip(*map(self._values, columns), strict=True), start=self.first + 1)
        left_out = self._left_out
        return (row for row in rows if row[0] not in left_out) if left_out else iter(rows)

    @cached_property
    def _own(self) -> Sequence[Sequence[Raw]]:
        """The rows below the headings, each as wide as the known columns reach."""
        width = max(self.positions.values()) + 1
        rows = self.rows[self.first :]
        if min(map(len, rows), default=width) >= width:
            return rows
        return [[*row, *[None] * (width - len(row))] for row in rows]

    def _values(self, column: str) -> Iterable[Raw]:
        """Return what stands in one column, row by row."""
        at = self.positions.get(column)
        return repeat(None, len(self._own)) if at is None else map(itemgetter(at), self._own)

    @cached_property
    def _odd(self) -> tuple[int, ...]:
        """The numbers of rows with no date where one must be: they may be none of the ledger's."""
        dates = [row[self._date] for row in self._own]
        # Days are few, rows many.
        undated = {raw for raw in set(dates) if not (isinstance(raw, date) or is_dated(raw))}
        return tuple(n for n, raw in enumerate(dates, start=self.first + 1) if raw in undated)

    @cached_property
    def _left_out(self) -> frozenset[int]:
        """The numbers of rows that are blank in every known column, or none of the ledger's own."""
        known = self.positions.values()
        return frozenset(
            number
            for number in self._odd
            for row in (self._own[number - self.first - 1],)
            if all(is_blank(row[at]) for at in known) or self.aside(row)
        )

    @cached_property
    def _date(self) -> int:
        required = (column.id for column in self.kind.columns.values() if column.required)
        return self.positions[next(required)]

    def column(self, column: str) -> Iterator[tuple[int, Raw]]:
        """Yield what stands in one column, by the number of its row; blanks are left out."""
        at = self.positions[column]
        for number, row in enumerate(self._own, start=self.first + 1):
            if not is_blank(row[at]):
                yield number, row[at]

    def aside(self, row: Sequence[Raw]) -> Aside | None:
        """Return what a *row* without a date is, if it is none of the ledger's own."""
        filled = [at for at, value in enumerate(row) if not is_blank(value)]
        first = row[filled[0]] if filled else None
        if not isinstance(first, str):
            return None
        # A month in the column of dates is one that nothing was entered for.
        is_alone = len(filled) == 1 and not (filled[0] == self._date and is_month(first))
        fitting = (one for one in self.asides if one.pattern.fullmatch(plain_text(first)))
        return next((one for one in fitting if is_alone or not one.alone), None)

    @cached_property
    def aside_rows(self) -> Mapping[Aside, tuple[int, ...]]:
        """The rows that are none of the ledger's own, by what they are."""
        found: dict[Aside, list[int]] = defaultdict(list)
        for number in self._odd:
            if aside := self.aside(self.rows[number - 1]):
                found[aside].append(number)
        return {aside: tuple(numbers) for aside, numbers in found.items()}

    @cached_property
    def has_rows(self) -> bool:
        """Whether any row is the ledger's own."""
        return next(self.cells(*self.positions), None) is not None

    @property
    def is_told(self) -> bool:
        """Whether the sheet tells anything: by its rows, or by saying that there are none."""
        return self.has_rows or any(aside.tells for aside in self.aside_rows)

    def cell(self, number: int, column: str) -> str:
        """Return the ``A1`` name of a cell, of the first and the last where several are ticked."""
        name = cell_name(number - 1, self.positions.get(column, self.key_column))
        last = self.ticked.get(column)
        return name if last is None else f"{name}–{cell_name(number - 1, last)}"

    @property
    def columns(self) -> frozenset[int]:
        """All columns that are looked at."""
        spread = (range(self.positions[c], last + 1) for c, last in self.ticked.items())
        return frozenset(self.positions.values()).union(*spread)

    def names_in(self, number: int) -> Iterator[str]:
        """Yield the words of a row that tell who somebody is."""
        row = self.rows[number - 1]
        for at in self.personal:
            if at < len(row) and not is_blank(row[at]):
                yield str(row[at])

    def named(self, numbers: Sequence[int]) -> Rows:
        """Return *numbers* as rows of this sheet."""
        letter = cell_name(0, self.key_column)[:-1]
        return Rows(file=self.file, sheet=self.name, column=letter, numbers=tuple(numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What a cell of the form comes to by the ledger, and the rows it was counted from."""

    value: int | Decimal
    rows: tuple[Rows, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Requests of one sheet that were late in one way; ``days`` is the longest, in working days."""

    why: Lateness
    rows: Rows
    days: int
    #: What is said of it, and the article that sets the limit.
    said: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What all ledgers of one report come to.

    Attributes
    ----------
    counts
        By address; a cell that no ledger covers is not there.
    late
        Requests not answered in time.
    notes
        What was left out or could not be judged, in Chinese.
    has_requests
        Whether there is a ledger of requests, so that lateness could be judged.
    """

    counts: Mapping[str, Count]
    late: tuple[Late, ...] = ()
    notes: tuple[str, ...] = ()
    has_requests: bool = False

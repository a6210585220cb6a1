"""The statutory report form as values: what a table's cells, rows and labels are by law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from kit.form.address import match_addresses
from kit.form.kinds import Kind

CellType = Literal["count", "signed", "decimal", "amount"]
Severity = Literal["error", "warning", "note"]
#: What people call the severities.
SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "警告", "note": "提示"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label as the form prints it, and the other ways it is met in practice."""

    text: str
    #: Other spellings, read silently.
    variants: tuple[str, ...] = ()
    #: Wrong wordings, read with a finding (S6).
    faults: tuple[str, ...] = ()
    #: What people call it for short, the usual name first; a placeholder may use any.
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number cell of the form."""

    address: str
    type: CellType
    unit: str
    row_labels: tuple[Label, ...]
    column_labels: tuple[Label, ...]

    @property
    def name(self) -> str:
        """What people call the cell, e.g. ``一、本年新收…·自然人``.

        A table without row labels names its cells by all their headers.
        """
        columns = self.column_labels[-1:] if self.row_labels else self.column_labels
        return "·".join(label.text for label in (*self.row_labels[-1:], *columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One printed place of a table's grid: zero-based position, spans, and what stands in it.

    A slot has a ``label`` (titles, headers, stubs) or a ``cell`` (numbers).
    """

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    role: Literal["title", "corner", "header", "stub", "value"]
    label: Label | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of grid rows with one set of headers; table two has one an item of Article 20."""

    slots: tuple[Slot, ...]
    first_row: int
    header_rows: int
    data_rows: int
    label_columns: int

    def having(self, *roles: str) -> tuple[Slot, ...]:
        """Return the slots of the given roles, in reading order."""
        return tuple(slot for slot in self.slots if slot.role in roles)


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """A statutory table: a grid of slots, exactly as the form prints it."""

    id: str
    name: str
    section: int
    caption: str
    width: int
    blocks: tuple[Block, ...]

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """All slots in reading order."""
        return tuple(slot for block in self.blocks for slot in block.slots)

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """The number cells by address, in reading order."""
        return {slot.cell.address: slot.cell for slot in self.slots if slot.cell}

    def is_like(self, other: Table) -> bool:
        """Whether *other*, of whatever edition, has the same cells: only these can be added."""
        return self.cells.keys() == other.cells.keys()

    @property
    def height(self) -> int:
        """How many grid rows the table has, headers and titles too."""
        return max(slot.row + slot.rowspan for slot in self.slots)

    @property
    def header_rows(self) -> int:
        """How many grid rows stand above the first data row."""
        return self.blocks[0].header_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One of the six sections a report has."""

    number: int
    label: Label
    #: Id of the table that stands in it.
    table: str | None = None
    #: Headings of its usual parts.
    parts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title without its numeral."""
        return self.label.text

    @property
    def heading(self) -> str:
        """The title with its numeral, e.g. ``一、总体情况``."""
        return f"{'一二三四五六七八九十'[self.number - 1]}、{self.label.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked case of a rule: a filing and text that are given only where they matter.

    Figures not given are 0, text not given is lawful.
    """

    name: str
    outcome: Literal["holds", "broken", "undecided", "not applicable"]
    year: int | None = None
    figures: Mapping[str, int | str | None] = field(default_factory=dict)
    last: Mapping[str, int | str | None] | None = None
    agency: Mapping[str, object] = field(default_factory=dict)
    published: str | None = None
    edition: str | None = None
    preface: str | None = None
    sections: Mapping[int, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    #: Last year's text.
    last_sections: Mapping[int, str] | None = None
    #: Of a roll-up: the figures of each part, by its name; ``None`` for one not filed yet.
    parts: Mapping[str, Mapping[str, int | str | None] | None] | None = None
    #: What the ledger comes to; how many requests of it were late, by way; what was left out.
    ledger: Mapping[str, int] | None = None
    late: Mapping[str, int] = field(default_factory=dict)
    ledger_notes: tuple[str, ...] = ()
    #: What a correction says of each thing it names: what it is now.
    correction: Mapping[str, int | str] | None = None
    #: What an import left to be looked at, as report.yaml keeps it.
    imported: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the rule book."""

    id: str
    severity: Severity
    title: str
    kind: Kind
    reason: str
    source: str
    cure: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """The circular that prescribes an edition."""

    number: str
    title: str


@cache
def _matched(form: Form, pattern: str) -> tuple[str, ...]:
    """Look *pattern* up once for each form: rules and words ask for the same ones all the time."""
    return match_addresses(pattern, form.cells)


@dataclass(frozen=True, kw_only=True, eq=False)
class Form:
    """One edition of the form: sections, tables, rules."""

    edition: str
    first_year: int
    last_year: int | None
    circular: Circular
    title: str
    sections: tuple[Section, ...]
    tables: Mapping[str, Table]
    rules: Mapping[str, Rule]

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """All number cells by address, table after table."""
        return {a: cell for table in self.tables.values() for a, cell in table.cells.items()}

    def match(self, pattern: str) -> tuple[str, ...]:
        """Return the addresses that *pattern* names."""
        return _matched(self, pattern)

    def covers(self, year: int) -> bool:
        """Whether reports for *year* are made in this edition."""
        return self.first_year <= year <= (self.last_year or year)

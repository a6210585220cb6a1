"""What ``review.json`` holds, as types: they write it, read it back, and give its schema."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kit.checks import Cause, NumberStatus, Outcome, StaleClaim
from kit.disk import IF_ANY
from kit.form import Severity
from kit.parameters import Correction
from kit.report import Copied
from kit.signoff import ReportState, StandingDecision

#: A count, a decimal as text, or a cell that could not be read.
Printed = int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRecord:
    """What the ledgers have for a figure, and in which rows."""

    value: Printed
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRecord:
    """What the parts of a roll-up come to for a figure; the largest of them by name."""

    known: Printed
    is_whole: bool
    parts: tuple[tuple[str, Printed], ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord:
    """A figure with its raw cell and place, last year's value, and what it was counted from.

    ``last`` is empty where there is no last year, ``None`` where it had no value.
    """

    value: Printed
    raw: str
    source: str | None
    note: str = field(default="", metadata=IF_ANY)
    last: Printed = field(default="", metadata=IF_ANY)
    ledger: LedgerRecord | None = field(default=None, metadata=IF_ANY)
    parts: str = field(default="", metadata=IF_ANY)
    sum: SumRecord | None = field(default=None, metadata=IF_ANY)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecord:
    """A section as published."""

    number: int
    title: str
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRecord:
    """Where words stand: in the file, and how often they stood before in their section."""

    file: str
    line: int
    quote: str
    column: int
    section: int | None
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRecord:
    """A number of the text: where it stands, what came of it, what it was read as."""

    file: str
    line: int
    column: int
    quote: str
    status: NumberStatus
    read_as: str
    section: int | None
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersRecord:
    """The numbers of the text, and how many came to what."""

    counts: dict[NumberStatus, int]
    places: tuple[NumberRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """Words that state figures, and their cells."""

    line: int
    quote: str
    cells: tuple[str, ...]
    section: int | None
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """What became of a section since last year, run by run."""

    section: int
    parts: tuple[tuple[Literal["same", "gone", "new"], str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """A finding; ``key`` is what decisions refer to it by, ``claim`` the line that would claim it.

    ``accepted`` is the reason that a claim of the agency gives, ``confirmed`` whether a
    reviewer confirmed it.
    """

    rule: str
    severity: Severity
    cells: tuple[str, ...]
    at: AtRecord | None
    expected: Printed
    found: Printed
    message: str
    accepted: str | None
    confirmed: bool
    key: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord:
    """The reviewers' data of one report.

    ``seen`` is the sha256 of what there is to see by scope, ``findings_seen`` that of the
    findings' keys, ``before`` the digest of the last decision; ``state`` both sides of
    where the report stands.
    """

    schema: Literal["1"]
    year: int
    agency: str
    name: str
    edition: str
    title: str
    published: str
    last_year: int | None
    figures: dict[str, FigureRecord]
    sections: tuple[SectionRecord, ...]
    history: dict[str, dict[str, Printed]]
    links: tuple[LinkRecord, ...]
    changes: tuple[ChangeRecord, ...]
    seen: dict[str, str]
    findings_seen: str
    before: str
    sign_off: tuple[StandingDecision, ...]
    state: ReportState
    correction: Correction | None
    #: What other agencies of the year have in their texts too, once all were compared.
    copied: Copied | None = None
    findings: tuple[FindingRecord, ...]
    outcomes: dict[str, Outcome]
    causes: tuple[Cause, ...]
    numbers: NumbersRecord
    stale: tuple[StaleClaim, ...]

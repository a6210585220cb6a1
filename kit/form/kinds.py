"""The closed set of kinds a rule can be of, each with its named operands.

A rule is data: it names one of these kinds and fills its operands. How each
kind is judged stands in :mod:`kit.checks`. There are no expressions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Each = Literal["row", "column"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Equal:
    """The *left* cells add up to the *right* less the *minus* cells, in each row or column.

    ``fills`` says that the workbook template computes the left cell by this rule.
    """

    each: Each
    left: tuple[str, ...]
    right: tuple[str, ...]
    minus: tuple[str, ...] = ()
    fills: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """The *left* cells add up to no less than the *right* cells."""

    each: Each
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Each cell holds a value of its type."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroUnless:
    """The cells are zero, unless the agency has the power named."""

    cells: tuple[str, ...]
    power: Literal["rule_making"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroFrom:
    """The cells are zero in reports for *year* and later."""

    cells: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareAtMost:
    """The *part* cells are at most *percent* of the *whole* cells."""

    part: tuple[str, ...]
    whole: tuple[str, ...]
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFits:
    """The form is the one in force, and the text cites no superseded circular.

    ``noted`` are the years in which a misfit is only a note.
    """

    superseded: tuple[str, ...] = ()
    noted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFits:
    """The period the text states runs from *first* to *last* (``MM-DD``) of the report's year."""

    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionsComplete:
    """All sections stand in order, none empty; a government's text has the *government* parts.

    Each of these is its name and the other wordings it is met in.
    """

    government: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date to publish by, for the agencies that all the other operands fit."""

    by: str
    kind: tuple[str, ...] = ()
    scope: str | None = None
    level: tuple[str, ...] = ()
    vertical: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedBy:
    """The report is published by the first deadline that fits, in the year after its own."""

    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsOwn:
    """Row and column labels are the form's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthAtMost:
    """A section keeps to about so many characters: *slack* percent more pass."""

    section: int
    characters: int
    slack: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLeftovers:
    """The text has none of the template's own words and marks."""

    texts: tuple[str, ...]
    patterns: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SumOfParts:
    """In a roll-up each cell is the sum of the same cell of its parts."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsMatch:
    """What the text counts, says there is none of, or all of, is what the tables have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesMatch:
    """Percentages the text gives of figures recompute from the tables.

    Those of a list make a hundred: what has them is all of one *exclusive* family, or
    one of *complete* is all there is, or the last begins with one of *closing* and is
    none of the *rows* that the form calls so. Words that set parts *apart* forbid it.
    """

    exclusive: tuple[tuple[str, ...], ...]
    complete: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...]
    rows: tuple[str, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthMatches:
    """Growth since last year recomputes from last year's figures.

    One of *more* or *fewer* says which way what the text tells by two numbers changed,
    and by how much when nothing else but words *beside* it stands before a third.
    """

    more: tuple[str, ...]
    fewer: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsNamed:
    """The preface lists the sections that follow, each known by one of its *parts*' words."""

    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownsAdd:
    """Breakdowns add up.

    The words of one of *families* are parts that leave nothing out, *partial*
    words say that a list does, and at one of *ends* something else is counted. A
    part that begins with one of *closing* is the last, unless it is one of the *rows* that
    the form calls so; *asides* in brackets are no parts.
    """

    families: tuple[tuple[str, ...], ...]
    partial: tuple[str, ...]
    ends: tuple[str, ...]
    closing: tuple[str, ...]
    rows: tuple[str, ...]
    asides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeesStated:
    """A section states the fee that its *names* mean, and its sums add up."""

    section: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNames:
    """Agency, place and site that the text gives as its own are the report's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAlike:
    """A *section* and the whole are no more than *percent* what last year's text was.

    *ignored* are titles that every report has.
    """

    section: int
    percent: int
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPersonalData:
    """Nothing tells who applied: no identity number, no telephone, no name."""

    surnames: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMisquoted:
    """Set phrases are whole: no *slips* of them, each a pattern and what it should be."""

    slips: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAgrees:
    """The cells, where they were filled in, are what the ledgers come to."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredInTime:
    """Every request of the ledger was answered within the law's time limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerNoted:
    """What was left out of the ledger, or could not be judged, is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionHolds:
    """A figure that a correction names is what the correction says it is now.

    The *dropped* words tell no figure from another; *units* may stand behind a count.
    """

    dropped: tuple[str, ...]
    units: tuple[str, ...]


Kind = (
    Equal
    | AtLeast
    | Filled
    | ZeroUnless
    | ZeroFrom
    | ShareAtMost
    | EditionFits
    | PeriodFits
    | SectionsComplete
    | PublishedBy
    | LabelsOwn
    | LengthAtMost
    | NoLeftovers
    | SumOfParts
    | LedgerAgrees
    | AnsweredInTime
    | LedgerNoted
    | CorrectionHolds
)

#: The kinds by the name they have in the data.
KINDS: dict[str, type] = {
    "equal": Equal,
    "at_least": AtLeast,
    "filled": Filled,
    "zero_unless": ZeroUnless,
    "zero_from": ZeroFrom,
    "share_at_most": ShareAtMost,
    "edition_fits": EditionFits,
    "period_fits": PeriodFits,
    "sections_complete": SectionsComplete,
    "published_by": PublishedBy,
    "labels_own": LabelsOwn,
    "length_at_most": LengthAtMost,
    "no_leftovers": NoLeftovers,
    "counts_match": CountsMatch,
    "shares_match": SharesMatch,
    "growth_matches": GrowthMatches,
    "parts_named": PartsNamed,
    "breakdowns_add": BreakdownsAdd,
    "fees_stated": FeesStated,
    "own_names": OwnNames,
    "not_alike": NotAlike,
    "no_personal_data": NoPersonalData,
    "not_misquoted": NotMisquoted,
    "sum_of_parts": SumOfParts,
    "ledger_agrees": LedgerAgrees,
    "answered_in_time": AnsweredInTime,
    "ledger_noted": LedgerNoted,
    "correction_holds": CorrectionHolds,
}

"""The closed set of kinds a rule can be of, each with its named operands.

A rule is data: it names one of these kinds and fills its operands. How each
kind is judged stands in :mod:`kit.checks`. There are no expressions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.form import word_kinds

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

    *titles* are patterns of what these circulars and their forms are called. ``noted`` are
    the years in which a misfit is only a note.
    """

    superseded: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    noted: tuple[int, ...] = ()


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
class SumOfParts:
    """In a roll-up each cell is the sum of the same cell of its parts."""

    cells: tuple[str, ...]


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
class ImportSettled:
    """What an import changed or left open has been looked at."""


Kind = (
    Equal
    | AtLeast
    | Filled
    | ZeroUnless
    | ZeroFrom
    | ShareAtMost
    | EditionFits
    | word_kinds.PeriodFits
    | SectionsComplete
    | PublishedBy
    | LabelsOwn
    | word_kinds.LengthAtMost
    | word_kinds.NoLeftovers
    | SumOfParts
    | LedgerAgrees
    | AnsweredInTime
    | LedgerNoted
    | word_kinds.NoHidden
    | ImportSettled
    | word_kinds.CorrectionHolds
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
    "period_fits": word_kinds.PeriodFits,
    "sections_complete": SectionsComplete,
    "published_by": PublishedBy,
    "labels_own": LabelsOwn,
    "length_at_most": word_kinds.LengthAtMost,
    "no_leftovers": word_kinds.NoLeftovers,
    "counts_match": word_kinds.CountsMatch,
    "shares_match": word_kinds.SharesMatch,
    "growth_matches": word_kinds.GrowthMatches,
    "parts_named": word_kinds.PartsNamed,
    "breakdowns_add": word_kinds.BreakdownsAdd,
    "fees_stated": word_kinds.FeesStated,
    "own_names": word_kinds.OwnNames,
    "not_alike": word_kinds.NotAlike,
    "no_personal_data": word_kinds.NoPersonalData,
    "not_misquoted": word_kinds.NotMisquoted,
    "no_hidden": word_kinds.NoHidden,
    "sum_of_parts": SumOfParts,
    "ledger_agrees": LedgerAgrees,
    "answered_in_time": AnsweredInTime,
    "ledger_noted": LedgerNoted,
    "import_settled": ImportSettled,
    "correction_holds": word_kinds.CorrectionHolds,
}

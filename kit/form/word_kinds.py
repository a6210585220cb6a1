"""Kinds of rules for the words of a report, as their operands; words mean what data says."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFits:
    """The period the text states runs from *first* to *last* (``MM-DD``) of the report's year."""

    first: str
    last: str


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
class CountsMatch:
    """What the text counts, says there is none of, or all of, is what the tables have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesMatch:
    """Percentages the text gives of figures recompute, and those of a closed list make 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthMatches:
    """Growth since last year, or between two numbers of a sentence, recomputes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsNamed:
    """The preface lists the sections that follow, each known by one of its *parts*' words."""

    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownsAdd:
    """Breakdowns add up to their whole."""


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
class NoHidden:
    """No character stands in a text that nobody sees; those of *mild* groups only warn."""

    mild: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionHolds:
    """A figure that a correction names is what the correction says it is now.

    The *dropped* words tell no figure from another; *units* may stand behind a count.
    """

    dropped: tuple[str, ...]
    units: tuple[str, ...]

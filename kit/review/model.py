"""What the index tells of one agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from kit.export.review.findings import Numbered
from kit.signoff import ChecksState, DecisionState
from kit.workspace import Agency

Number = int | Decimal
#: What the checks say of a report; of one that does not stand, why not.
State = Literal["failed", "not_begun", "not_built", "stale"] | ChecksState
#: The states in the order of what has to be done about them, and what people call them.
STATE_NAMES: dict[State, str] = {
    "failed": "不能生成",
    "errors": "有错误",
    "claimed": "待核定",
    "not_begun": "未开始",
    "not_built": "未生成",
    "stale": "有改动未重新生成",
    "warnings": "有警告",
    "clean": "无问题",
}
#: Nothing is known of the report of an agency in one of these.
MISSING: tuple[State, ...] = ("not_begun", "not_built", "stale", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One of the figures of the index.

    ``history`` has the earlier years' values by year, oldest first, last year's
    among them; a year without the figure has ``None``. ``is_doubtful`` says that a rule
    of sums does not hold with it, ``is_large`` that it is far from last year's.
    """

    name: str
    value: Number | None = None
    history: Mapping[int, Number | None] = field(default_factory=dict)
    last_year: int | None = None
    is_doubtful: bool = False
    is_large: bool = False

    @property
    def years(self) -> tuple[Number | None, ...]:
        """The values of all years from the oldest to this one, ``None`` of a year not filed."""
        if not self.last_year:
            return (self.value,)
        before = range(min(self.history, default=self.last_year), self.last_year + 1)
        return (*map(self.history.get, before), self.value)

    @property
    def last(self) -> Number | None:
        """Last year's value."""
        return self.history.get(self.last_year) if self.last_year else None

    @property
    def difference(self) -> Number | None:
        """How much more than last year; ``None`` when one of both is not known."""
        return None if self.value is None or self.last is None else self.value - self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedFigure:
    """A figure of a roll-up beside what was filed; the largest ``parts`` by agency's name.

    ``total`` is ``None`` when a part is lacking; ``known`` is what the others come to;
    ``doubted`` are the agencies whose own figure breaks a rule.
    """

    name: str
    known: Number
    total: Number | None
    filed: Number | None
    parts: tuple[tuple[str, Number], ...] = ()
    more: int = 0
    doubted: tuple[str, ...] = ()
    is_signed: bool = False

    @property
    def falls_short(self) -> bool:
        """Whether less was filed than the parts that are there come to already."""
        if self.total is not None or self.filed is None or self.is_signed:
            return False
        return self.filed < self.known

    @property
    def is_wrong(self) -> bool:
        """Whether what was filed cannot be the sum, whatever the parts that are lacking are."""
        return self.differs or self.falls_short

    @property
    def differs(self) -> bool:
        """Whether something else was filed than the parts come to."""
        return self.total is not None and self.filed is not None and self.total != self.filed


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedUp:
    """The roll-up of one agency: how many parts it has, who is lacking, and its figures.

    ``broken`` are the parts whose own sums do not hold.
    """

    members: int
    counted: int
    lacking: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    figures: tuple[SummedFigure, ...] = ()

    @property
    def differing(self) -> int:
        """In how many figures what was filed cannot be the sum."""
        return sum(figure.is_wrong for figure in self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where the report of one agency stands.

    Attributes
    ----------
    state, decision
        What the checks say, and what reviewers decided: neither stands for the other. Of
        a report that does not stand no decision is known.
    claims
        How many claims nobody confirmed.
    since
        What changed since the decision that does not count any more, as in ``review.json``.
    why
        Why there is no report, or its signature does not count.
    findings
        The first of them, errors first, numbered as on the review page; ``more``
        is how many others there are, ``rules`` which rules nobody accepted.
    marks
        What is to be known beside the states: ``late``, ``corrected``, ``noted``, ``jump``.
    late_days
        How many days after its deadline it was published.
    notes
        What reviewers wrote on single findings, cells and words.
    files
        The files of the report that can be opened.
    """

    agency: Agency
    state: State
    decision: DecisionState | None = None
    claims: int = 0
    since: Mapping[str, Any] | None = None
    why: tuple[str, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Numbered, ...] = ()
    more: int = 0
    rules: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    published: str = ""
    late_days: int = 0
    notes: tuple[str, ...] = ()
    correction: Mapping[str, Any] | None = None
    decisions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    rollup: SummedUp | None = None
    #: Counts by year and address, for the pictures of all agencies together.
    tables: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    #: Ids and names of the tables that are left out of these: their own sums do not hold.
    doubtful: tuple[tuple[str, str], ...] = ()

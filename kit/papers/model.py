"""What papers say of one agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.form import Severity

#: What is to be done about a problem: the reviewer's word first, then the agency's claim.
ProblemStanding = Literal["must_fix", "open", "claimed", "confirmed", "let_pass"]
STANDINGS: dict[ProblemStanding, str] = {
    "must_fix": "审核要求整改",
    "open": "未整改",
    "claimed": "填报单位说明保留，待核定",
    "confirmed": "填报单位说明保留，已核定",
    "let_pass": "审核认可",
}
#: Titles of the papers by the decision they come from.
TITLES = {"approve": "审核意见", "return": "退回通知"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding, or one note of a reviewer, as a paper has it.

    ``rule`` and ``title`` are empty of a note that no rule gave; ``claim`` is the
    agency's own reason, ``note`` what the reviewer wrote; ``key`` is the finding's.
    """

    place: str
    said: str
    expected: str
    found: str
    request: str
    standing: ProblemStanding
    severity: Severity | None = None
    rule: str = ""
    title: str = ""
    basis: str = ""
    claim: str = ""
    note: str = ""
    key: str = ""

    @property
    def is_wanted(self) -> bool:
        """Whether the agency is asked to mend it."""
        return self.standing == "must_fix" or (
            self.standing == "open" and (self.severity != "note" or bool(self.note))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCause:
    """What stands behind problems: where it is to be mended, what is there and should be.

    Without a ``place`` it is where its problems are; ``keys`` are those of its findings.
    """

    name: str
    said: str
    place: str = ""
    expected: str = ""
    found: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is told of the report of one agency.

    Attributes
    ----------
    decision
        Empty while nobody decided, or the decision does not count any more.
    checks, standing
        Both sides of where the report stands, in words.
    office
        Whose reviewer decided: the agency above; empty when there is none.
    on
        An ISO date.
    """

    agency: str
    name: str
    report: str
    checks: str
    standing: str
    problems: tuple[Problem, ...] = ()
    causes: tuple[PaperCause, ...] = ()
    decision: Literal["", "approve", "return"] = ""
    by: str = ""
    on: str = ""
    opinion: str = ""
    office: str = ""

    @property
    def wanted(self) -> tuple[Problem, ...]:
        """The problems that the agency is asked to mend."""
        return tuple(problem for problem in self.problems if problem.is_wanted)

    @property
    def kept(self) -> tuple[Problem, ...]:
        """Those that the agency explained and the reviewer accepted."""
        return tuple(p for p in self.problems if p.standing in {"confirmed", "let_pass"})

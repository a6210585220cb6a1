"""Decisions of reviewers as values, each chained to the one before it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from kit.errors import Fault
from kit.signoff.seen import SCOPE_REPORT, canonical_sha256

Decision = Literal["approve", "return"]
#: What is no part of an entry's digest: the digest itself, and where the entry stands.
_NOT_DIGESTED = ("digest", "line")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One decision.

    Attributes
    ----------
    table
        The table it is about; ``None`` for the whole report.
    date
        The day of the decision, an ISO date.
    errors
        How many errors nobody had accepted when it was made.
    seen
        The sha256 of what the reviewer saw, as :func:`kit.signoff.seen_of`.
    digest
        As :func:`digest_of`, empty before the entry is chained.
    line
        Where it begins in the file, from 1.
    """

    decision: Decision
    by: str
    date: str
    seen: str
    table: str | None = None
    note: str = ""
    errors: int = 0
    digest: str = ""
    line: int = 0

    @property
    def scope(self) -> str:
        """Its key in what was seen."""
        return self.table or SCOPE_REPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffs:
    """All decisions on one report, oldest first; ``faults`` say why they cannot be read."""

    entries: tuple[SignOff, ...] = ()
    faults: tuple[Fault, ...] = ()


def digest_of(entry: SignOff, *, year: int, agency: str, before: str) -> str:
    """Return the sha256 over all an entry says, its report, and the digest *before* it.

    An entry changed, copied from elsewhere, moved, or whose predecessor was taken
    away no longer has the digest written beside it.
    """
    said = {key: value for key, value in asdict(entry).items() if key not in _NOT_DIGESTED}
    return canonical_sha256([year, agency, before, said])

"""What ledgers as offices keep them are made of, and what they must come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builders.spreadsheets import Page

_T3 = "t3.{}.{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLedger:
    """A ledger: its sheets, and the figures that are not zero, or words of its refusal."""

    name: str
    pages: tuple[Page, ...]
    figures: Mapping[str, int | str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    #: What must be noted of it.
    noted: tuple[str, ...] = ()
    suffix: str = ".xlsx"


def sheet(
    name: str, *rows: Sequence[object], merges: Sequence[tuple[int, int, int, int]] = ()
) -> Page:
    """Return a sheet of *rows* from A1 on; *merges* are row, column, rows and columns."""
    cells = {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row)}
    values = {spot: v for spot, v in cells.items() if v not in {None, ""}}
    return Page(name=name, values=values, merges=tuple(merges))  # type: ignore[arg-type]


def figures(received: Mapping[str, int], carried_out: int = 0, **closed: int) -> dict[str, int]:
    """Return the totals of table three that are not zero, *received* by applicant."""
    rows = {
        "received": sum(received.values()),
        **closed,
        "closed_total": sum(closed.values()),
        "carried_out": carried_out,
    }
    totals = {_T3.format(row, "total"): value for row, value in rows.items() if value}
    return totals | {_T3.format("received", column): value for column, value in received.items()}
